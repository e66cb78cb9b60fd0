import type { ProcessFilter, ProcessStatus } from 'handover/client'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { pollEvery } from './live/live.ts'

const second = 1000
const pageSize = 25

/** What the list of processes is narrowed to, as it stands in the address. */
export interface ProcessFilters {
  readonly status?: ProcessStatus
  /** Only those that need attention; instead of a status. */
  readonly attention?: true
  readonly flow?: string
  /** The name of an end of the flow. */
  readonly outcome?: string
  /** Where they stand: the name of a node of the flow. */
  readonly node?: string
  /** The id of who started it. */
  readonly person?: string
  /** Days such as 2026-11-20, the last one included. */
  readonly since?: string
  readonly until?: string
  readonly search?: string
  /** The cursors of the pages that were turned, oldest last, between dots. */
  readonly older?: string
}

/** The cursors by which this page was come to. */
export const turned = ({ older }: ProcessFilters): readonly string[] => (older === undefined ? [] : older.split('.'))

/** What the server is asked for. */
function askedOf({ person, since, until, attention, older: _turned, ...same }: ProcessFilters): ProcessFilter {
  return {
    ...same,
    startedBy: person,
    startedSince: since === undefined ? undefined : midnight(since, 0),
    startedUntil: until === undefined ? undefined : midnight(until, 1),
    needsAttention: attention,
  }
}

/** The moment at which a day begins where the reader is, or the day after it. */
function midnight(day: string, later: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

export const processesQuery = (filters: ProcessFilters) =>
  queryOptions({
    queryKey: ['processes', filters],
    queryFn: ({ signal }) =>
      client.processes({ ...askedOf(filters), limit: pageSize, cursor: turned(filters).at(-1) }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(30 * second),
  })

/** How many there are of each status, whatever status the list is narrowed to. */
export function processCountsQuery({ status: _s, attention: _a, older: _o, ...filters }: ProcessFilters) {
  return queryOptions({
    queryKey: ['process-counts', filters],
    queryFn: ({ signal }) => {
      const { status: _, needsAttention: __, ...asked } = askedOf(filters)
      return client.processCounts(asked, { signal })
    },
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(30 * second),
  })
}

/** Where the list lies as a table for spreadsheets, in the language of the page where the server speaks it. */
export function csvOf(filters: ProcessFilters): string {
  const isGerman = document.documentElement.lang === 'de'
  return client.processesCsvUrl({ ...askedOf(filters), ...(isGerman && { lang: 'de' as const }) })
}

/** The processes that need somebody. */
export const attentionQuery = infiniteQueryOptions({
  queryKey: ['attention'],
  queryFn: ({ pageParam, signal }) =>
    client.processes({ needsAttention: true, limit: pageSize, cursor: pageParam }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  refetchInterval: pollEvery(30 * second),
})

/** The newest deliveries that were given up, whatever process they are for. */
export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries'],
  queryFn: ({ signal }) => client.incidents({ limit: 25 }, { signal }),
  refetchInterval: pollEvery(60 * second),
})

export const boardQuery = (flow: string) =>
  queryOptions({
    queryKey: ['board', flow],
    queryFn: ({ signal }) => client.board(flow, {}, { signal }),
    refetchInterval: pollEvery(30 * second),
  })
