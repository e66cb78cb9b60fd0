import { isApiError } from 'handover/client'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const retryEvery = 5000

interface Watch {
  readonly subscribe: (reader: () => void) => () => void
  readonly read: () => number | undefined
}

/** Since when the server does not answer, in milliseconds; undefined while it does. */
export function useLostSince(): number | undefined {
  const queries = useQueryClient()
  const { subscribe, read } = watchOf(queries)
  return useSyncExternalStore(subscribe, read, read)
}

const watches = new WeakMap<QueryClient, Watch>()

function watchOf(queries: QueryClient): Watch {
  const known = watches.get(queries)
  if (known !== undefined) return known
  const made = watch(queries)
  watches.set(queries, made)
  return made
}

/** Listens to what the requests of the page meet; while nothing answers, it asks again on its own. */
function watch(queries: QueryClient): Watch {
  const readers = new Set<() => void>()
  let since: number | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  const ask = () => void queries.refetchQueries({ queryKey: ['me'] })
  const heard = (answered: boolean) => {
    if (answered === (since === undefined)) return
    since = answered ? undefined : Date.now()
    clearInterval(timer)
    if (!answered) timer = setInterval(ask, retryEvery)
    for (const each of readers) each()
  }
  const listen = (event: { readonly type: string; readonly action?: Action }) => {
    if (event.type !== 'updated' || event.action === undefined) return
    const { type, error, manual } = event.action
    if (type === 'success' && manual !== true) heard(true)
    // Whatever was refused was answered.
    if ((type === 'failed' || type === 'error') && isApiError(error)) heard(error.status > 0)
  }
  queries.getQueryCache().subscribe(listen as (event: unknown) => void)
  queries.getMutationCache().subscribe(listen as (event: unknown) => void)
  addEventListener('offline', ask)
  addEventListener('online', ask)
  return {
    subscribe: (reader) => {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    read: () => since,
  }
}

interface Action {
  readonly type: string
  readonly error?: unknown
  readonly manual?: boolean
}
