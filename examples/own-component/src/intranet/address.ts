import type { Place } from 'handover-desk/react'
import { useSyncExternalStore } from 'react'

/** Where this application shows a task or a process. */
export const linkTo = (place: Place): string =>
  `/intranet.html?${'task' in place ? `task=${place.task}` : `process=${place.process}`}`

/** What the router of an application does, in three lines. */
export function follow(address: string): void {
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
}

export function useInAddress(name: 'task' | 'process'): string | null {
  return useSyncExternalStore(subscribe, () => new URLSearchParams(location.search).get(name))
}

function subscribe(reader: () => void): () => void {
  addEventListener('popstate', reader)
  return () => removeEventListener('popstate', reader)
}
