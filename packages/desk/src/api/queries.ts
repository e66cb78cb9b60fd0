import { isApiError, type HistoryEvent, type Person, type TaskListName } from 'handover/client'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { pollEvery } from './live/live.ts'
import { taskCountQuery, taskListQuery, type TaskView } from './task-view.ts'

const second = 1000
const pageSize = 25
const mostPerPage = 200
/** As long as one may be read in one sitting; longer histories are cut at their oldest end. */
const mostEvents = 1000

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => client.me({ signal }),
  refetchInterval: pollEvery(20 * second),
})

export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: ({ signal }) => client.flows({ signal }),
  staleTime: 60 * second,
})

export const flowQuery = (name: string) =>
  queryOptions({
    queryKey: ['flow', name],
    queryFn: ({ signal }) => client.flow(name, { signal }),
    staleTime: 60 * second,
  })

// A form is read once: what is being typed must not move because something was fetched again.
export const startFormQuery = (flow: string, node: string) =>
  queryOptions({
    queryKey: ['start-form', flow, node],
    queryFn: ({ signal }) => client.startForm(flow, node, { signal }),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })

export const tasksQuery = (list: TaskListName, view: TaskView = {}) =>
  infiniteQueryOptions({
    queryKey: ['tasks', list, view],
    queryFn: ({ pageParam, signal }) =>
      client.tasks(
        // The first page fills the screen; who scrolls on wants many.
        { ...taskListQuery(list, view), limit: pageParam === null ? pageSize : mostPerPage, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Comparing thousands of rows with what they were would take longer than showing those in sight again.
    structuralSharing: false,
    // All pages that were read are read again: of long lists only when something was done.
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 3 ? false : pollEvery(30 * second)()),
  })

export const taskCountsQuery = (list: TaskListName, view: TaskView) =>
  queryOptions({
    queryKey: ['task-counts', list, view],
    queryFn: ({ signal }) => client.countTasks(taskCountQuery(list, view), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(30 * second),
  })

/** What I finished last: to count what I handed on today. */
export const handedOnQuery = queryOptions({
  queryKey: ['handed-on'],
  queryFn: ({ signal }) => client.tasks({ list: 'archive', limit: pageSize }, { signal }),
})

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => client.task(id, { signal }),
    refetchOnWindowFocus: false,
  })

/** The few of mine, and of those that are free, that fit a text. */
export const foundTasksQuery = (search: string) =>
  queryOptions({
    queryKey: ['tasks found', search],
    queryFn: async ({ signal }) => {
      const lists = ['inbox', 'queue'] as const
      const pages = await Promise.all(lists.map((list) => client.tasks({ list, search, limit: 3 }, { signal })))
      return pages.flatMap(({ items }) => items)
    },
    staleTime: 10 * second,
  })

/** The few that fit a text best, for who is looking for one of them. */
export const foundProcessesQuery = (search: string) =>
  queryOptions({
    queryKey: ['processes', 'found', search],
    queryFn: ({ signal }) => client.processes({ search, limit: 6 }, { signal }),
    staleTime: 10 * second,
  })

export const processQuery = (id: string) =>
  queryOptions({
    queryKey: ['process', id],
    queryFn: ({ signal }) => client.process(id, { signal }),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? pollEvery(10 * second)() : false),
  })

/** What could not be delivered to or from a process; only for who manages its flow. */
export const incidentsQuery = (process: string) =>
  queryOptions({
    queryKey: ['incidents', process],
    queryFn: ({ signal }) => client.incidents({ process, limit: 25 }, { signal }),
    refetchInterval: pollEvery(30 * second),
  })

/** People to give work to; null where the server has no directory. */
export const usersQuery = (search: string) =>
  queryOptions({
    queryKey: ['users', search],
    queryFn: async ({ signal }): Promise<readonly Person[] | null> => {
      try {
        return (await client.users(search, { signal })).items
      } catch (refusal) {
        if (isApiError(refusal) && refusal.code === 'USERS_MISSING') return null
        throw refusal
      }
    },
    staleTime: 60 * second,
    placeholderData: keepPreviousData,
  })

/** Somebody of whom only the id is known; the id is the name where there is no directory. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: async ({ signal }): Promise<Person> => {
      const found = await client.users(id, { signal }).catch(() => ({ items: [] }))
      return found.items.find((each) => each.id === id) ?? { id, name: id }
    },
    staleTime: Infinity,
  })

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', id],
    queryFn: ({ signal }) => wholeHistory(id, signal),
    refetchInterval: pollEvery(10 * second),
  })

async function wholeHistory(id: string, signal: AbortSignal): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = []
  const limit = 100
  while (events.length < mostEvents) {
    const { items } = await client.history(id, { limit, after: events.at(-1)?.number }, { signal })
    events.push(...items)
    if (items.length < limit) break
  }
  return events
}
