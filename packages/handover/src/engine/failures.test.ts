/** What becomes of a process when a function fails and nobody is there to be told. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

describe('a compensation that fails', () => {
  const made: string[] = []
  let isBroken = true
  const trip = flow('trip', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('flight'),
      flight: n
        .function(() => {})
        .compensateWith(() => {
          if (isBroken) throw new Error('no connection')
          made.push('flight')
        })
        .next('hotel'),
      hotel: n
        .function(() => {})
        .compensateWith(() => void made.push('hotel'))
        .next('wait'),
      wait: n.timer('1 h').next('undo'),
      undo: n.compensate().next('done'),
      done: n.end(),
    }),
  })

  test('leaves the task that threw it in error, and a retry goes on where it failed', async () => {
    const run = await begin(trip)
    run.wait(60)
    await run.trigger('wait', 'timer')
    expect(run.at('flight')).toMatchObject({ status: 'done', reason: null })
    expect(run.at('undo')).toMatchObject({ status: 'error', error: { message: 'no connection' } })
    expect(run.process.attention).toBe("'Undo' failed: no connection")
    isBroken = false
    await run.command('retry', 'undo')
    expect(made).toEqual(['hotel', 'flight'])
    expect(run.process.status).toBe('done')
  })
})

describe('a join whose rule fails', () => {
  let isBroken = true
  const voting = flow('voting', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b').next('c'),
      a: n.timer('1 h').next('ready'),
      b: n.timer('1 h').next('ready'),
      c: n.timer('1 h').next('ready'),
      ready: n
        .join({
          after: (_, arrived) => {
            if (isBroken) throw new Error('no quorum known')
            return arrived >= 2
          },
        })
        .next('after'),
      after: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }),
  })

  test('keeps what has come, takes what comes meanwhile, and asks again when it is retried', async () => {
    isBroken = true
    const run = await begin(voting)
    run.wait(60)
    await run.trigger('a', 'timer')
    expect(run.at('ready')).toMatchObject({ status: 'error' })
    await run.trigger('b', 'timer')
    expect(run.snapshot.tasks.filter(({ node }) => node === 'ready')).toHaveLength(1)
    expect(run.standing()).toBe('c ready')
    isBroken = false
    await run.command('retry', 'ready')
    expect(run.standing()).toBe('c after')
    await run.trigger('c', 'timer')
    await run.complete('after')
    expect(run.process).toMatchObject({ status: 'done', scopes: [] })
    expect(run.visits()).toMatchObject({ ready: 1, after: 1 })
  })

  test('waits again for the rest when it is retried too early', async () => {
    isBroken = true
    const run = await begin(voting)
    run.wait(60)
    await run.trigger('a', 'timer')
    isBroken = false
    await run.command('retry', 'ready')
    expect(run.standing()).toBe('b c ready')
    expect(run.process.attention).toBeNull()
    await run.trigger('c', 'timer')
    expect(run.standing()).toBe('b after')
  })
})

test('what waits for a turn that never comes needs attention', async () => {
  const knot = flow('knot', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('a').next('b'),
      a: n
        .function(() => {})
        .mutex('m')
        .next('ready'),
      b: n.timer('1 h').mutex('m').next('ready'),
      ready: n.join().mutex('m').next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(knot)
  expect(run.process.attention).toMatch("'B' waits for its turn, which cannot come")
  await run.command('cancel', 'ready')
  expect(run.process.attention).toBeNull()
  expect(run.at('b').status).toBe('scheduled')
})
