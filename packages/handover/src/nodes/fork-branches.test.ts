import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const data = z.object({ names: z.array(z.string()).default([]), isLarge: z.boolean().default(false) })
const asking = flow('asking', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['names', 'isLarge'] }).next('fork'),
    fork: n
      .split()
      .next('ask', { each: ({ process }) => process.data.names })
      .next('boss', { when: ({ process }) => process.data.isLarge, seed: () => 'the boss' })
      .next('log'),
    ask: n
      .item(z.string())
      .view({ fields: [] })
      .assign((visit) => visit.task.item.toUpperCase())
      .next('ready'),
    boss: n.view({ fields: [] }).next('ready'),
    log: n.function(() => {}).next('ready'),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})

describe('a split with each', () => {
  test('starts one branch for every item, which its task sees', async () => {
    const run = await begin(asking, 'start', { names: ['anna', 'ben'], isLarge: false })
    const asked = run.snapshot.tasks.filter(({ node }) => node === 'ask')
    expect(asked.map(({ item, owner }) => [item, owner])).toEqual([
      ['anna', 'ANNA'],
      ['ben', 'BEN'],
    ])
    expect(run.visits()).toMatchObject({ log: 1 })
  })

  test('starts none for an empty list, and none whose condition does not hold', async () => {
    const run = await begin(asking, 'start', { names: [], isLarge: false })
    expect(run.path()).toBe('start fork log ready done')
  })

  test('says what it has started', async () => {
    const run = await begin(asking, 'start', { names: ['anna', 'ben'], isLarge: true })
    expect(run.event('task.done', 'fork').data).toMatchObject({ told: ['ask', 'ask', 'boss', 'log'] })
    expect(run.at('boss').item).toBe('the boss')
  })

  test('that answers with no list fails with the branch named', async () => {
    const wrong = flow('wrong', {
      data,
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('fork'),
        fork: n.split().next('ask', { each: () => 'anna' as never }),
        ask: n.view({ fields: [] }).next('done'),
        done: n.end(),
      }),
    })
    await expect(begin(wrong)).rejects.toThrow("each for 'ask' answered 'anna', not an array")
  })

  test('takes its items from one place', () => {
    const define = () =>
      flow('wrong', {
        data,
        nodes: (n) => ({
          start: n.start({ fields: [] }).next('fork'),
          fork: n.split().next('ask', { each: () => [1], seed: () => 2 }),
          ask: n.view({ fields: [] }).next('done'),
          done: n.end(),
        }),
      })
    expect(problemsOf(define)).toMatchObject([{ code: 'FLOW_BAD_OPTION', node: 'fork' }])
  })
})
