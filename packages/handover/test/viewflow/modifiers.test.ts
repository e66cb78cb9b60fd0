/** What Viewflow's nodes say about themselves, and how that is said here. `docs/from-viewflow.md` leads to each. */
import { flow, type Actor, type Process, type Task, type Visit } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'

const person = (id: string, ...permissions: string[]): Actor => ({ id, name: id, permissions })
const anna = person('anna')
const ben = person('ben', 'review.approve')
const carla = person('carla', 'berlin.approve')

const data = z.object({ city: z.string(), amount: z.number().default(0), log: z.array(z.string()).default([]) })
/** A rule with a name of its own, used by two nodes. */
const isDear = (visit: Visit<z.output<typeof data>>) => visit.process.data.amount > 100

const review = flow('review', {
  title: 'Review',
  summary: ({ city }) => `in ${city}`,
  data,
  nodes: (n) => ({
    start: n
      .start({ fields: ['city', 'amount'] })
      .onUndo((visit) => void visit.process.data.log.push('taken back'))
      .next('approve', { seed: (visit) => ({ from: visit.process.data.city }) }),
    approve: n
      .view({ fields: ['amount'] })
      .permission()
      .title('Approve it')
      .description('Look at the amount.')
      .summary((visit) => `${visit.process.data.amount} € in ${visit.process.data.city}`)
      .result((visit) => `approved ${visit.process.data.amount} €`)
      .onCreate((visit) => void visit.process.data.log.push('created'))
      .onUndo((visit) => void visit.process.data.log.push('not approved'))
      .next('local'),
    local: n
      .view({ fields: [] })
      .offer(async (visit) => ({
        permissions: [`${visit.process.data.city}.approve`],
        except: [(await visit.doneBy('approve'))!],
      }))
      .next('correct'),
    correct: n
      .view({ fields: [] })
      .assign((visit) => visit.process.startedBy)
      .next('again'),
    again: n
      .view({ fields: [] })
      .assign((visit) => visit.doneBy('approve'))
      .next('free'),
    free: n
      .view({ fields: [] })
      .assign(() => null)
      .next('dear'),
    dear: n.if(isDear).yes('expensive').no('cheap'),
    expensive: n.end(),
    cheap: n.end(),
  }),
})

describe.each(databases)('modifiers, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [review], database })
  })
  afterAll(() => driver.close())

  const started = () => driver.start('review', 'start', { city: 'berlin', amount: 50 }, { by: anna })
  const at = (process: Process, node: string) => lastTask(driver, process, node)
  const done = async (waiting: Promise<Task>, by: Actor, given: object = {}) => {
    const task = await waiting
    if (task.owner === null) await driver.command(task, 'assign', { by })
    return driver.command(task, 'complete', { by, input: given })
  }
  const logOf = async (process: Process) => ((await driver.process(process)).data as z.output<typeof data>).log

  it('an edge can hand something over to the next task', async () => {
    const process = await started()
    expect(await lastTask(driver, process, 'approve')).toMatchObject({ item: { from: 'berlin' } })
  })

  it('a permission named after the flow and the node limits who takes the task', async () => {
    const process = await started()
    const task = await lastTask(driver, process, 'approve')
    expect(task.audience).toEqual({ permissions: ['review.approve'] })
    expect(task.can('assign', ben)).toEqual({ allowed: true })
    expect(task.can('assign', carla)).toMatchObject({ allowed: false, code: 'TASK_NOT_OFFERED' })
  })

  it('a rule can answer with the permission, from the process, and the answer is stored with the task', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    const task = await lastTask(driver, process, 'local')
    expect(task.audience).toMatchObject({ permissions: ['berlin.approve'] })
    expect((await driver.tasks({ list: 'queue', actor: carla, process })).map(({ node }) => node)).toEqual(['local'])
  })

  it('who did one step can be kept from another', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    const task = await lastTask(driver, process, 'local')
    const boss = person('ben', 'berlin.approve', 'review.manage')
    expect(task.can('assign', boss)).toMatchObject({ allowed: false, code: 'TASK_EXCEPTED' })
    await expect(driver.command(task, 'assign', { by: boss })).rejects.toMatchObject({ code: 'TASK_EXCEPTED' })
  })

  it('titles, descriptions and summaries are stored as they were when the task was written', async () => {
    const process = await started()
    expect(process.summary).toBe('in berlin')
    expect(await lastTask(driver, process, 'approve')).toMatchObject({ title: 'Approve it', summary: '50 € in berlin' })
    await done(at(process, 'approve'), ben, { amount: 60 })
    expect(await lastTask(driver, process, 'approve')).toMatchObject({ result: 'approved 60 €' })
    expect(driver.handover.flows.get('review')!.graph['approve']!.description).toBe('Look at the amount.')
  })

  it('a callback runs when the task is created, in the same transaction', async () => {
    expect(await logOf(await started())).toEqual(['created'])
  })

  it('a task is assigned by a rule when it is created', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    await done(at(process, 'local'), carla)
    expect(await lastTask(driver, process, 'correct')).toMatchObject({ status: 'assigned', owner: { id: 'anna' } })
  })

  it('a task is assigned to who did an earlier one', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    await done(at(process, 'local'), carla)
    await done(at(process, 'correct'), anna)
    expect(await lastTask(driver, process, 'again')).toMatchObject({ status: 'assigned', owner: { id: 'ben' } })
  })

  it('a rule that answers null leaves the task in the queue', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    await done(at(process, 'local'), carla)
    await done(at(process, 'correct'), anna)
    await done(at(process, 'again'), ben)
    expect(await lastTask(driver, process, 'free')).toMatchObject({ status: 'new', owner: null })
  })

  it('a handler runs when the task is undone, before it is', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 60 })
    await driver.command(await lastTask(driver, process, 'approve'), 'undo')
    expect(await logOf(process)).toEqual(['created', 'not approved'])
  })

  it('a handler runs when the start is undone', async () => {
    const process = await started()
    await driver.command(await lastTask(driver, process, 'start'), 'undo')
    expect(await driver.process(process)).toMatchObject({ status: 'canceled', reason: 'undone' })
    expect(await logOf(process)).toEqual(['created', 'taken back'])
  })

  it('rules are functions with names of their own, which several nodes share', async () => {
    const process = await started()
    await done(at(process, 'approve'), ben, { amount: 160 })
    await done(at(process, 'local'), carla)
    await done(at(process, 'correct'), anna)
    await done(at(process, 'again'), ben)
    await done(at(process, 'free'), anna)
    expect(await driver.process(process)).toMatchObject({ outcome: 'expensive' })
  })
})
