import type { QueryClient } from '@tanstack/react-query'
import { isApiError, type LiveChange } from 'handover/client'
import { client } from '../client.ts'

export type LiveState = 'on' | 'lost'

export interface Following {
  readonly onState: (state: LiveState) => void
  readonly onChange: (change: LiveChange) => void
  /** It was away for a while: what happened meanwhile was not told. */
  readonly onGap: () => void
  /** These are told of from now on: what happened since they were read was not. */
  readonly onWatched: (processes: readonly string[]) => void
}

const second = 1000
const firstPause = second
const longestPause = 30 * second
/** A server that refuses is not asked soon. */
const afterRefusal = 60 * second
/** A window that nobody looks at gives its connection back: browsers have few for one server. */
const hiddenFor = 30 * second
const mostWatched = 20
/** Who moves through a list looks at many processes for a moment. */
const settleFor = 300

interface Stream {
  readonly abort: AbortController
  readonly watched: readonly string[]
}

/** One stream of changes, for all that the window shows: made anew when it is lost, and when other processes are shown. */
export function followLive(queries: QueryClient, { onState, onChange, onGap, onWatched }: Following): () => void {
  let stream: Stream | undefined
  let watched: readonly string[] = []
  let pause = firstPause
  let hasGap = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let hiding: ReturnType<typeof setTimeout> | undefined

  const open = async () => {
    clearTimeout(retry)
    const mine: Stream = { abort: new AbortController(), watched }
    const before = stream
    stream = mine
    let wait: number | undefined
    try {
      for await (const event of client.live({ processes: watched }, { signal: mine.abort.signal })) {
        if (event.type === 'changed') onChange(event.data)
        else {
          // Until now the one before has told: nothing is missed.
          before?.abort.abort()
          pause = firstPause
          const added = mine.watched.filter((id) => before?.watched.includes(id) !== true)
          if (hasGap) onGap()
          else if (added.length > 0) onWatched(added)
          hasGap = false
          onState('on')
        }
      }
    } catch (failure) {
      if (isApiError(failure) && failure.status > 0 && failure.status < 500) wait = afterRefusal
    }
    before?.abort.abort()
    if (stream !== mine || mine.abort.signal.aborted) return
    stream = undefined
    hasGap = true
    onState('lost')
    retry = setTimeout(() => void open(), wait ?? pause)
    pause = Math.min(2 * pause, longestPause)
  }
  const close = () => {
    clearTimeout(retry)
    stream?.abort.abort()
    stream = undefined
    hasGap = true
  }
  const look = () => {
    const shown = queries
      .getQueryCache()
      .findAll({ queryKey: ['process'], type: 'active' })
      .map(({ queryKey: [, id] }) => String(id))
    if (shown.every((id) => watched.includes(id))) return
    watched = [...new Set([...shown, ...watched])].slice(0, mostWatched)
    if (stream !== undefined) void open()
  }
  const onCache = ({ type }: { readonly type: string }) => {
    if (type !== 'observerAdded') return
    clearTimeout(settling)
    settling = setTimeout(look, settleFor)
  }
  const onVisible = () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(close, hiddenFor)
    else if (stream === undefined) void open()
  }
  const unsubscribe = queries.getQueryCache().subscribe(onCache)
  document.addEventListener('visibilitychange', onVisible)
  addEventListener('online', onVisible)
  look()
  void open()
  return () => {
    for (const timer of [retry, settling, hiding]) clearTimeout(timer)
    unsubscribe()
    document.removeEventListener('visibilitychange', onVisible)
    removeEventListener('online', onVisible)
    close()
  }
}
