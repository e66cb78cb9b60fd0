import type { TaskCountQuery, TaskListName, TaskListQuery } from 'handover/client'

export const dueChoices = ['overdue', 'today', 'week', 'later', 'none'] as const
export const createdChoices = ['today', 'last7', 'last14', 'last30'] as const
export const sortChoices = ['due', 'newest', 'oldest'] as const

/** How a list of tasks is looked at, as it stands in the address. */
export interface TaskView {
  readonly search?: string
  readonly flow?: string
  /** A node of the flow. */
  readonly node?: string
  /** The id of who started the process. */
  readonly from?: string
  readonly due?: (typeof dueChoices)[number]
  readonly created?: (typeof createdChoices)[number]
  /** Without it the list is grouped by when its tasks are due; the archive is newest first. */
  readonly sort?: (typeof sortChoices)[number]
}

const daysBefore = { today: 0, last7: 7, last14: 14, last30: 30 }

/** What the server is asked for. */
export function taskListQuery(list: TaskListName, view: TaskView): TaskListQuery {
  return { ...taskCountQuery(list, view), sort: view.sort ?? (list === 'archive' ? 'newest' : 'due') }
}

export function taskCountQuery(list: TaskListName, { created, sort: _sort, ...filters }: TaskView): TaskCountQuery {
  return {
    list,
    ...filters,
    ...(list !== 'archive' && { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    ...(created !== undefined && { createdSince: startOfDay(daysBefore[created]) }),
  }
}

/** When the day began that many days ago, where the reader is. */
function startOfDay(daysAgo: number): string {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).toISOString()
}
