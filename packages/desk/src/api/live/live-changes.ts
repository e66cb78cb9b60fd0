import type { QueryClient, Query } from '@tanstack/react-query'
import type { LiveChange, ProcessDetail, Progress, TaskDetail } from 'handover/client'

const ofLists = ['tasks', 'task-counts', 'handed-on']
const ofOverviews = ['processes', 'process-counts', 'board', 'attention', 'deliveries']
const ofProcess = ['process', 'history', 'incidents']

/** Reads again what a change concerns: what is on the screen now, the rest when it is opened. */
export function applyChange(queries: QueryClient, change: LiveChange): void {
  for (const { process, task, ...progress } of change.progress) showProgress(queries, { process, task }, progress)
  const { lists, overviews } = change
  const processes = new Set(change.processes)
  if (!lists && !overviews && processes.size === 0) return
  const isConcerned = ({ queryKey: [name, id], state }: Query): boolean => {
    const key = String(name)
    if (key === 'me') return lists || overviews
    if (ofLists.includes(key)) return lists
    if (ofOverviews.includes(key)) return overviews
    if (ofProcess.includes(key)) return processes.has(String(id))
    return key === 'task' && processes.has((state.data as TaskDetail | undefined)?.process.id ?? '')
  }
  readAgain(queries, isConcerned)
}

/**
 * What is being read just now was perhaps asked for before the change: it comes to its end, so that something shows
 * however often there are changes, and is read once more then.
 */
function readAgain(queries: QueryClient, isConcerned: (query: Query) => boolean): void {
  const underWay = queries.getQueryCache().findAll({ predicate: isConcerned, fetchStatus: 'fetching' })
  void queries.invalidateQueries({ predicate: isConcerned }, { cancelRefetch: false })
  for (const query of underWay) {
    const again = () => queries.invalidateQueries({ predicate: (other) => other === query }, { cancelRefetch: false })
    query.promise?.then(again, again)
  }
}

/** After a gap anything may have changed; but a form that is being filled in is read once. */
export function readEverything(queries: QueryClient): void {
  void queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'start-form' })
}

function showProgress(queries: QueryClient, at: { readonly process: string; readonly task: string }, now: Progress) {
  queries.setQueryData<ProcessDetail>(['process', at.process], (process) => {
    if (process === undefined) return undefined
    const tasks = process.tasks.map((task) =>
      task.id === at.task && task.finishedAt === null ? { ...task, progress: now } : task,
    )
    return { ...process, tasks }
  })
  queries.setQueryData<TaskDetail>(['task', at.task], (task) =>
    task === undefined || task.finishedAt !== null ? undefined : { ...task, progress: now },
  )
}
