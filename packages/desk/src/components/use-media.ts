import { useSyncExternalStore } from 'react'

/** Whether the media query holds: for what must not be there at all, such as requests of parts that are not shown. */
export function useMedia(query: string): boolean {
  const subscribe = (reader: () => void): (() => void) => {
    const media = matchMedia(query)
    media.addEventListener('change', reader)
    return () => media.removeEventListener('change', reader)
  }
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
