import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { artifact, flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { actor, begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const leave = flow('leave', {
  data: z.object({ reason: z.string().min(1), days: z.number().default(1), note: z.string().optional() }),
  nodes: (n) => ({
    start: n.start({ fields: ['reason', 'note'] }).next('work'),
    work: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

test('a start fills the data with what was sent and with defaults', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' })
  expect(run.data).toEqual({ reason: 'Holiday', days: 1 })
})

test('a start belongs to who started', async () => {
  const run = await begin(leave, 'start', { reason: 'Holiday' }, { by: actor('Anna') })
  expect(run.at('start')).toMatchObject({ status: 'done', owner: 'anna', ownerName: 'Anna', kind: 'start' })
})

test('invalid input starts nothing', async () => {
  await expect(begin(leave, 'start', { reason: '' })).rejects.toThrow("INPUT_INVALID: Flow 'leave': 'start' refuses")
})

describe('a start that makes a record', () => {
  const schema = z.object({ address: z.string(), note: z.string().optional() })
  const parcel = artifact('parcel', { schema, create: () => '1', load: () => undefined })
  const sending = (form: object, data = z.object({ sent: z.boolean().default(false) })) =>
    flow('sending', {
      data,
      nodes: (n) => ({ start: n.start(form as { fields: [] }).next('done'), done: n.end() }),
    })
  const nodeOf = (form: object) => frozen(sending(form)).graph['start']!

  test('asks for the fields of the record, all of them when none is named', () => {
    const [whole, part] = [
      nodeOf({ create: parcel }),
      nodeOf({ create: parcel, fields: ['address'], component: 'label' }),
    ]
    expect(whole.kind.form!(whole)).toEqual({ artifact: parcel })
    expect(part.kind.form!(part)).toEqual({ artifact: parcel, fields: ['address'], component: 'label' })
  })

  test('hands them over to be written', () => {
    const node = nodeOf({ create: parcel, fields: ['address'] })
    expect(node.kind.receive!(node, { address: 'Dock 1' }, null, {} as never)).toMatchObject({
      do: 'ask',
      question: {
        input: { value: { address: 'Dock 1' }, fields: ['address'], artifact: parcel },
        begins: true,
        writes: true,
      },
    })
  })

  test.each([
    ['what is no artifact', { create: {} }, 'FLOW_BAD_OPTION'],
    ['an artifact that cannot be made', { create: { ...parcel, create: undefined } }, 'FLOW_BAD_OPTION'],
    ['a field that it does not have', { create: parcel, fields: ['address', 'wieght'] }, 'FLOW_UNKNOWN_FIELD'],
    ['too few of its fields', { create: parcel, fields: ['note'] }, 'FLOW_START_INCOMPLETE'],
  ])('is refused with %s', (_, form, code) => {
    expect(problemsOf(() => sending(form))).toMatchObject([{ code, node: 'start' }])
  })

  test('does not fill the data of the process', () => {
    const data = z.object({ sent: z.boolean() }) as never
    expect(problemsOf(() => sending({ create: parcel }, data))).toMatchObject([
      { code: 'FLOW_START_INCOMPLETE', message: expect.stringContaining("'sent'") },
    ])
  })
})
