import type { Bulk, Task } from 'handover/client'
import { toldOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'

/** How many were done, and of the others which and why. */
export function bulkInWords(answer: Bulk, tasks: readonly Task[], done: (n: number) => string): string {
  const titles = new Map(tasks.map((task) => [task.id, task.title]))
  const [first, ...more] = answer.refused
  const said = answer.done.length === 0 && first !== undefined ? [] : [done(answer.done.length)]
  if (first === undefined) return said.join(' ')
  const refused =
    more.length === 0
      ? refusalOf(titles.get(first.task) ?? '', toldOf(first.problem).title)
      : words.list.refusedMany(answer.refused.map(({ task }) => titles.get(task) ?? ''))
  return [...said, refused].join(' ')
}

/** Most reasons name the task already. */
const refusalOf = (title: string, why: string): string =>
  why.includes(title) ? why : words.list.refusedOne(title, why)
