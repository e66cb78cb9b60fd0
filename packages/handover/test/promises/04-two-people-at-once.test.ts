import { isHandoverError, type ErrorCode, type Task } from 'handover'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { leave } from './flows.ts'
import { anna, ben, carla, maya } from './people.ts'

describe.each(databases)('of two people at once one wins, on %s', (database) => {
  let here: Driver
  let there: Driver
  let task: Task
  beforeAll(async () => {
    here = await open({ flows: [leave], database })
    there = await open({ flows: [leave], database: here.place })
  })
  afterAll(async () => {
    await there?.close()
    await here?.close()
  })
  beforeEach(async () => {
    const process = await here.start('leave', 'start', { days: 3 }, { by: anna })
    task = (await here.tasks({ process, node: 'approve' }))[0]!
  })

  const now = async () => (await here.tasks({ process: task.process, node: 'approve' }))[0]!
  const happened = async (type: string) =>
    (await here.dump()).handover_event.filter(
      (event) => event['process_id'] === task.process.id && event['type'] === type,
    )
  const atOnce = async (...attempts: Promise<unknown>[]) => {
    const results = await Promise.allSettled(attempts)
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    return { won: results.findIndex(({ status }) => status === 'fulfilled'), refusals }
  }
  const refusal = (code: ErrorCode, ...names: (string | null | undefined)[]) =>
    expect.toSatisfy(
      (failure: unknown) =>
        isHandoverError(failure) && failure.code === code && names.every((name) => failure.message.includes(name!)),
      `${code} that names ${names.join(', ')}`,
    )

  it('who takes a task second hears who took it, and when', async () => {
    const { won, refusals } = await atOnce(
      here.command(task.id, 'assign', { by: ben }),
      there.command(task.id, 'assign', { by: carla }),
    )
    const { owner, assignedAt } = await now()
    expect(owner).toEqual(won === 0 ? { id: 'ben', name: 'Ben' } : { id: 'carla', name: 'Carla' })
    expect(refusals).toEqual([refusal('TASK_ALREADY_ASSIGNED', owner?.name, assignedAt?.toISOString())])
    expect(await happened('task.assigned')).toMatchObject([{ actor: owner?.id }])
  })

  it('twenty people take one task: one has it', async () => {
    const people = Array.from({ length: 20 }, (_, index) => ({ ...ben, id: `user${index}`, name: `User ${index}` }))
    const { won, refusals } = await atOnce(
      ...people.map((by, index) => (index % 2 ? here : there).command(task.id, 'assign', { by })),
    )
    const winner = people[won]!
    expect((await now()).owner).toEqual({ id: winner.id, name: winner.name })
    expect(refusals).toEqual(Array.from({ length: 19 }, () => refusal('TASK_ALREADY_ASSIGNED', winner.name)))
    expect(await happened('task.assigned')).toHaveLength(1)
  })

  it('who completes a task second hears that it is completed, by whom and when; nothing is overwritten', async () => {
    await here.command(task, 'assign', { by: ben })
    const { won, refusals } = await atOnce(
      here.command(task.id, 'complete', { by: ben, input: { approved: true } }),
      there.command(task.id, 'complete', { by: ben, input: { approved: false } }),
    )
    const { finishedAt, owner } = await now()
    expect(refusals).toEqual([refusal('TASK_ENDED', owner?.name, finishedAt?.toISOString())])
    expect(await here.process(task.process)).toMatchObject({
      outcome: won === 0 ? 'booked' : 'refused',
      data: { approved: won === 0 },
    })
    expect(await happened('task.done')).toHaveLength(4)
    expect(await happened('process.done')).toHaveLength(1)
  })

  it('completing after the process was canceled says so, and changes nothing', async () => {
    await here.command(task, 'assign', { by: ben })
    await there.command(task.process, 'cancelProcess', { by: maya })
    const before = await here.dump()
    const { finishedAt } = await now()
    const complete = here.command(task, 'complete', { by: ben, input: { approved: true } })
    await expect(complete).rejects.toEqual(refusal('TASK_ENDED', 'Maya canceled', finishedAt?.toISOString()))
    expect(await here.dump()).toEqual(before)
  })

  it('completing and canceling at once: the second hears what the first did', async () => {
    await here.command(task, 'assign', { by: ben })
    const { won, refusals } = await atOnce(
      here.command(task.id, 'complete', { by: ben, input: { approved: true } }),
      there.command(task.process.id, 'cancelProcess', { by: maya }),
    )
    const { status } = await here.process(task.process)
    expect(status).toBe(won === 0 ? 'done' : 'canceled')
    expect(refusals).toEqual([won === 0 ? refusal('PROCESS_ENDED', 'done') : refusal('TASK_ENDED', 'Maya canceled')])
  })

  it('canceling twice at once happens once', async () => {
    const { refusals } = await atOnce(
      here.command(task.process.id, 'cancelProcess', { by: maya }),
      there.command(task.process.id, 'cancelProcess', { by: maya }),
    )
    expect(refusals).toEqual([refusal('PROCESS_ENDED', 'canceled')])
    expect(await happened('process.canceled')).toHaveLength(1)
  })

  it('who completes a task that was given to somebody else meanwhile hears who has it', async () => {
    await here.command(task, 'assign', { by: ben })
    await there.command(task, 'unassign', { by: maya })
    await there.command(task, 'assign', { by: maya, to: 'carla' })
    const { assignedAt } = await now()
    const complete = here.command(task, 'complete', { by: ben, input: { approved: true } })
    await expect(complete).rejects.toEqual(refusal('TASK_ALREADY_ASSIGNED', 'carla', assignedAt?.toISOString()))
    expect(await now()).toMatchObject({ status: 'assigned', owner: { id: 'carla' } })
  })

  it('giving back and completing at once: one of them happened', async () => {
    await here.command(task, 'assign', { by: ben })
    const { won, refusals } = await atOnce(
      here.command(task.id, 'complete', { by: ben, input: { approved: true } }),
      there.command(task.id, 'unassign', { by: ben }),
    )
    expect((await now()).status).toBe(won === 0 ? 'done' : 'new')
    expect(refusals).toEqual([won === 0 ? refusal('TASK_ENDED', 'Ben') : refusal('TASK_NOT_ASSIGNED')])
  })
})
