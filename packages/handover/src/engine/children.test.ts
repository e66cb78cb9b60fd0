import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin, type Driven } from '../../test/drive-engine.ts'

const packing = flow('packing', {
  data: z.object({ parcel: z.string(), isBroken: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ parcel: z.string() }), (input) => input).next('pack'),
    pack: n.view({ fields: ['isBroken'] }).next('warn'),
    warn: n.escalate('SLOW').next('check'),
    check: n
      .if((visit) => visit.process.data.isBroken)
      .yes('broken')
      .no('packed'),
    broken: n.fail('BROKEN'),
    packed: n.end(),
  }),
})

const shipping = (isSequential = false) =>
  flow('shipping', {
    data: z.object({ parcels: z.array(z.string()).default(['a', 'b']), results: z.array(z.string()).default([]) }),
    nodes: (n) => ({
      start: n.start({ fields: ['parcels'] }).next('call'),
      call: n
        .subprocess(packing, {
          start: 'start',
          each: (visit) => visit.process.data.parcels,
          input: (visit) => ({ parcel: String(visit.task.item) }),
          sequential: isSequential,
          result: (visit, child) => void visit.process.data.results.push([child.item, child.outcome].join(' ')),
        })
        .onError('lost', { code: 'BROKEN' })
        .onEscalation('hurry', { code: 'SLOW' })
        .next('done'),
      hurry: n.end(),
      lost: n.end(),
      done: n.end(),
    }),
  })

const child = (run: Driven, place: number) => run.children[place]!

describe('a subprocess', () => {
  test('starts a child for each item, and goes on when all have ended', async () => {
    const run = await begin(shipping())
    expect(run.children.map(({ data }) => data['parcel'])).toEqual(['a', 'b'])
    expect(child(run, 0).process.parentTask).toBe(run.at('call').id)
    const started = run.events.filter(({ type }) => type === 'child.started')
    expect(started.map(({ node, data }) => [node, data])).toEqual(
      run.children.map(({ process: { id, number } }, i) => ['call', { child: id, number, item: ['a', 'b'][i] }]),
    )
    await child(run, 1).complete('pack')
    await run.hear()
    expect(run.at('call').status).toBe('started')
    await child(run, 0).complete('pack')
    await run.hear()
    expect(run.data['results']).toEqual(['b packed', 'a packed'])
    expect(run.process.status).toBe('done')
  })

  test('one after the other when it is sequential', async () => {
    const run = await begin(shipping(true))
    expect(run.children).toHaveLength(1)
    await child(run, 0).complete('pack')
    await run.hear()
    expect(run.children).toHaveLength(2)
    await child(run, 1).complete('pack')
    await run.hear()
    expect(run.process.status).toBe('done')
  })

  test('without an item goes on at once', async () => {
    const run = await begin(shipping(), 'start', { parcels: [] })
    expect(run.process.status).toBe('done')
  })

  test('hears of a failed child: a boundary for its code catches that, and the others are canceled', async () => {
    const run = await begin(shipping())
    await child(run, 0).complete('pack', { isBroken: true })
    await run.hear()
    expect(run.process.outcome).toBe('lost')
    expect(run.sent.map(({ sending }) => sending)).toContainEqual({
      type: 'cancelProcess',
      process: child(run, 1).process.id,
    })
  })

  test('hears of a canceled child: it is left for an operator, who may try again', async () => {
    const run = await begin(shipping())
    await child(run, 0).cancelProcess()
    await run.hear()
    expect(run.at('call')).toMatchObject({ status: 'error', error: { code: 'CHILD_CANCELED' } })
    await run.command('retry', 'call')
    expect(run.children).toHaveLength(3)
    expect(child(run, 2).data['parcel']).toBe('a')
    await child(run, 2).complete('pack')
    await child(run, 1).complete('pack')
    await run.hear()
    expect(run.process.status).toBe('done')
  })

  test('hears an escalation, which interrupts nothing', async () => {
    const run = await begin(shipping())
    await child(run, 0).complete('pack')
    await run.hear()
    expect(run.visits()).toMatchObject({ hurry: 1 })
    expect(run.at('call').status).toBe('started')
  })

  test('hands an escalation on that no boundary of its own catches, as long as somebody called it', async () => {
    const relay = flow('relay', {
      data: z.object({ parcel: z.string() }),
      nodes: (n) => ({
        start: n.startHandle(z.object({ parcel: z.string() }), (input) => input).next('call'),
        call: n.subprocess(packing, { start: 'start', input: (visit) => visit.process.data }).next('done'),
        done: n.end(),
      }),
    })
    const top = flow('top', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('call'),
        call: n
          .subprocess(relay, { start: 'start', input: () => ({ parcel: 'a' }) })
          .onEscalation('hurry', { code: 'SLOW' })
          .next('done'),
        hurry: n.end(),
        done: n.end(),
      }),
    })
    const run = await begin(top)
    const [relaying] = run.children
    await relaying!.children[0]!.complete('pack')
    await relaying!.hear()
    await run.hear()
    expect(run.visits()).toMatchObject({ hurry: 1 })
  })

  test('takes further children while it waits', async () => {
    const run = await begin(shipping())
    await run.command('add', 'call', { item: 'c' })
    expect(run.children.map(({ data }) => data['parcel'])).toEqual(['a', 'b', 'c'])
    await child(run, 0).complete('pack')
    await child(run, 1).complete('pack')
    await run.hear()
    expect(run.process.status).toBe('running')
    await child(run, 2).complete('pack')
    await run.hear()
    expect(run.process.status).toBe('done')
  })

  test('is finished early: the rest is canceled', async () => {
    const run = await begin(shipping())
    await child(run, 0).complete('pack')
    await run.hear()
    await run.command('finish', 'call')
    expect(run.process.outcome).toBe('done')
    expect(run.sent.map(({ sending: { type } }) => type)).toEqual(['cancelProcess'])
  })

  test('cancels its children when it is canceled, or its process', async () => {
    for (const cancel of [(run: Driven) => run.command('cancel', 'call'), (run: Driven) => run.cancelProcess()]) {
      const run = await begin(shipping())
      await cancel(run)
      expect(run.sent.map(({ sending }) => (sending as { process?: string }).process)).toEqual(
        run.children.map(({ process }) => process.id),
      )
    }
  })
})
