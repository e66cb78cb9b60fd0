import type { Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { signing } from './flows.ts'
import { oneOf, randomOf, shuffled } from './shuffle.ts'

const signers = ['one', 'two', 'three', 'four']

describe.each(databases)('a join fires once, on %s', (database) => {
  let servers: Driver[]
  beforeAll(async () => {
    const first = await open({ flows: [signing], database })
    servers = [first, await open({ flows: [signing], database: first.place })]
  })
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close()
  })

  const visits = async (process: { id: string }) => {
    const tasks = await servers[0]!.tasks({ process })
    return Object.fromEntries(tasks.map(({ node }) => [node, tasks.filter((task) => task.node === node).length]))
  }
  const once = (...nodes: string[]) => Object.fromEntries(nodes.map((node) => [node, 1]))
  const allOnce = once('start', 'fork', 'one', 'two', 'both', 'three', 'four', 'signed', 'ready', 'file', 'filed')
  const openTasks = (process: { id: string }) =>
    servers[0]!.tasks({ process }).then((tasks) => tasks.filter(({ node }) => signers.includes(node)))
  const sign = async (server: Driver, { id }: Task, pause: number) => {
    for (let turn = 0; turn < pause; turn++) await new Promise(setImmediate)
    await server.command(id, 'complete', { input: {} })
  }

  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'when its last branches end at the same moment on two servers (interleaving %i)',
    async (seed) => {
      const random = randomOf(seed)
      const process = await oneOf(servers, random).start('signing', 'start', {})
      const tasks = shuffled(await openTasks(process), random)
      await Promise.all(tasks.map((task) => sign(oneOf(servers, random), task, Math.floor(random() * 4))))
      expect(await visits(process)).toEqual(allOnce)
      expect(await servers[1]!.process(process)).toMatchObject({
        status: 'done',
        outcome: 'filed',
        data: { signatures: expect.arrayContaining(signers) },
      })
    },
  )

  it('and not before the last branch has come', async () => {
    const process = await servers[0]!.start('signing', 'start', {})
    const [last, ...others] = (await openTasks(process)).toReversed()
    for (const task of others) await servers[1]!.command(task, 'complete', { input: {} })
    expect(await servers[0]!.tasks({ process, node: 'ready' })).toMatchObject([{ status: 'started' }])
    expect(await servers[0]!.tasks({ process, node: 'file' })).toEqual([])
    await servers[0]!.command(last!, 'complete', { input: {} })
    expect(await visits(process)).toEqual(allOnce)
  })

  it('when every branch is completed twice at once', async () => {
    const process = await servers[0]!.start('signing', 'start', {})
    const tasks = await openTasks(process)
    const results = await Promise.allSettled(
      tasks.flatMap((task) => servers.map((server) => server.command(task.id, 'complete', { input: {} }))),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(tasks.length)
    expect(await visits(process)).toEqual(allOnce)
  })
})
