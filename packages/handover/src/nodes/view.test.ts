import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { artifact, flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const input = z.object({ note: z.string() })
const leave = flow('leave', {
  data: z.object({ approved: z.boolean().default(false), notes: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('approve'),
    approve: n.view({ fields: ['approved'] }).next('comment'),
    comment: n.view({ input, complete: ({ process }, sent) => void process.data.notes.push(sent.note) }).next('done'),
    done: n.end(),
  }),
})
const formOf = (name: string) => {
  const node = frozen(leave).graph[name]!
  return node.kind.form!(node)
}

test('a view waits in the queue until it is completed', async () => {
  const run = await begin(leave)
  expect(run.at('approve')).toMatchObject({ status: 'new', owner: null })
  await run.complete('approve', { approved: true })
  expect(run.at('approve').status).toBe('done')
})

describe('a view with fields', () => {
  test('writes them into the data', async () => {
    const run = await begin(leave)
    await run.complete('approve', { approved: true })
    expect(run.data['approved']).toBe(true)
  })

  test('asks for its fields', () => {
    expect(formOf('approve')).toEqual({ fields: ['approved'] })
  })
})

describe('a view with an input of its own', () => {
  test('lets its function decide what becomes of it', async () => {
    const run = await begin(leave)
    await run.complete('approve')
    await run.complete('comment', { note: 'fine' })
    expect(run.data['notes']).toEqual(['fine'])
    expect(run.event('task.done', 'comment').data).toEqual({ changed: { notes: [[], ['fine']] } })
  })

  test('asks for that input', () => {
    expect(formOf('comment')).toEqual({ schema: input })
  })

  test('refuses another one and stays open', async () => {
    const run = await begin(leave)
    await run.complete('approve')
    await expect(run.complete('comment', { note: 7 })).rejects.toThrow('INPUT_INVALID')
    expect(run.at('comment').status).toBe('new')
  })
})

describe('a view of a record', () => {
  const schema = z.object({ address: z.string(), parcels: z.number() })
  const shipment = artifact('shipment', { schema, load: () => undefined, update: () => {} })
  const packing = (form: object) =>
    flow('packing', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('pack'),
        pack: n.view(form as { fields: [] }).next('done'),
        done: n.end(),
      }),
    })
  const nodeOf = (form: object) => frozen(packing(form)).graph['pack']!

  test('asks for its fields, all of them when none is named', () => {
    const [whole, part] = [nodeOf({ update: shipment }), nodeOf({ update: shipment, fields: ['parcels'] })]
    expect(whole.kind.form!(whole)).toEqual({ artifact: shipment })
    expect(part.kind.form!(part)).toEqual({ artifact: shipment, fields: ['parcels'] })
  })

  test('hands them over to be written', () => {
    const node = nodeOf({ update: shipment, fields: ['parcels'] })
    expect(node.kind.receive!(node, { parcels: 3 }, null, {} as never)).toMatchObject({
      do: 'ask',
      question: { input: { value: { parcels: 3 }, fields: ['parcels'], artifact: shipment }, writes: true },
    })
  })

  test.each([
    ['what is no artifact', { update: { name: 'x' } }, 'FLOW_BAD_OPTION'],
    ['an artifact that cannot be changed', { update: { ...shipment, update: undefined } }, 'FLOW_BAD_OPTION'],
    ['a field that it does not have', { update: shipment, fields: ['parcel'] }, 'FLOW_UNKNOWN_FIELD'],
  ])('is refused with %s', (_, form, code) => {
    expect(problemsOf(() => packing(form))).toMatchObject([{ code, node: 'pack' }])
  })

  test('says which field its artifact does not have', () => {
    const [problem] = problemsOf(() => packing({ update: shipment, fields: ['parcel'] }))
    expect(problem).toMatchObject({
      message: "Flow 'packing': 'pack' asks for the field 'parcel', which the artifact 'shipment' does not have.",
      next: "Did you mean 'parcels'?",
    })
  })
})

test('a component of the desk may show the form', () => {
  const shown = flow('shown', {
    data: z.object({ stars: z.number().default(0) }),
    nodes: (n) => ({
      start: n.start({ fields: [], component: 'welcome' }).next('rate'),
      rate: n.view({ fields: ['stars'], component: 'stars' }).next('note'),
      note: n.view({ input, complete: () => {}, component: 'notes' }).next('done'),
      done: n.end(),
    }),
  })
  const form = (name: string) => {
    const node = frozen(shown).graph[name]!
    return node.kind.form!(node)
  }
  expect(['start', 'rate', 'note'].map(form)).toEqual([
    { fields: [], component: 'welcome' },
    { fields: ['stars'], component: 'stars' },
    { schema: input, component: 'notes' },
  ])
})
