import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const building = flow('building', {
  data: z.object({ walls: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: ['walls'] }).next('fork'),
    fork: n.split().next('build').next('ready'),
    build: n.view({ fields: ['walls'] }).next('more'),
    more: n.view({ fields: ['walls'] }).next('built'),
    built: n.end(),
    ready: n.catchCondition(({ process }) => process.data.walls >= 4).next('roof'),
    roof: n.end(),
  }),
})

test('it goes on at once when the data is right already', async () => {
  const run = await begin(building, 'start', { walls: 4 })
  expect(run.visits()['roof']).toBe(1)
})

test('it waits, and is asked again when the data changes, until it holds', async () => {
  const run = await begin(building, 'start', { walls: 0 })
  expect(run.at('ready').waits).toEqual({ watches: 'data' })
  await run.complete('build', { walls: 3 })
  expect(run.standing()).toBe('ready more')
  await run.complete('more', { walls: 4 })
  expect(run.visits()['roof']).toBe(1)
})
