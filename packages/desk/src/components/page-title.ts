import { useEffect } from 'react'
import { words } from './words.ts'

/** Names the page in the tab and in the history: "Approve the message, #12, Handover". */
export function usePageTitle(parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ''), words.product].join(', ')
  useEffect(() => {
    document.title = title
  }, [title])
}
