/** `handover.run`: a program answers a task that waits for it. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const ship = flow('ship', {
  data: z.object({ at: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('pack'),
    pack: n.view({ fields: [] }).permission('ship.pack').next('fork'),
    fork: n
      .split()
      .next('arrived', { each: () => ['a', 'b'] })
      .next('paid'),
    arrived: n
      .handle(
        z.object({ at: z.string() }),
        (visit, { at }) => void visit.process.data.at.push(`${String(visit.task.item)} ${at}`),
      )
      .next('join'),
    paid: n
      .handle(z.object({ at: z.string() }), (visit, { at }) => void visit.process.data.at.push(at))
      .permission('ship.bank')
      .next('join'),
    join: n.join().next('done'),
    done: n.end(),
  }),
})
const other = flow('other', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('paid'),
    paid: n.handle(z.object({}), () => {}).next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('a handle on %s', (database) => {
  async function shipped() {
    const driver = await open({ flows: [ship, other], database })
    onTestFinished(() => driver.close())
    const process = await driver.start('ship', 'start', {})
    const pack = async () =>
      driver.command((await driver.tasks({ process, node: 'pack' }))[0]!, 'complete', { input: {} })
    return { driver, handover: driver.handover, process, pack }
  }

  it('is found by its process when it waits there once, and answers with the task as it is then', async () => {
    const { handover, process, pack } = await shipped()
    await pack()
    const task = await handover.run(ship, 'paid', { process: process.id }, { at: 'noon' })
    expect(task).toMatchObject({ node: 'paid', status: 'done' })
    expect((await handover.processes.get(process.id)).data).toEqual({ at: ['noon'] })
  })

  it('is not waiting before the process has come there, nor when it was answered', async () => {
    const { handover, process, pack } = await shipped()
    const run = () => handover.run(ship, 'paid', { process: process.id }, { at: 'noon' })
    await expect(run()).rejects.toMatchObject({
      code: 'HANDLE_NOT_WAITING',
      details: { node: 'paid', waiting: ["'pack'"] },
    })
    await pack()
    await run()
    await expect(run()).rejects.toMatchObject({
      code: 'HANDLE_NOT_WAITING',
      details: { waiting: ["'arrived'", "'join'"] },
    })
  })

  it('that waits more than once wants its task named', async () => {
    const { driver, handover, process, pack } = await shipped()
    await pack()
    const tasks = await driver.tasks({ process, node: 'arrived' })
    await expect(handover.run(ship, 'arrived', { process: process.id }, { at: 'x' })).rejects.toMatchObject({
      code: 'HANDLE_AMBIGUOUS',
      details: { tasks: tasks.map(({ id }) => id) },
    })
    await handover.run(ship, 'arrived', { task: tasks[1]!.id }, { at: 'x' })
    expect((await handover.processes.get(process.id)).data).toEqual({ at: ['b x'] })
    // The other one is the only one now.
    await handover.run(ship, 'arrived', { process: process.id }, { at: 'y' })
    expect((await handover.processes.get(process.id)).data).toEqual({ at: ['b x', 'a y'] })
  })

  it('checks its input', async () => {
    const { driver, process, pack } = await shipped()
    await pack()
    const before = await driver.dump()
    await expect(driver.run('ship', 'paid', { process: process.id }, { at: 3 })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues: [{ path: ['at'] }] },
    })
    expect(await driver.dump()).toEqual(before)
  })

  it('refuses a process or a task of another flow, another node, and what is no place', async () => {
    const { driver, handover, process, pack } = await shipped()
    await pack()
    const strange = await driver.start('other', 'start', {})
    const [paid] = await driver.tasks({ process, node: 'paid' })
    const run = (at: any) => handover.run(other, 'paid', at, {})
    await expect(run({ process: process.id })).rejects.toMatchObject({ code: 'PROCESS_OF_OTHER_FLOW' })
    await expect(run({ task: paid!.id })).rejects.toMatchObject({ code: 'TASK_OF_OTHER_FLOW' })
    for (const at of [{}, null, process.id])
      await expect(run(at)).rejects.toMatchObject({ code: 'OPTION_INVALID', details: { option: 'at' } })
    await expect(run({ process: 'none' })).rejects.toMatchObject({ code: 'PROCESS_NOT_FOUND' })
    await expect(handover.run(ship, 'arrived', { task: paid!.id }, { at: 'x' })).rejects.toMatchObject({
      code: 'TASK_OF_OTHER_NODE',
    })
    await expect(handover.run(ship, 'nowhere' as never, { process: strange.id }, {} as never)).rejects.toMatchObject({
      code: 'NODE_UNKNOWN',
    })
  })

  it('is run by a program that has its permission, besides the system and managers', async () => {
    const { driver, handover, process, pack } = await shipped()
    await pack()
    const actor = (...permissions: string[]): Actor => ({ id: 'bank', name: 'Bank', permissions })
    const run = (by: Actor) => handover.run(ship, 'paid', { process: process.id }, { at: 'noon' }, { by })
    await expect(run(actor('ship.view'))).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
    await run(actor('ship.bank'))
    expect(await driver.tasks({ process, node: 'paid', status: 'done' })).toMatchObject([{ endedBy: { id: 'bank' } }])
  })

  it('tells who may not see the process nothing of where it waits', async () => {
    const { handover, process } = await shipped()
    const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }
    const asked = handover.run(ship, 'paid', { process: process.id }, { at: 'x' }, { by: zoe })
    await expect(asked).rejects.toMatchObject({ code: 'PROCESS_NOT_FOUND' })
  })
})
