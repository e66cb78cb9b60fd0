import { flow } from '../index.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { frozen } from '../flow/define-flow.ts'
import { findUndecided } from './find-undecided.ts'

const leave = frozen(
  flow('leave', {
    data: z.object({
      isUrgent: z.boolean().default(false),
      granted: z.boolean().default(false),
      isBooked: z.boolean().default(false),
      isLong: z.boolean().default(false).meta({ widget: 'fact' }),
    }),
    nodes: (n) => ({
      start: n.start({ fields: ['isUrgent'] }).next('approve'),
      approve: n.view({ fields: ['granted', 'isLong'] }).next('done'),
      done: n.end(),
    }),
  }),
)

const begun = [
  { node: 'start', status: 'done' },
  { node: 'approve', status: 'assigned' },
] as const
const data = { isUrgent: false, granted: false, isBooked: false, isLong: false }

test('what a form asks for later is open; what was asked, shown or never asked is what it says', () => {
  expect([...findUndecided(leave, data, begun)]).toEqual(['granted'])
})

test('a no that somebody handed in is a no', () => {
  expect([...findUndecided(leave, data, [begun[0], { node: 'approve', status: 'done' }])]).toEqual([])
})

test('a yes was said, whoever is asked later', () => {
  expect([...findUndecided(leave, { ...data, granted: true }, begun)]).toEqual([])
})
