/** What both texts say that this project began with, said here. `docs/from-viewflow.md` leads to each of these. */
import { artifact, flow, type Actor, type Visit } from 'handover'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'
import { trace } from './trace.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['hello.manage', 'hello.approve'] }

type Tables = { note: { id: string; message: string } }
const rows = (tx: unknown) => tx as Transaction<Tables>
let notes = 0
const insert = async (tx: unknown, message: string) => {
  const id = `note-${++notes}`
  await rows(tx).insertInto('note').values({ id, message }).execute()
  return id
}
const note = artifact('note', {
  schema: z.object({ message: z.string().max(150) }),
  create: (tx, { message }) => insert(tx, message),
  load: (tx, id) => rows(tx).selectFrom('note').selectAll().where('id', '=', id).executeTakeFirst(),
  update: async (tx, id, values) =>
    void (await rows(tx).updateTable('note').set(values).where('id', '=', id).execute()),
})

const data = z.object({
  schedule: z.int().optional(),
  text: z.string().default(''),
  approved: z.boolean().default(false),
})
const isApproved = (visit: Visit<z.output<typeof data>>) => visit.process.data.approved

/** From the first text: two starts, one for people and one for programs. */
const collecting = flow('collecting', {
  data,
  nodes: (n) => ({
    start: n
      .start({ fields: ['schedule'] })
      .permission()
      .next('wait'),
    start2: n.startHandle(z.object({ schedule: z.int() }), ({ schedule }) => ({ schedule })).next('wait'),
    wait: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
/** From the second text: a form, a function, a handle, a job, a gate, a split, a join and two ends. */
const hello = flow('hello', {
  data,
  nodes: (n) => ({
    start: n
      .start({ create: note, fields: ['message'] })
      .title('Fill in a form')
      .permission()
      .next('approve'),
    fromCode: n
      .startHandle(z.object({ message: z.string() }), async ({ message }, visit) => {
        visit.process.artifact = { type: 'note', id: await insert(visit.tx, message) }
        return {}
      })
      .next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission()
      .next('edit'),
    edit: n.view({ update: note, fields: ['message'] }).next('copy'),
    copy: n
      .function(async (visit) => {
        const { message } = (await visit.loadArtifact()) as { message: string }
        visit.process.data.text = message.toUpperCase()
      })
      .next('external'),
    external: n
      .handle(z.object({ newText: z.string() }), (visit, { newText }) => void (visit.process.data.text += newText))
      .next('background'),
    background: n.job(({ process }) => ({ text: `${process.data.text}, in the background` })).next('check'),
    check: n.if(isApproved).yes('parallel').no('rejected'),
    parallel: n.split().next('task1').next('task2'),
    task1: n.view({ fields: [] }).next('join'),
    task2: n.view({ fields: [] }).next('join'),
    join: n.join().next('approved'),
    approved: n.end(),
    rejected: n.end(),
  }),
})

describe.each(databases)('what the seeds say, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [collecting, hello], database })
    await driver.database.schema.createTable('note').addColumn('id', 'text').addColumn('message', 'text').execute()
  })
  afterAll(() => driver.close())

  const complete = async (process: { id: string }, node: string, input: object = {}) =>
    driver.command(await lastTask(driver, process, node), 'complete', { input })
  const messageOf = async (process: { id: string }) =>
    (await driver.handover.processes.artifact(process.id))?.values?.['message']

  it('code fills the same fields as the form, and the process goes the same way', async () => {
    const byHand = await driver.start('collecting', 'start', { schedule: 4 })
    const byCode = await driver.start('collecting', 'start2', { schedule: 4 })
    expect(byCode).toMatchObject({ status: 'running', data: byHand.data as object })
    expect((await lastTask(driver, byCode, 'wait')).status).toBe('new')
  })

  it('a task is read, asked whether it may be undone, and undone', async () => {
    const process = await driver.start('collecting', 'start', { schedule: 4 })
    await complete(process, 'wait')
    const task = await driver.handover.tasks.get((await lastTask(driver, process, 'wait')).id)
    const by = { ...anna, permissions: ['collecting.manage'] }
    expect(task.can('undo', by)).toEqual({ allowed: true })
    if (task.can('undo', by).allowed) await task.do('undo', { by })
    const undone = await driver.handover.tasks.get(task.id)
    expect(undone).toMatchObject({ status: 'canceled', reason: 'undone' })
    expect(undone.can('undo', by)).toMatchObject({ allowed: false, code: 'TASK_NOT_DONE' })
  })

  it('a field of the data has a default, stands in forms, and can be asked for in lists', async () => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hi' })
    expect(process.data).toMatchObject({ approved: false })
    await complete(process, 'approve', { approved: true })
    const { items } = await driver.handover.processes.list({ flow: hello, where: { approved: true } })
    expect(items.map(({ id }) => id)).toContain(process.id)
  })

  it('a start makes a record of the application’s own, which the process is about', async () => {
    const process = await driver.start(
      'hello',
      'start',
      { message: 'Hello' },
      { by: { ...anna, permissions: ['hello.start'] } },
    )
    expect(process.artifact).toMatchObject({ type: 'note' })
    expect(await messageOf(process)).toBe('Hello')
  })

  it('code that starts a process makes the record in the same transaction, and gets the process', async () => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hello World' })
    expect(await messageOf(process)).toBe('Hello World')
    await expect(driver.start('hello', 'fromCode', { message: 5 })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  it('a form changes the record that the process is about', async () => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hi' })
    await complete(process, 'approve', { approved: true })
    await complete(process, 'edit', { message: 'Good morning' })
    expect(await messageOf(process)).toBe('Good morning')
    expect(await driver.process(process)).toMatchObject({ data: { text: 'GOOD MORNING' } })
  })

  it('what one task brought is kept with it, apart from the data of the process', async () => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hi' })
    await complete(process, 'approve', { approved: true })
    const event = (await driver.history(process)).find(({ node, type }) => node === 'approve' && type === 'task.done')
    expect(event).toMatchObject({ data: { changed: { approved: [false, true] } } })
  })

  it('a title is said once, and stands in lists and pictures', async () => {
    const process = await driver.start('hello', 'start', { message: 'Hello' })
    expect((await lastTask(driver, process, 'start')).title).toBe('Fill in a form')
  })

  const approved = async (answer: boolean) => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hi' })
    await complete(process, 'approve', { approved: answer })
    await complete(process, 'edit', { message: 'Hi' })
    await driver.run('hello', 'external', { process: process.id }, { newText: ' there' })
    await driver.idle()
    return process
  }

  it('code outside calls a handle with the process and its data, and gets the process', async () => {
    const process = await driver.start('hello', 'fromCode', { message: 'Hi' })
    await complete(process, 'approve', { approved: true })
    await complete(process, 'edit', { message: 'Hi' })
    const after = await driver.run('hello', 'external', { process: process.id }, { newText: ' there' })
    expect(after).toMatchObject({ id: process.id, data: { text: 'HI there' } })
  })

  it('a job needs no lock to save what it found', async () => {
    expect(await driver.process(await approved(true))).toMatchObject({ data: { text: 'HI there, in the background' } })
  })

  it('a gate, a split, a join and several ends', async () => {
    const process = await approved(true)
    expect((await trace(driver, process)).slice(-3)).toEqual(['parallel: done', 'task1: new', 'task2: new'])
    await complete(process, 'task2')
    await complete(process, 'task1')
    expect(await driver.process(process)).toMatchObject({ status: 'done', outcome: 'approved' })
    expect(await driver.process(await approved(false))).toMatchObject({ status: 'done', outcome: 'rejected' })
  })
})
