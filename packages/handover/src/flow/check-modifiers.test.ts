import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const problemOf = (say: (view: any) => any) =>
  problemsOf(() =>
    flow('asking', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('work'),
        work: say(n.view({ fields: [] })).next('done'),
        done: n.end(),
      }),
    }),
  ).map(({ message, next }) => `${message} ${next}`)

test('a milestone at a node that does not exist is refused', () => {
  expect(problemOf((view) => view.while(['strat', 'work']))).toEqual([
    "Flow 'asking': 'work' can only be done while a token stands at 'strat', which does not exist. Did you mean 'start'?",
  ])
})

test('a milestone at no node is refused', () => {
  expect(problemOf((view) => view.while([]))).toEqual([
    "Flow 'asking': 'work': while names no node. Name one: .while(['…']).",
  ])
})

test.each(['', 7])('%j is no name for a mutex', (name) => {
  expect(problemOf((view) => view.mutex(name))[0]).toContain('its mutex is ')
})

test('a mutex is held per region or per task, and nothing else', () => {
  expect(problemOf((view) => view.mutex('crane', { per: 'process' }))[0]).toContain("its mutex is per 'process'.")
  expect(problemOf((view) => view.mutex('crane', { per: 'task' }))).toEqual([])
})

test('a rule for a milestone and a name for a mutex are fine', () => {
  expect(problemOf((view) => view.while(() => true).mutex('crane'))).toEqual([])
})
