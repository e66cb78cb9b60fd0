import { useSyncExternalStore } from 'react'

const every = 15_000
const readers = new Set<() => void>()
let present = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The time of the page: one clock for all that shows an age, so that no two disagree. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read)
}

const read = (): number => present

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  present = Date.now()
  timer ??= setInterval(() => {
    present = Date.now()
    for (const each of readers) each()
  }, every)
  return () => {
    readers.delete(reader)
    if (readers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
