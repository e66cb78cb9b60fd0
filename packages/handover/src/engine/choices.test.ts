import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'

describe('a deferred choice', () => {
  const choice = (taken: 'completed' | 'started') =>
    flow('choice', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('wait'),
        wait: n.first({ taken }).next('call').next('write').next('late'),
        call: n.view({ fields: [] }).next('answered'),
        write: n.view({ fields: [] }).onTimeout('1 h', 'reminded', { interrupting: false }).next('answered'),
        reminded: n.end(),
        late: n.timer('3 h').next('again'),
        again: n
          .if(() => false)
          .yes('answered')
          .no('wait'),
        answered: n.end(),
      }),
    })

  test('withdraws the others when one is completed', async () => {
    const run = await begin(choice('completed'))
    await run.assign('call', { by: actor('Anna') })
    expect(run.standing()).toBe('call write late write__timeout')
    await run.complete('call', {}, { by: actor('Anna') })
    expect(run.process.outcome).toBe('answered')
    expect(run.at('write')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
    expect(run.at('late').status).toBe('canceled')
    expect(run.at('write__timeout').status).toBe('canceled')
  })

  test('or already when one is taken', async () => {
    const run = await begin(choice('started'))
    await run.assign('write', { by: actor('Anna') })
    expect(run.standing()).toBe('write write__timeout')
  })

  test('a reminder of a branch takes nothing', async () => {
    const run = await begin(choice('completed'))
    run.wait(60)
    await run.trigger('write__timeout', 'timer')
    expect(run.standing()).toBe('call write late')
  })

  test('can be made again, and its scopes do not pile up', async () => {
    const run = await begin(choice('completed'))
    for (let round = 0; round < 3; round++) {
      run.wait(180)
      await run.trigger('late', 'timer')
      expect(run.process.scopes).toHaveLength(1)
    }
    await run.complete('write')
    expect(run.process.outcome).toBe('answered')
  })
})

describe('a mutex', () => {
  const yard = flow('yard', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('load').next('unload').next('wash'),
      load: n.view({ fields: [] }).mutex('ramp').next('seal'),
      seal: n.view({ fields: [] }).mutex('ramp').next('ready'),
      unload: n.view({ fields: [] }).mutex('ramp').next('ready'),
      wash: n.timer('1 h').mutex('ramp').next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const anna = actor('Anna')

  test('offers all, and lets one be taken at a time', async () => {
    const run = await begin(yard)
    await expect(run.assign('unload', { by: anna })).rejects.toMatchObject({ code: 'MUTEX_TAKEN' })
    expect(run.at('wash').waits).toMatchObject({ mutex: { isHeld: true } })
    run.wait(60)
    await run.trigger('wash', 'timer')
    await run.assign('unload', { by: anna })
    await expect(run.assign('load', { by: anna })).rejects.toThrow("Anna is working on 'Unload'")
    await run.unassign('unload', { by: anna })
    await run.assign('load', { by: anna })
  })

  test('is kept until the region is left', async () => {
    const run = await begin(yard)
    run.wait(60)
    await run.trigger('wash', 'timer')
    await run.assign('load', { by: anna })
    await run.complete('load', {}, { by: anna })
    await expect(run.complete('unload')).rejects.toMatchObject({ code: 'MUTEX_TAKEN' })
    await run.complete('seal')
    await run.complete('unload')
    expect(run.process.status).toBe('done')
  })

  test('lets what runs by itself wait for its turn', async () => {
    const timers = flow('timers', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('fork'),
        fork: n.split().next('a').next('b'),
        a: n.timer('1 h').mutex('m').next('ready'),
        b: n.timer('1 h').mutex('m').next('ready'),
        ready: n.join().next('done'),
        done: n.end(),
      }),
    })
    const run = await begin(timers)
    expect(run.at('b')).toMatchObject({ status: 'new', waits: { mutex: { isHeld: false } } })
    run.wait(60)
    await run.trigger('a', 'timer')
    expect(run.at('b')).toMatchObject({ status: 'scheduled', waits: { mutex: { isHeld: true } } })
    run.wait(60)
    await run.trigger('b', 'timer')
    expect(run.process.status).toBe('done')
  })
})

