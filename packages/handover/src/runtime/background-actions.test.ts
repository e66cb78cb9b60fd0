/** Actions that nobody waits for: what a function throws stays with its task. */
import type { Transaction } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Visit } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const child = flow('child', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('look'),
    look: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

const write = (visit: Visit<any>, entry: string) =>
  (visit.tx as unknown as Transaction<any>).insertInto('ledger').values({ entry }).execute()

type Code = (visit: Visit<{ log: string[] }>) => unknown

/** After an hour two branches go on: `first` is fine, `second` does what the test says, and `third` follows it. */
const timed = (run: Code, rest: number) =>
  flow('timed', {
    data: z.object({ log: z.array(z.string()).default([]) }),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('later'),
      later: n.timer('1 h').next('fork'),
      fork: n.split().next('second').next('first'),
      first: n
        .function(async (visit) => {
          visit.process.data.log.push('first')
          await new Promise((resolve) => setTimeout(resolve, rest))
          await write(visit, 'first')
        })
        .next('join'),
      second: n.function(run as never).next('join'),
      join: n.join().next('done'),
      done: n.end(),
    }),
  })

describe.each(databases)('a function that throws in the background on %s', (database) => {
  async function fire(run: Code, { rest = 0, ...options }: { functionTimeout?: number; rest?: number } = {}) {
    const driver = await open({ flows: [timed(run, rest), child], database, ...options })
    onTestFinished(() => driver.close())
    await driver.database.schema.createTable('ledger').addColumn('entry', 'text').execute()
    const process = await driver.start('timed', 'start', {})
    await driver.advanceClock('1 h')
    const tasks = await driver.tasks({ process })
    const at = (node: string) => tasks.find((task) => task.node === node)
    const ledger = (await driver.database.selectFrom('ledger').selectAll().execute()).map(({ entry }) => entry)
    return { driver, at, ledger, process: await driver.process(process) }
  }
  const declined = Object.assign(new Error('card declined'), { code: 'DECLINED' })

  it('leaves its own task in error, with what it said, and nothing that it wrote', async () => {
    const { at, ledger, process, driver } = await fire(async (visit) => {
      await write(visit, 'second')
      visit.process.data.log.push('second')
      throw declined
    })
    expect(at('later')).toMatchObject({ status: 'done' })
    expect(at('second')).toMatchObject({
      status: 'error',
      finishedAt: null,
      error: { code: 'DECLINED', message: 'card declined' },
    })
    expect(ledger).toEqual(['first'])
    expect(process).toMatchObject({ status: 'running', data: { log: ['first'] } })
    expect(process.attention).not.toBeNull()
    const { error } = await driver.database
      .selectFrom('handover_task')
      .select('error')
      .where('status', '=', 'error')
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(error)).toContain('background-actions.test.ts')
  })

  it('lets its siblings go on, and can be tried again', async () => {
    let fails = true
    const { driver, at, process } = await fire(() => {
      if (fails) throw declined
    })
    expect(at('first')).toMatchObject({ status: 'done' })
    fails = false
    await driver.command(at('second')!, 'retry')
    expect(await driver.process(process)).toMatchObject({ status: 'done', attention: null })
  })

  it('takes the processes with it that it had started', async () => {
    const { driver, ledger } = await fire(async (visit) => {
      await visit.start(child, 'start', {})
      throw declined
    })
    expect((await driver.handover.processes.list({ flow: child })).items).toEqual([])
    expect(ledger).toEqual(['first'])
  })

  it('may also be too slow, or leave invalid data', async () => {
    const slow = await fire(() => new Promise((resolve) => setTimeout(resolve, 400)), { functionTimeout: 30 })
    expect(slow.at('second')).toMatchObject({ status: 'error', error: { code: 'FUNCTION_TOO_SLOW' } })
    const invalid = await fire((visit) => void (visit.process.data.log = 3 as never))
    expect(invalid.at('second')).toMatchObject({ status: 'error', error: { code: 'DATA_INVALID' } })
    expect(invalid.process.data).toEqual({ log: ['first'] })
  })

  it('cannot use its visit any more, although the action goes on', async () => {
    let late: Promise<unknown> | undefined
    const { at, ledger } = await fire(
      (visit) =>
        (late = new Promise((resolve) => setTimeout(resolve, 1300)).then(() => write(visit, 'late')).catch((e) => e)),
      { functionTimeout: 1000, rest: 500 },
    )
    expect(at('second')).toMatchObject({ status: 'error' })
    expect(await late).toMatchObject({ code: 'VISIT_CLOSED' })
    expect(ledger).toEqual(['first'])
  })

  it('holds nothing up when it only makes a text, and runs no job again for it: that is said', async () => {
    const runs: number[] = []
    const no = () => {
      throw declined
    }
    const texts = flow('texts', {
      summary: ({ isLate }) => (isLate ? no() : 'fine'),
      data: z.object({ isLate: z.boolean().default(false) }),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('later'),
        later: n.timer('1 h').next('work'),
        work: n
          .job(({ attempt }) => (runs.push(attempt), { isLate: true }))
          .summary(no)
          .result(no)
          .next('look'),
        look: n
          .view({ fields: [] })
          .summary((() => 3) as never)
          .next('done'),
        done: n.end(),
      }),
    })
    const warnings: string[] = []
    const driver = await open({ flows: [texts], database, onWarning: (warning) => warnings.push(warning) })
    onTestFinished(() => driver.close())
    const process = await driver.start('texts', 'start', {})
    await driver.advanceClock('2 h')
    expect(runs).toEqual([1])
    expect(await driver.process(process)).toMatchObject({ summary: 'fine', data: { isLate: true }, attention: null })
    expect((await driver.tasks({ process })).slice(2)).toMatchObject([
      { node: 'work', status: 'done', summary: '', result: '' },
      { node: 'look', status: 'new', summary: '' },
    ])
    expect(warnings).toEqual(
      ["'work' failed", "'work' failed", "'look'", "'summary' failed"].map((what) => expect.stringContaining(what)),
    )
  })

  it('stays the callers business when a person asked for the action', async () => {
    const asked = flow('asked', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('fail'),
        fail: n
          .function(() => {
            throw declined
          })
          .next('done'),
        done: n.end(),
      }),
    })
    const driver = await open({ flows: [asked], database })
    onTestFinished(() => driver.close())
    await expect(driver.start('asked', 'start', {})).rejects.toMatchObject({ code: 'FUNCTION_FAILED', cause: declined })
    expect((await driver.handover.processes.list()).items).toEqual([])
  })
})

describe.each(databases)('a process that begins by itself on %s', (database) => {
  const begun = (fill: () => { text: string }) =>
    flow('begun', {
      data: z.object({ text: z.string() }),
      nodes: (n) => ({
        start: n.startMessage('order', z.object({}), fill).next('fail'),
        fail: n
          .function(() => {
            throw new Error('not today')
          })
          .next('done'),
        done: n.end(),
      }),
    })
  async function send(fill: () => { text: string }) {
    const driver = await open({ flows: [begun(fill)], database })
    onTestFinished(() => driver.close())
    await driver.message('order', { payload: {} })
    await driver.idle()
    return (await driver.handover.processes.list()).items
  }

  it('stays when something later in its first action fails', async () => {
    expect(await send(() => ({ text: 'here' }))).toMatchObject([{ status: 'running', data: { text: 'here' } }])
  })

  it('does not come to be without data', async () => {
    expect(
      await send(() => {
        throw new Error('no data')
      }),
    ).toEqual([])
  })
})
