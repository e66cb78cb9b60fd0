import { expect, test } from 'vitest'
import { sketchGraph } from '../../test/sketch-flow.ts'
import { checkFlow } from './check-flow.ts'

const flow = sketchGraph('start -> approve\n approve -> done\n done')
const problems = (moved: Record<string, string>) => checkFlow(flow, { moved })

test('a node that is gone may have moved to one that is there', () => {
  expect(problems({ review: 'approve' })).toEqual([])
})

test('a move to a node that does not exist is refused, with the nearest name', () => {
  const [problem, ...others] = problems({ review: 'aprove' })
  expect(others).toEqual([])
  expect(problem).toMatchObject({ code: 'FLOW_BAD_OPTION', node: null, next: "Did you mean 'approve'?" })
  expect(problem!.message).toContain("'review': moved renames it to 'aprove', which does not exist.")
})

test('a move of a node that still exists is refused', () => {
  const [problem] = problems({ start: 'approve' })
  expect(problem!.message).toContain("'start': moved renames it, but it still exists.")
})

test('names that every object has are not found among the nodes', () => {
  expect(problems({ review: 'toString' })).toHaveLength(1)
  expect(problems({ toString: 'approve' })).toEqual([])
})