describe('a milestone', () => {
  const order = flow('order', {
    data: z.object({ isOpen: z.boolean().default(false) }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('collect').next('change').next('discount'),
      collect: n.view({ fields: ['isOpen'] }).next('pack'),
      pack: n.view({ fields: [] }).next('ship'),
      ship: n.view({ fields: [] }).next('ready'),
      change: n.view({ fields: [] }).while(['pack']).next('ready'),
      discount: n
        .view({ fields: [] })
        .while((visit) => visit.process.data.isOpen)
        .next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })

  test('lets a task be done only while the process stands there', async () => {
    const run = await begin(order)
    await expect(run.complete('change')).rejects.toThrow('the process does not stand at Pack')
    await expect(run.assign('change', { by: actor('Anna') })).rejects.toMatchObject({ code: 'MILESTONE_NOT_REACHED' })
    await run.complete('collect', { isOpen: false })
    await run.assign('change', { by: actor('Anna') })
    await run.complete('pack')
    await expect(run.complete('change')).rejects.toMatchObject({ code: 'MILESTONE_NOT_REACHED' })
    expect(run.at('change').status).toBe('assigned')
  })

  test('or while its rule holds', async () => {
    const run = await begin(order)
    await expect(run.complete('discount')).rejects.toMatchObject({ code: 'MILESTONE_NOT_REACHED' })
    await run.complete('collect', { isOpen: true })
    await run.complete('discount')
    expect(run.visits()).toMatchObject({ discount: 1 })
  })
})

test('a condition is asked when the data changes, and only then', async () => {
  let asked = 0
  const watching = flow('watching', {
    data: z.object({ stock: z.number().default(0), note: z.string().default('') }),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('wait').next('count').next('other'),
      wait: n
        .catchCondition((visit) => {
          asked++
          return visit.process.data.stock > 5
        })
        .next('ready'),
      count: n.view({ fields: ['stock'] }).next('ready'),
      other: n.view({ fields: [] }).next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(watching)
  const before = asked
  await run.complete('other')
  expect(asked).toBe(before)
  await run.complete('count', { stock: 9 })
  expect(asked).toBe(before + 1)
  expect(run.process.status).toBe('done')
})

test('withdraws what stands at the nodes of a region', async () => {
  const region = flow('region', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('c'),
      a: n.view({ fields: [] }).next('stop'),
      stop: n.withdraw(['b']).next('ready'),
      b: n.view({ fields: [] }).onTimeout('1 h', 'ready').next('ready'),
      c: n.view({ fields: [] }).next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(region)
  await run.complete('a')
  expect(run.standing()).toBe('c ready')
  await run.complete('c')
  expect(run.process.status).toBe('done')
})

describe('ends', () => {
  const ends = flow('ends', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('c'),
      a: n.view({ fields: [] }).next('stopped'),
      b: n.view({ fields: [] }).next('broken'),
      c: n.view({ fields: [] }).next('done'),
      stopped: n.terminate(),
      broken: n.fail('NO_STOCK'),
      done: n.end(),
    }),
  })

  test('an end waits for the other tokens', async () => {
    const run = await begin(ends)
    await run.complete('c')
    expect(run.process.status).toBe('running')
  })
  test('terminate ends all of them', async () => {
    const run = await begin(ends)
    await run.complete('a')
    expect(run.process).toMatchObject({ status: 'done', outcome: 'stopped' })
    expect(run.at('b')).toMatchObject({ status: 'canceled', reason: 'terminated' })
  })
  test('fail does so too, and the process has failed', async () => {
    const run = await begin(ends)
    await run.complete('b')
    expect(run.process).toMatchObject({ status: 'failed', outcome: 'broken', reason: 'NO_STOCK' })
    expect(run.event('process.failed').data).toEqual({ outcome: 'broken', reason: 'NO_STOCK' })
  })
})

test('compensation makes good what was done, newest first, each once', async () => {
  const made: string[] = []
  const trip = flow('trip', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('flight'),
      flight: n
        .function(() => {})
        .compensateWith(() => void made.push('flight'))
        .next('hotel'),
      hotel: n
        .view({ fields: [] })
        .compensateWith(() => void made.push('hotel'))
        .next('undo'),
      undo: n.compensate().next('again'),
      again: n.compensate().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(trip)
  await run.complete('hotel')
  expect(made).toEqual(['hotel', 'flight'])
  expect(run.at('hotel')).toMatchObject({ status: 'done', reason: 'compensated' })
  expect(run.process.status).toBe('done')
})
