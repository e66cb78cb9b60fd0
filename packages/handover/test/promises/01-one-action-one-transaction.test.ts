import { flow, type Task } from 'handover'
import type { Transaction } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { leave } from './flows.ts'
import { anna, ben, zoe } from './people.ts'

type Ledger = Transaction<{ ledger: { entry: string } }>
const enter = (tx: unknown, entry: string) => (tx as Ledger).insertInto('ledger').values({ entry }).execute()

const places = [
  'function',
  'condition',
  'offer',
  'assign',
  'due',
  'onCreate',
  'summary',
  'result',
  'own summary',
] as const

/** Enters a line in the application's ledger, starts another process, and then fails where its data say. */
const fragile = flow('fragile', {
  summary: (data) => failIf(data.failsIn === 'own summary', 'fine'),
  data: z.object({ failsIn: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['failsIn'] }).next('book'),
    begin: n.startHandle(z.object({}), () => ({ failsIn: 'nothing' })).next('decide'),
    decide: n.view({ fields: ['failsIn'] }).next('book'),
    book: n
      .function(async (visit) => {
        await enter(visit.tx, `booked in #${visit.process.number}`)
        await visit.start(leave, 'fromCode', { days: 2 })
      })
      .next('fail'),
    fail: n
      .function((visit) => failIf(visit.process.data.failsIn === 'function', undefined))
      .result((visit) => failIf(visit.process.data.failsIn === 'result', 'went well'))
      .next('check'),
    check: n
      .if((visit) => failIf(visit.process.data.failsIn === 'condition', true))
      .yes('look')
      .no('done'),
    look: n
      .view({ fields: [] })
      .offer((visit) => failIf(visit.process.data.failsIn === 'offer', {}))
      .assign((visit) => failIf(visit.process.data.failsIn === 'assign', null))
      .due((visit) => failIf(visit.process.data.failsIn === 'due', '3 days'))
      .onCreate((visit) => failIf(visit.process.data.failsIn === 'onCreate', undefined))
      .summary((visit) => failIf(visit.process.data.failsIn === 'summary', 'look at it'))
      .next('done'),
    done: n.end(),
  }),
})

function failIf<T>(fails: boolean, otherwise: T): T {
  if (fails) throw new Error('out of paper')
  return otherwise
}

describe.each(databases)('one action is one transaction, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [fragile, leave], database })
    await driver.database.schema.createTable('ledger').addColumn('entry', 'text').execute()
  })
  afterAll(() => driver?.close())
  beforeEach(() => driver.database.deleteFrom('ledger').execute())

  const ledger = async () =>
    (await driver.database.selectFrom('ledger').select('entry').execute()).map((row) => row['entry'])
  const stored = async () => ({ ...(await driver.dump()), ledger: await ledger() })
  const decision = async (): Promise<Task> => {
    const process = await driver.start('fragile', 'begin', {})
    return (await driver.tasks({ process, node: 'decide' }))[0]!
  }

  it.each(places)('an exception in its %s leaves nothing of a start', async (place) => {
    const before = await stored()
    const start = driver.start('fragile', 'start', { failsIn: place })
    await expect(start).rejects.toMatchObject({
      code: 'FUNCTION_FAILED',
      message: expect.stringContaining('out of paper'),
    })
    expect(await stored()).toEqual(before)
  })

  it.each(places)(
    'an exception in its %s leaves nothing of a completion, and it can be completed after',
    async (place) => {
      const task = await decision()
      const before = await stored()
      await expect(driver.command(task, 'complete', { input: { failsIn: place } })).rejects.toThrow('out of paper')
      expect(await stored()).toEqual(before)
      await driver.command(task, 'complete', { input: { failsIn: 'nothing' } })
      expect(await driver.tasks({ process: task.process, status: 'new' })).toMatchObject([{ node: 'look' }])
    },
  )

  it('what a function writes with visit.tx and starts with visit.start commits with the action', async () => {
    const process = await driver.start('fragile', 'start', { failsIn: 'nothing' })
    const child = (await driver.handover.processes.list({ flow: leave, limit: 1 })).items[0]
    expect(await ledger()).toEqual([`booked in #${process.number}`])
    expect(child).toMatchObject({ status: 'running', data: { days: 2 }, startedBy: null })
  })

  it('an action commits with the transaction that it joins', async () => {
    const process = await driver.transaction(async (tx) => {
      await enter(tx, 'from outside')
      return driver.start('leave', 'start', { days: 3 }, { by: anna, tx })
    })
    expect(await driver.process(process)).toMatchObject({ status: 'running', startedBy: { id: 'anna' } })
    expect(await ledger()).toEqual(['from outside'])
  })

  it('an action is undone with the transaction that it joins', async () => {
    const task = await decision()
    const before = await stored()
    const joined = driver.transaction(async (tx) => {
      await driver.start('leave', 'start', { days: 3 }, { by: anna, tx })
      await driver.command(task, 'complete', { input: { failsIn: 'nothing' }, tx })
      throw new Error('changed my mind')
    })
    await expect(joined).rejects.toThrow('changed my mind')
    expect(await stored()).toEqual(before)
  })

  it('a refusal leaves the joined transaction usable', async () => {
    const process = await driver.start('leave', 'start', { days: 3 }, { by: anna })
    const [task] = await driver.tasks({ process, node: 'approve' })
    await driver.transaction(async (tx) => {
      await enter(tx, 'before')
      await expect(driver.command(task!, 'assign', { by: zoe, tx })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
      await driver.command(task!, 'assign', { by: ben, tx })
      await enter(tx, 'after')
    })
    expect(await ledger()).toEqual(['before', 'after'])
    expect(await driver.tasks({ list: 'inbox', actor: ben, process })).toHaveLength(1)
  })

  it('an exception in a joined action undoes what its functions wrote, and nothing of the caller', async () => {
    const before = await driver.dump()
    await driver.transaction(async (tx) => {
      await enter(tx, 'before')
      await expect(driver.start('fragile', 'start', { failsIn: 'condition' }, { tx })).rejects.toThrow('out of paper')
    })
    expect(await ledger()).toEqual(['before'])
    expect(await driver.dump()).toEqual(before)
  })

  it('actions that join one transaction at once follow each other, and one that fails takes no other with it', async () => {
    const started: string[] = []
    await driver.transaction(async (tx) => {
      const days = [1, 2, 99, 4]
      const outcomes = await Promise.allSettled(
        days.map((each) => driver.start('leave', 'start', { days: each }, { by: anna, tx })),
      )
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
      for (const outcome of outcomes) if (outcome.status === 'fulfilled') started.push(outcome.value.id)
    })
    for (const id of started) expect((await driver.process(id)).id).toBe(id)
    expect(started).toHaveLength(3)
  })

  it.runIf(database === 'postgres').each(['commit', 'rollback'])(
    'an action joins a pg client and follows its %s',
    async (end) => {
      const client = new pg.Client({ connectionString: (driver.place as { url: string }).url })
      await client.connect()
      await client.query('begin')
      await client.query("insert into ledger values ('from the client')")
      const process = await driver.start('leave', 'start', { days: 3 }, { by: anna, tx: client })
      await client.query(end)
      await client.end()
      const { items } = await driver.handover.processes.list({ search: `#${process.number}` })
      expect(items.map(({ id }) => id)).toEqual(end === 'commit' ? [process.id] : [])
      expect(await ledger()).toEqual(end === 'commit' ? ['from the client'] : [])
    },
  )
})
