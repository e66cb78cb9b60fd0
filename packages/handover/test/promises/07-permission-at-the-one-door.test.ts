import { flow, type Actor, type By, type Task } from 'handover'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { leave } from './flows.ts'
import { anna, ben, carla, maya, vera, zoe } from './people.ts'
import { oneOf, randomOf } from './shuffle.ts'

const names = z.array(z.string()).optional()
/** Each task is offered to whom its process names. */
const offered = flow('offered', {
  data: z.object({ permissions: names, groups: names, users: names, except: names }),
  nodes: (n) => ({
    start: n.start({ fields: ['permissions', 'groups', 'users', 'except'] }).next('work'),
    work: n
      .view({ fields: [] })
      .offer(({ process }) =>
        Object.fromEntries(Object.entries(process.data).filter(([, named]) => named !== undefined)),
      )
      .next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('permission is checked at the one door, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => void (driver = await open({ flows: [leave, offered], database })))
  afterAll(() => driver?.close())

  describe('of a process that Anna started and a task that Ben took', () => {
    let task: Task
    beforeEach(async () => {
      const process = await driver.start('leave', 'start', { days: 3 }, { by: anna })
      const [free] = await driver.tasks({ process, node: 'approve' })
      task = (await driver.command(free!, 'assign', { by: ben })) as Task
    })

    const input = { approved: true }
    const ways: Record<string, (options: By) => Promise<unknown>> = {
      assign: (options) => task.do('assign', { ...options }),
      'assign to somebody else': (options) => task.do('assign', { ...options, to: 'carla' }),
      unassign: (options) => task.do('unassign', options),
      complete: (options) => task.do('complete', { ...options, input }),
      'complete by node': (options) => driver.handover.complete(leave, 'approve', task.id, input, options),
      cancel: (options) => driver.handover.processes.cancel(task.process.id, options),
    }
    const notAllowed = ['TASK_NOT_YOURS', 'TASK_NOT_OFFERED', 'PERMISSION_MISSING']
    const notFound = ['TASK_NOT_FOUND', 'PROCESS_NOT_FOUND']
    /** The code that an attempt is refused with, which changes nothing. */
    const codeOf = async (attempt: () => Promise<unknown>) => {
      const before = await driver.dump()
      const code = await attempt().then(
        () => 'done',
        (failure: { code: string }) => failure.code,
      )
      expect(await driver.dump()).toEqual(before)
      return code
    }

    it.each(Object.keys(ways))('%s is refused to who sees it and has no right', async (way) => {
      expect(await codeOf(() => ways[way]!({ by: vera }))).toBeOneOf(notAllowed)
    })

    it.each(Object.keys(ways))('%s does not find it for who may not see it', async (way) => {
      expect(await codeOf(() => ways[way]!({ by: zoe }))).toBeOneOf(notFound)
    })

    it.each(Object.keys(ways))('%s is refused inside a transaction too', async (way) => {
      await driver.transaction((tx) =>
        expect(ways[way]!({ by: zoe, tx })).rejects.toMatchObject({ code: expect.toBeOneOf(notFound) }),
      )
    })

    it('nobody but the owner and a manager gives it back', async () => {
      expect(await codeOf(() => task.do('unassign', { by: carla }))).toBe('TASK_NOT_YOURS')
      await task.do('unassign', { by: maya })
      expect(await driver.tasks({ process: task.process, status: 'new' })).toHaveLength(1)
    })

    it('reading finds nothing for who may not see it', async () => {
      const { tasks, processes } = driver.handover
      const { id } = task.process
      const reads = [
        () => tasks.get(task.id, { by: zoe }),
        () => processes.get(id, { by: zoe }),
        () => processes.tasks(id, { by: zoe }),
        () => processes.history(id, { by: zoe }),
      ]
      for (const read of reads) await expect(read()).rejects.toMatchObject({ code: expect.toBeOneOf(notFound) })
      expect((await processes.list({ by: zoe })).items).toEqual([])
    })
  })

  it('starting is refused without the right, and canStart says why in the same words', async () => {
    const before = await driver.dump()
    const permit = driver.handover.canStart(leave, 'start', ben)
    await expect(driver.start('leave', 'start', { days: 3 }, { by: ben })).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
      says: 'reason' in permit && permit.reason,
    })
    expect(await driver.dump()).toEqual(before)
  })

  it('code that names nobody acts as the system, and history says so', async () => {
    const process = await driver.start('leave', 'fromCode', { days: 3 })
    const [task] = await driver.tasks({ process, node: 'approve' })
    await driver.command(task!, 'assign', { to: 'ben' })
    await driver.command(task!, 'complete', { input: { approved: true } })
    expect((await driver.process(process)).startedBy).toBeNull()
    expect(new Set((await driver.history(process)).map((event) => event.actor))).toEqual(new Set([null]))
  })

  it('a task that the system completed is nobody’s work, though it was somebody’s', async () => {
    const process = await driver.start('leave', 'start', { days: 3 }, { by: anna })
    const [free] = await driver.tasks({ process, node: 'approve' })
    const taken = (await driver.command(free!, 'assign', { by: ben })) as Task
    await driver.command(taken, 'complete', { input: { approved: true } })
    const again = driver.command(taken, 'complete', { by: ben, input: { approved: false } })
    await expect(again).rejects.toThrow('The system completed')
    const archive = await driver.handover.tasks.archive(ben, { limit: 200 })
    expect(archive.items.map(({ id }) => id)).not.toContain(taken.id)
    expect(await driver.handover.tasks.get(taken.id)).toMatchObject({ owner: { id: 'ben' }, endedBy: null })
  })

  it('a missing user is not the system', async () => {
    const by = { by: undefined } as never
    const nobody = { code: 'OPTION_INVALID', details: { option: 'by' } }
    const process = await driver.start('leave', 'start', { days: 3 }, { by: anna })
    const { handover } = driver
    await expect(handover.start(leave, 'start', { days: 3 }, by)).rejects.toMatchObject(nobody)
    await expect(handover.processes.cancel(process.id, by)).rejects.toMatchObject(nobody)
    await expect(handover.processes.list(by)).rejects.toMatchObject(nobody)
    await expect(handover.processes.get(process.id, by)).rejects.toMatchObject(nobody)
    const [task] = await driver.tasks({ process, node: 'approve' })
    await expect(task!.do('assign', by)).rejects.toMatchObject(nobody)
    expect(() => handover.canStart(leave, 'start', undefined as never)).toThrow('OPTION_INVALID')
    expect(() => process.can('cancel', undefined as never)).toThrow('OPTION_INVALID')
  })

  it('a list and the door agree about random people and tasks', async () => {
    const random = randomOf(7)
    const some = (prefix: string, most: number) =>
      Array.from({ length: Math.floor(random() * (most + 1)) }, () => `${prefix}${Math.floor(random() * 4)}`)
    const person = (): Actor => ({
      ...zoe,
      id: `u${Math.floor(random() * 4)}`,
      permissions: some('p', 2),
      groups: some('g', 2),
    })
    const named = (prefix: string) => (random() < 0.4 ? some(prefix, 2) : undefined)
    for (let round = 0; round < 40; round++) {
      const audience = { permissions: named('p'), groups: named('g'), users: named('u'), except: named('u') }
      await driver.start('offered', 'start', JSON.parse(JSON.stringify(audience)))
    }
    const all = await driver.tasks({ node: 'work' })
    for (let round = 0; round < 200; round++) {
      const by = person()
      const task = oneOf(all, random)
      const isListed = (await driver.tasks({ list: 'queue', actor: by })).some(({ id }) => id === task.id)
      const took = await task.do('assign', { by }).then(
        () => true,
        () => false,
      )
      const facts = { by, audience: task.audience }
      expect({ ...facts, can: task.can('assign', by).allowed, took }).toEqual({
        ...facts,
        can: isListed,
        took: isListed,
      })
      if (took) await task.do('unassign')
    }
  })
})
