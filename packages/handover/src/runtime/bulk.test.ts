import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['work.manage'] }
const ben: Actor = { id: 'ben', name: 'Ben', permissions: [] }

const work = flow('work', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('look'),
    look: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

async function three() {
  const test = await createTestHandover({ flows: [work] })
  onTestFinished(() => test.close())
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push((await (await test.system.start(work, 'start', {})).task('look')).id)
  return { test, ids, tasks: test.handover.tasks }
}

describe('a command to several tasks', () => {
  it('is given to each of them, and answers with each as it is then', async () => {
    const { tasks, ids } = await three()
    const { done, refused } = await tasks.bulk('assign', ids, { by: anna, to: 'ben', note: 'holidays' })
    expect(done.map(({ id, owner }) => [id, owner?.id])).toEqual(ids.map((id) => [id, 'ben']))
    expect(refused).toEqual([])
    expect((await tasks.inbox(ben)).items).toHaveLength(3)
  })

  it('is done where it may be, whatever is refused elsewhere', async () => {
    const { tasks, ids } = await three()
    await (await tasks.get(ids[1]!)).do('assign', { to: 'zoe' })
    const unknown = crypto.randomUUID()
    const { done, refused } = await tasks.bulk('assign', [ids[0]!, ids[1]!, unknown, ids[2]!], { by: anna, to: 'ben' })
    expect(done.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    expect(refused).toMatchObject([
      { task: ids[1], error: { code: 'TASK_ALREADY_ASSIGNED' } },
      { task: unknown, error: { code: 'TASK_NOT_FOUND' } },
    ])
  })

  it('is refused as a whole when there is no such command, or no list', async () => {
    const { tasks, ids } = await three()
    await expect(tasks.bulk('asign' as never, ids)).rejects.toMatchObject({
      code: 'COMMAND_UNKNOWN',
      details: { near: 'assign' },
    })
    await expect(tasks.bulk('assign', 'all' as never)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  })
})

describe('what a command takes', () => {
  it.each([
    ['move', {}, 'to'],
    ['move', { to: '' }, 'to'],
    ['skip', { to: 7 as never }, 'to'],
    ['assign', { to: 'a\0' }, 'to'],
    ['reassign', { to: '' }, 'to'],
    ['reschedule', {}, 'at'],
    ['reschedule', { at: 'soon' }, 'at'],
    ['reschedule', { at: '9000 years' }, 'at'],
    ['reschedule', { at: new Date(Number.NaN) }, 'at'],
    ['reschedule', { at: new Date(1e15) }, 'at'],
  ] as const)('%s refuses %j', async (command, options, option) => {
    const { tasks, ids } = await three()
    await expect((await tasks.get(ids[0]!)).do(command, options)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      details: { option },
    })
  })
})

describe('a process', () => {
  it('can be held and let go, which it says of itself', async () => {
    const { test, ids } = await three()
    const { process } = await test.handover.tasks.get(ids[0]!)
    const held = await test.handover.processes.suspend(process.id, { by: anna, note: 'wait' })
    expect(held.suspendedAt).toEqual(test.clock.now())
    expect(held.can('suspend', anna)).toMatchObject({ allowed: false, code: 'PROCESS_SUSPENDED' })
    expect(held.can('resume', ben)).toMatchObject({ allowed: false, code: 'PERMISSION_MISSING' })
    // Lists know it as well.
    const task = (await test.handover.tasks.queue(ben)).items.find(({ id }) => id === ids[0])!
    expect(task.can('assign', ben)).toMatchObject({ allowed: false, code: 'PROCESS_SUSPENDED' })
    await expect(task.do('assign', { by: ben })).rejects.toMatchObject({ code: 'PROCESS_SUSPENDED' })
    const resumed = await test.handover.processes.resume(process.id, { by: anna })
    expect(resumed).toMatchObject({ suspendedAt: null, status: 'running' })
    expect(resumed.can('resume', anna)).toMatchObject({ allowed: false, code: 'PROCESS_NOT_SUSPENDED' })
    expect(() => resumed.can('stop' as never, anna)).toThrow('COMMAND_UNKNOWN')
  })
})
