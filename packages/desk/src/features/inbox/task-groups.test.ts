import type { ListedTask } from 'handover/client'
import { expect, test } from 'vitest'
import { groupOf, groupsOf } from './task-groups.ts'

const noon = new Date(2026, 2, 27, 12).getTime()
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).toISOString()

test('a due time is overdue, today, within the seven days after it, or later', () => {
  const times = [at(27, 12), at(27, 12, 1), at(27, 23, 59), at(28, 0), at(34, 23, 59), at(35, 0)]
  expect(times.map((time) => groupOf(time, noon))).toEqual(['overdue', 'today', 'today', 'week', 'week', 'later'])
  expect(groupOf(null, noon)).toBe('none')
})

test('tasks in due order are parted where another time begins, and no group is empty', () => {
  const tasks = [at(1, 1), at(2, 1), at(30, 1), null, null].map((dueAt, i) => ({ id: `${i}`, dueAt }) as ListedTask)
  expect(groupsOf(tasks, noon).map(({ name, tasks: some }) => [name, some.length])).toEqual([
    ['overdue', 2],
    ['week', 1],
    ['none', 2],
  ])
  expect(groupsOf([], noon)).toEqual([])
})
