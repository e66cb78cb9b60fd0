import type { QueryClient } from '@tanstack/react-query'
import type { LiveChange } from 'handover/client'
import { useEffect, useSyncExternalStore } from 'react'
import { applyChange, readEverything } from './live-changes.ts'
import { followLive, type LiveState } from './follow-live.ts'

/** In milliseconds: what changes again and again is read again at most so often. */
const between = 1500

/** Not before it was asked for; `lost` while the stream cannot be had. */
let state: LiveState | 'off' = 'off'
const readers = new Set<() => void>()

function setState(now: typeof state): void {
  state = now
  for (const each of readers) each()
}

/** Keeps what is on the screen current, for as long as the component is there. */
export function useLive(queries: QueryClient, isWanted = true): void {
  useEffect(() => {
    if (!isWanted) return
    const room = gather((change) => applyChange(queries, change))
    const stop = followLive(queries, {
      onState: setState,
      onChange: room.add,
      onGap: () => readEverything(queries),
      onWatched: (processes) => applyChange(queries, { ...nothing, processes: [...processes] }),
    })
    return () => {
      stop()
      room.empty()
      setState('off')
    }
  }, [queries, isWanted])
}

export function useLiveState(): typeof state {
  return useSyncExternalStore(
    (reader) => {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    () => state,
  )
}

/** In milliseconds: how often something is read again; seldom while changes are told, as a hint may be lost. */
export const pollEvery = (milliseconds: number) => (): number =>
  state === 'on' ? Math.max(milliseconds, slow) : milliseconds
const slow = 60_000

/** The first at once, those that follow soon together. */
function gather(apply: (change: LiveChange) => void) {
  let waiting: LiveChange[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const some = waiting
    waiting = []
    if (some.length === 0) return
    apply({
      lists: some.some(({ lists }) => lists),
      overviews: some.some(({ overviews }) => overviews),
      processes: some.flatMap(({ processes }) => processes),
      progress: some.flatMap(({ progress }) => progress),
    })
    timer = setTimeout(flush, between)
  }
  return {
    add: (change: LiveChange) => {
      // It is shown as it is told: nothing is read for it.
      if (change.progress.length > 0) apply({ ...nothing, progress: change.progress })
      if (!change.lists && !change.overviews && change.processes.length === 0) return
      waiting.push({ ...change, progress: [] })
      if (timer === undefined) flush()
    },
    empty: () => {
      clearTimeout(timer)
      waiting = []
    },
  }
}
const nothing: LiveChange = { lists: false, overviews: false, processes: [], progress: [] }
