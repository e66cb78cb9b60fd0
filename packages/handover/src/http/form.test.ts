import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { formOf } from './form.ts'

const leave = frozen(
  flow('leave', {
    data: z
      .object({
        firstDay: z.iso.date().meta({ title: 'First day' }),
        days: z.number().int().min(1).default(1),
        reason: z.string().optional().meta({ widget: 'textarea' }),
        kind: z.enum(['holiday', 'illness']).optional(),
        approvedBy: z.email().optional(),
      })
      .refine((data) => data.days < 400, 'Nobody is away that long.'),
    nodes: (n) => ({
      start: n.start({ fields: ['reason', 'firstDay', 'days', 'kind'] }).next('approve'),
      fromCode: n.startHandle(z.object({}), () => ({ firstDay: '2026-12-01' })).next('approve'),
      approve: n.view({ fields: ['approvedBy', 'days'] }).next('note'),
      note: n.view({ input: z.object({ text: z.string(), days: z.number() }), complete: () => {} }).next('done'),
      done: n.end(),
    }),
  }),
)
const form = (node: string, data?: Record<string, unknown>) =>
  formOf(leave, leave.graph[node]!, data === undefined ? {} : { data })

test('a start asks for its fields in their order, with defaults to begin with', () => {
  expect(form('start')).toMatchObject({ fields: ['reason', 'firstDay', 'days', 'kind'], values: { days: 1 } })
})

test('required is what zod requires', () => {
  expect(form('start')?.schema['required']).toEqual(['firstDay'])
})

test('fields are labelled by their title or their name in words, and keep what else is said of them', () => {
  const properties = form('start')?.schema['properties'] as Record<string, object>
  expect(properties['firstDay']).toEqual({ type: 'string', format: 'date', title: 'First day' })
  expect(properties['reason']).toEqual({ type: 'string', widget: 'textarea', title: 'Reason' })
  expect(properties['kind']).toEqual({ type: 'string', enum: ['holiday', 'illness'], title: 'Kind' })
  const { approvedBy } = form('approve')!.schema['properties'] as Record<string, object>
  expect(approvedBy).toEqual({
    type: 'string',
    format: 'email',
    title: 'Approved by',
  })
})

test('a task begins with the present data of its fields', () => {
  expect(form('approve', { days: 3, reason: 'sun' })?.values).toEqual({ days: 3 })
})

test('an input of its own does not begin with data that has the same name', () => {
  expect(form('note', { days: 3 })).toMatchObject({ fields: ['text', 'days'], values: {} })
})

test('what nobody fills in has no form', () => {
  expect(form('fromCode')).toBeNull()
  expect(form('done')).toBeNull()
})

const clocks = frozen(
  flow('clocks', {
    data: z.object({
      at: z.iso.time().optional(),
      wall: z.iso.datetime({ local: true }).optional(),
      moment: z.iso.datetime({ precision: 3 }).optional(),
      decision: z
        .enum(['approve', 'decline'])
        .optional()
        .meta({ title: 'Your decision', required: true, choices: { approve: { description: 'Books the days.' } } }),
    }),
    nodes: (n) => ({
      start: n.start({ fields: ['at', 'wall', 'moment'] }).next('decide'),
      decide: n.view({ fields: ['decision'] }).next('done'),
      done: n.end(),
    }),
  }),
)

test('times say what they are, for JSON Schema has no time without a zone', () => {
  const properties = formOf(clocks, clocks.graph['start']!)?.schema['properties']
  expect(properties).toEqual({
    at: { type: 'string', clock: 'time', title: 'At' },
    wall: { type: 'string', clock: 'local', title: 'Wall' },
    moment: { type: 'string', format: 'date-time', clock: 'moment', precision: 3, title: 'Moment' },
  })
})

test('what .meta() says travels with the field, and a form may want what the data can be without', () => {
  const { schema } = formOf(clocks, clocks.graph['decide']!)!
  expect(schema['required']).toEqual(['decision'])
  expect(schema['properties']).toMatchObject({
    decision: {
      title: 'Your decision',
      enum: ['approve', 'decline'],
      choices: { approve: { description: 'Books the days.' } },
    },
  })
})
