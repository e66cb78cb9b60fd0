/** The short version of `npm run chaos`, which is the one that counts. */
import { expect, it } from 'vitest'
import { runChaos } from './chaos.ts'

const short = { processes: 150, killEvery: 300, killFor: 15_000, seed: 5 }

it(
  'servers and PostgreSQL are killed again and again: nothing is lost, nothing is done twice, all ends',
  {
    timeout: 150_000,
  },
  async () => {
    const { violations, figures } = await runChaos({ ...short, database: 'postgres', workers: 4, stopEvery: 5000 })
    expect(violations).toEqual([])
    expect(figures.processes).toBe(150)
    expect(figures.kills).toBeGreaterThan(10)
    expect(figures.databaseStops).toBeGreaterThan(0)
  },
)

it('two servers that share a SQLite file are killed again and again: the same', { timeout: 150_000 }, async () => {
  const { violations, figures } = await runChaos({ ...short, database: 'sqlite', workers: 1, stopEvery: Infinity })
  expect(violations).toEqual([])
  expect(figures.processes).toBe(150)
  expect(figures.kills).toBeGreaterThan(10)
})

it('workers that share their jobs by pg-boss are killed again and again: the same', { timeout: 240_000 }, async () => {
  const options = {
    ...short,
    processes: 60,
    database: 'postgres',
    queue: 'pg-boss',
    workers: 4,
    stopEvery: 5000,
  } as const
  const { violations, figures } = await runChaos(options)
  expect(violations).toEqual([])
  expect(figures.processes).toBe(60)
  expect(figures.kills).toBeGreaterThan(10)
})
