import type { ListedTask } from 'handover/client'
import type { dueChoices } from '../../api/task-view.ts'

export type GroupName = (typeof dueChoices)[number]

/** Tasks that stand together under one head; without a name where the list is not grouped. */
export interface TaskGroup {
  readonly name: GroupName | null
  readonly tasks: readonly ListedTask[]
}

/** The tasks of a list in the order of when they are due, parted where another time begins. */
export function groupsOf(tasks: readonly ListedTask[], now: number): TaskGroup[] {
  const groups: { name: GroupName; tasks: ListedTask[] }[] = []
  for (const task of tasks) {
    const name = groupOf(task.dueAt, now)
    const last = groups.at(-1)
    if (last?.name === name) last.tasks.push(task)
    else groups.push({ name, tasks: [task] })
  }
  return groups
}

/** Overdue, today, the seven days after it, or later: as the server counts them, in the reader's days. */
export function groupOf(dueAt: string | null, now: number): GroupName {
  if (dueAt === null) return 'none'
  const due = Date.parse(dueAt)
  if (due <= now) return 'overdue'
  if (due < startOfDay(now, 1)) return 'today'
  return due < startOfDay(now, 8) ? 'week' : 'later'
}

function startOfDay(now: number, days: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}
