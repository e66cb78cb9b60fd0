import { useEffect, useSyncExternalStore } from 'react'

const shown = new Set<string>()
const readers = new Set<() => void>()

/** Says that the fields of a form stand on the page now, for as long as the component is shown. */
export function useShownForm(id: string): void {
  useEffect(() => {
    shown.add(id)
    tell()
    return () => {
      shown.delete(id)
      tell()
    }
  }, [id])
}

/** Whether the fields of a form stand on the page: their code, or a draft, may still be on its way. */
export function useIsFormShown(id: string | undefined): boolean {
  return useSyncExternalStore(subscribe, () => id !== undefined && shown.has(id))
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function tell(): void {
  for (const reader of readers) reader()
}
