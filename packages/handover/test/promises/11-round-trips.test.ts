import { createHandover, flow, type Handover } from 'handover'
import { postgresStore } from 'handover/postgres'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDatabase, type TestDatabase } from '../../../../test/postgres-database.ts'
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'
import { leave, signing } from './flows.ts'
import { pause } from './pause.ts'
import { anna, ben, maya } from './people.ts'

/** A start whose function looks into the database itself. */
const looking = flow('looking', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('look'),
    look: n.function(async ({ tx }) => void (await (tx as Transaction<any>).selectNoFrom([]).execute())).next('done'),
    done: n.end(),
  }),
})

describe('a start costs one round trip, any other command two, and each one commit', () => {
  let database: TestDatabase
  let proxy: TcpProxy
  let handover: Handover
  beforeAll(async () => {
    database = await createDatabase()
    proxy = await startTcpProxy(database.url)
    // One connection, so that none is opened while we count; and a first start has drawn numbers ahead.
    const store = postgresStore({ url: proxy.url, connections: 1 })
    // Nor does background work look for what is due.
    handover = await createHandover({ flows: [leave, signing, looking], store, migrate: true, work: false })
    await handover.start(leave, 'start', { days: 3 }, { by: anna })
  })
  afterAll(async () => {
    await handover?.close()
    await proxy?.close()
    await database?.drop()
  })

  const cost = async (action: () => Promise<unknown>) => {
    // What was done before is told to those who watch a moment later, in no command's round trips.
    await pause(150)
    const traffic = await proxy.count(action)
    return { roundTrips: traffic.roundTrips, begins: traffic.words('begin'), commits: traffic.words('commit') }
  }
  const asked = async () => {
    const { id } = await handover.start(leave, 'start', { days: 3 }, { by: anna })
    return (await handover.processes.tasks(id)).at(-1)!
  }

  it('for a start by form', async () => {
    // One statement is a transaction by itself: nothing begins, and nothing has to be committed.
    const start = () => handover.start(leave, 'start', { days: 3 }, { by: anna })
    expect(await cost(start)).toEqual({ roundTrips: 1, begins: 0, commits: 0 })
  })

  it('for a start by code that splits', async () => {
    expect(await cost(() => handover.start(signing, 'start', {}))).toEqual({ roundTrips: 1, begins: 0, commits: 0 })
  })

  it('for assign, unassign and complete', async () => {
    const task = await asked()
    const once = { roundTrips: 2, begins: 1, commits: 1 }
    expect(await cost(() => task.do('assign', { by: ben }))).toEqual(once)
    expect(await cost(() => task.do('unassign', { by: ben }))).toEqual(once)
    await task.do('assign', { by: ben })
    expect(await cost(() => task.do('complete', { by: ben, input: { approved: true } }))).toEqual(once)
  })

  it('for completing by node, and for canceling', async () => {
    const [first, second] = [await asked(), await asked()]
    const complete = () => handover.complete(leave, 'approve', first.id, { approved: false })
    expect(await cost(complete)).toEqual({ roundTrips: 2, begins: 1, commits: 1 })
    const cancel = () => handover.processes.cancel(second.process.id, { by: maya })
    expect(await cost(cancel)).toEqual({ roundTrips: 2, begins: 1, commits: 1 })
  })

  it('for completing the last branch of a split', async () => {
    const { id } = await handover.start(signing, 'start', {})
    const branches = (await handover.processes.tasks(id)).filter(({ kind }) => kind === 'view')
    for (const branch of branches.slice(1)) await branch.do('complete', { input: {} })
    expect(await cost(() => branches[0]!.do('complete', { input: {} }))).toEqual({
      roundTrips: 2,
      begins: 1,
      commits: 1,
    })
    expect((await handover.processes.get(id)).status).toBe('done')
  })

  it('and one more, to look for its answer, when it carries an idempotency key', async () => {
    const start = (idempotencyKey: string) => handover.start(leave, 'start', { days: 3 }, { by: anna, idempotencyKey })
    expect(await cost(() => start('one'))).toEqual({ roundTrips: 2, begins: 0, commits: 0 })
    const task = await asked()
    const assign = () => task.do('assign', { by: ben, idempotencyKey: 'two' })
    expect(await cost(assign)).toEqual({ roundTrips: 3, begins: 1, commits: 1 })
    // A repeated start only reads; a repeated command takes the lock, and gives it back.
    expect(await cost(() => start('one'))).toEqual({ roundTrips: 1, begins: 0, commits: 0 })
    expect(await cost(assign)).toEqual({ roundTrips: 3, begins: 1, commits: 0 })
  })

  it('and begins only when a function uses the transaction', async () => {
    expect(await cost(() => handover.start(looking, 'start', {}))).toMatchObject({ begins: 1, commits: 1 })
  })
})
