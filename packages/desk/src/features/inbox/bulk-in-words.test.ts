import type { Bulk, Task } from 'handover/client'
import { expect, test } from 'vitest'
import { words } from '../../components/words.ts'
import { bulkInWords } from './bulk-in-words.ts'

const task = (id: string, title: string) => ({ id, title }) as Task
const tasks = [task('a', 'Pack'), task('b', 'Insure'), task('c', 'Send')]
const refusal = (task: string, title = 'Ben Adler took it.'): Bulk['refused'][number] => ({
  task,
  problem: { type: '', code: 'TASK_ALREADY_ASSIGNED', status: 409, title, detail: '' },
})
const say = (done: readonly Task[], refused: Bulk['refused']) =>
  bulkInWords({ done: [...done], refused }, tasks, words.list.allTaken)

test('what was done is counted', () => {
  expect(say(tasks, [])).toBe('Taken: 3 tasks.')
  expect(say(tasks.slice(0, 1), [])).toBe('Taken: 1 task.')
})

test('a single refusal is told with its reason', () => {
  expect(say(tasks.slice(0, 2), [refusal('c')])).toBe('Taken: 2 tasks. Not Send: Ben Adler took it.')
})

test('a reason that names the task is enough', () => {
  expect(say(tasks.slice(0, 1), [refusal('c', "Ben Adler took 'Send'.")])).toBe("Taken: 1 task. Ben Adler took 'Send'.")
})

test('several refusals are told by name', () => {
  expect(say([tasks[0]!], [refusal('b'), refusal('c')])).toBe('Taken: 1 task. Not Insure and Send: they have moved on.')
})

test('when nothing was done, only that is told', () => {
  expect(say([], [refusal('a')])).toBe('Not Pack: Ben Adler took it.')
})
