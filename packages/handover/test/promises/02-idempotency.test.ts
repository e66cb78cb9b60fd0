import { randomUUID } from 'node:crypto'
import { flow, isHandoverError, type Once, type Process, type Task } from 'handover'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { complaint } from './waiting.ts'

let runs = 0

/** Packed by a person, booked by a function, brought by a program. */
const parcel = flow('parcel', {
  summary: (data) => `to ${data.to}`,
  data: z.object({
    to: z.string(),
    weight: z.number().optional(),
    booked: z.number().default(0),
  }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ to: z.string(), day: z.date().optional() }), ({ to }) => ({ to })).next('pack'),
    pack: n
      .view({ fields: ['weight'] })
      .permission('parcel.work')
      .next('book'),
    book: n
      .function((visit) => {
        runs++
        visit.process.data.booked++
      })
      .next('bring'),
    bring: n
      .handle(z.object({ by: z.string() }), () => {})
      .permission('parcel.work')
      .next('sign'),
    sign: n.view({ fields: [] }).permission('parcel.work').next('done'),
    done: n.end(),
  }),
})
/** Counts until it is told to stop: at once it waits at the same node again. */
const counter = flow('counter', {
  data: z.object({ count: z.number().default(0), isOver: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('tick'),
    tick: n
      .handle(z.object({ isOver: z.boolean() }), (visit, { isOver }) => {
        runs++
        visit.process.data.count++
        visit.process.data.isOver = isOver
      })
      .next('check'),
    check: n
      .if((visit) => visit.process.data.isOver)
      .yes('done')
      .no('tick'),
    done: n.end(),
  }),
})
const flows = [complaint, counter, parcel]
const person = (id: string, ...permissions: string[]) => ({ id, name: id.toUpperCase(), permissions })
const [ben, carla] = [person('ben', 'parcel.work'), person('carla', 'parcel.work', 'parcel.manage')]

/** What is to be done once, and what it needs. */
type Prepare = (server: Driver) => Promise<(server: Driver, once: Once) => Promise<unknown>>

const started = (server: Driver) => server.start('parcel', 'start', { to: 'Ulm' })
async function standing(server: Driver, node: string, ...commands: readonly [string, object?][]): Promise<Task> {
  const process = await started(server)
  const at = async (name: string) => (await server.tasks({ process, node: name }))[0]!
  if (node !== 'pack') {
    await server.command(await at('pack'), 'assign', { by: ben })
    await server.command((await at('pack')).id, 'complete', { by: ben, input: { weight: 2 } })
  }
  for (const [name, more] of commands) await server.command((await at(node)).id, name, { by: ben, ...more })
  return at(node)
}
/** Gives commands to a task as each server read it first: one that is gone meanwhile cannot be read again. */
function giving(id: string, name: string, options: object) {
  const read = new Map<Driver, Promise<Task>>()
  return async (server: Driver, once: Once) => {
    if (!read.has(server)) read.set(server, server.handover.tasks.get(id))
    return (await read.get(server)!).do(name as 'assign', { by: ben, ...options, ...once })
  }
}
const commandTo =
  (node: string, name: string, options: object, ...before: readonly [string, object?][]): Prepare =>
  async (server) =>
    giving((await standing(server, node, ...before)).id, name, options)
const commandToProcess =
  (name: string, ...before: readonly string[]): Prepare =>
  async (server) => {
    const { id } = await started(server)
    for (const each of before) await server.command(id, each)
    return (there, once) => there.handover.processes[name as 'cancel'](id, { by: carla, note: 'so', ...once })
  }

const commands: Readonly<Record<string, Prepare>> = {
  start: async () => (there, once) =>
    there.start('parcel', 'start', { to: 'Ulm', day: new Date(0) }, { by: ben, ...once }),
  'start with a transaction': async () => (there, once) =>
    there.transaction((tx) => there.start('parcel', 'start', { to: 'Ulm' }, { tx, ...once })),
  assign: commandTo('pack', 'assign', {}),
  unassign: commandTo('pack', 'unassign', {}, ['assign']),
  reassign: commandTo('pack', 'reassign', { to: 'carla' }, ['assign']),
  complete: commandTo('pack', 'complete', { input: { weight: 2 } }, ['assign']),
  'complete with a transaction': async (server) => {
    const { id } = await standing(server, 'pack', ['assign'])
    const input = { weight: 2 }
    return (there, once) =>
      there.transaction((tx) => there.handover.complete(parcel, 'pack', id, input, { tx, ...once }))
  },
  'run at a process': async (server) => {
    const { process } = await standing(server, 'bring')
    const at = { process: process.id }
    return (there, once) => there.handover.run(parcel, 'bring', at, { by: 'bike' }, { by: ben, ...once })
  },
  'run at a task': commandTo('bring', 'run', { input: { by: 'bike' } }),
  'cancel a task': commandTo('pack', 'cancel', { by: carla }),
  undo: commandTo('pack', 'undo', {}, ['assign'], ['complete', { input: { weight: 2 } }]),
  move: commandTo('pack', 'move', { by: carla, to: 'sign' }),
  reschedule: commandTo('pack', 'reschedule', { by: carla, at: '2 days' }),
  'cancel a process': commandToProcess('cancel'),
  suspend: commandToProcess('suspend'),
  resume: commandToProcess('resume', 'suspend'),
  'send a message': async () => (there, once) => there.message('complaint', { payload: { text: 'cold' }, ...once }),
  'send a signal': async () => (there, once) => there.handover.signal('nobody', { now: true }, once),
}

/** An answer without what it can do. */
const facts = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer ?? null))
const refusedWith = (code: string) => expect.toSatisfy((failure) => isHandoverError(failure) && failure.code === code)

describe.each(databases)('a command with an idempotency key is performed once, on %s', (database) => {
  let here: Driver
  let there: Driver
  let key: string
  beforeAll(async () => {
    here = await open({ flows, database })
    there = await open({ flows, database: here.place })
  })
  afterAll(async () => {
    await there?.close()
    await here?.close()
  })
  beforeEach(() => {
    key = randomUUID()
    runs = 0
  })

  const settled = async () => {
    for (const server of [here, there]) await server.idle()
    return here.dump()
  }
  const counted = async () => {
    for (const server of [here, there]) await server.idle()
    const count = async (table: string) => {
      const rows = here.database.selectFrom(table).select(({ fn }) => fn.countAll().as('rows'))
      return Number((await rows.executeTakeFirstOrThrow()).rows)
    }
    return { events: await count('handover_event'), answers: await count('handover_idempotency') }
  }
  const withKey = () => {
    const onRepeat = vi.fn<() => void>()
    return { once: { idempotencyKey: key, onRepeat }, onRepeat }
  }

  describe.each(Object.entries(commands))('%s', (name, prepare) => {
    it('is answered as it was first, by every server, and nothing happens again', async () => {
      const give = await prepare(here)
      const { once, onRepeat } = withKey()
      const first = facts(await give(here, once))
      expect(onRepeat).not.toHaveBeenCalled()
      const before = await settled()
      expect(facts(await give(here, once))).toEqual(first)
      expect(facts(await give(there, once))).toEqual(first)
      expect(onRepeat).toHaveBeenCalledTimes(2)
      expect(await settled()).toEqual(before)
    })

    it('is answered as it was first when its process is suspended, has ended, or is gone', async () => {
      const give = await prepare(here)
      const { once, onRepeat } = withKey()
      const answer = (await give(here, once)) as Task | Process | undefined
      const first = facts(answer)
      if (answer === undefined) return
      const { id } = 'process' in answer ? answer.process : answer
      const now = await here.process(id)
      if (now.status === 'running' && now.suspendedAt === null) await here.command(id, 'suspend')
      expect(facts(await give(there, once))).toEqual(first)
      if (now.status === 'running') await here.command(id, 'cancelProcess')
      expect(facts(await give(there, once))).toEqual(first)
      await erase(here.database, id)
      expect(facts(await give(there, once))).toEqual(first)
      expect(onRepeat).toHaveBeenCalledTimes(3)
    })

    it('happens once though two servers are asked at the same moment', async () => {
      const give = await prepare(here)
      const { once, onRepeat } = withKey()
      const before = await counted()
      const answers = await Promise.all([here, there, here, there].map((server) => give(server, once)))
      const [first, ...others] = answers.map(facts)
      expect(others).toEqual([first, first, first])
      expect(onRepeat).toHaveBeenCalledTimes(3)
      const after = await counted()
      expect(after.answers - before.answers).toBe(1)
      const again = await prepare(here)
      const quiet = await counted()
      await again(here, {})
      // As many events as one of them makes.
      expect(after.events - before.events).toBe((await counted()).events - quiet.events)
    })

    it('leaves nothing behind when it carries no key', async () => {
      const give = await prepare(here)
      const { answers } = await counted()
      await give(here, {})
      expect((await counted()).answers).toBe(answers)
    })
  })

  const assigned = () => standing(here, 'pack', ['assign'])
  const complete = (task: string, more: object = {}, server = here) =>
    server.command(task, 'complete', { by: ben, input: { weight: 2 }, idempotencyKey: key, ...more })

  it('the functions of a command run once, however many ask at the same moment', async () => {
    const { id } = await assigned()
    await Promise.all([here, there, here, there].map((server) => complete(id, {}, server)))
    expect(runs).toBe(1)
  })

  it('a repeat runs no function, although it could be performed again', async () => {
    const process = await here.start('counter', 'start', {})
    const tick = (server: Driver) =>
      server.handover.run(counter, 'tick', { process: process.id }, { isOver: false }, { idempotencyKey: key })
    const [first, ...others] = await Promise.all([here, there, here, there].map(tick))
    expect(others.map(({ id }) => id)).toEqual([first!.id, first!.id, first!.id])
    await tick(there)
    expect([runs, (await here.process(process)).data]).toEqual([1, { count: 1, isOver: false }])
  })

  it('a first answer can be used as any other', async () => {
    const { id } = await standing(here, 'pack')
    const once = { by: ben, idempotencyKey: key }
    await here.command(id, 'assign', once)
    const again = (await there.command(id, 'assign', once)) as Task
    expect(again.can('complete', ben).allowed).toBe(true)
    expect(again.can('complete', carla)).toMatchObject({ allowed: false, code: 'TASK_ALREADY_ASSIGNED' })
    expect(await again.do('complete', { by: ben, input: { weight: 1 } })).toMatchObject({ status: 'done' })
    const process = await there.start('parcel', 'start', { to: 'Ulm' }, { idempotencyKey: `${key} 2` })
    const repeated: any = await here.start('parcel', 'start', { to: 'Ulm' }, { idempotencyKey: `${key} 2` })
    expect(repeated.data).toEqual(process.data)
    await repeated.tasks.find((task: Task) => task.node === 'pack').do('assign', { by: ben })
  })

  describe('the same key for something else', () => {
    it('is refused, and changes nothing', async () => {
      const [task, other] = [await assigned(), await assigned()]
      await complete(task.id)
      const before = await settled()
      const attempts = [
        () => complete(task.id, { input: { weight: 3 } }),
        () => complete(task.id, { note: 'because' }),
        () => complete(task.id, { by: carla }),
        () => complete(other.id),
        () => here.command(task.id, 'undo', { by: ben, idempotencyKey: key }),
        () => here.start('parcel', 'start', { to: 'Ulm' }, { idempotencyKey: key }),
        () => here.command(other.process.id, 'suspend', { idempotencyKey: key }),
        () => here.message('complaint', { payload: { text: 'cold' }, idempotencyKey: key }),
        () => here.handover.incidents.drop(randomUUID(), { idempotencyKey: key }),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toEqual(refusedWith('IDEMPOTENCY_KEY_REUSED'))
      expect(await settled()).toEqual(before)
    })

    it('is the same request when only the order of its keys differs, and another with another moment', async () => {
      const start = (input: object) => here.start('parcel', 'start', input, { idempotencyKey: key })
      const first = await start({ to: 'Ulm', day: new Date(0) })
      expect((await start({ day: new Date(0), to: 'Ulm' })).id).toBe(first.id)
      await expect(start({ to: 'Ulm', day: new Date(1) })).rejects.toEqual(refusedWith('IDEMPOTENCY_KEY_REUSED'))
    })

    it('is refused to all but one that are asked at the same moment', async () => {
      const tasks = [await assigned(), await assigned(), await assigned()]
      const outcomes = await Promise.allSettled(tasks.map(({ id }, i) => complete(id, {}, i % 2 ? there : here)))
      const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
      expect(refused).toEqual([refusedWith('IDEMPOTENCY_KEY_REUSED'), refusedWith('IDEMPOTENCY_KEY_REUSED')])
    })
  })

  it('a refused command is not remembered: corrected, it is performed', async () => {
    const { id } = await assigned()
    await expect(complete(id, { input: { weight: 'heavy' } })).rejects.toEqual(refusedWith('INPUT_INVALID'))
    expect(await complete(id)).toMatchObject({ status: 'done' })
  })

  it.each(['', 'x'.repeat(201), 'a\0b', 'half \ud800', 7 as never, null as never])(
    'refuses the key %j',
    async (idempotencyKey) => {
      const { id } = await assigned()
      const before = await settled()
      const options = { idempotencyKey }
      const attempts = [
        () => complete(id, options),
        () => here.start('parcel', 'start', { to: 'Ulm' }, options),
        () => here.message('complaint', { payload: { text: 'cold' }, ...options }),
        () => here.handover.signal('nobody', null, options),
        () => here.handover.incidents.retry(randomUUID(), options),
        () => here.command(id, 'suspend', options),
      ]
      for (const attempt of attempts.slice(0, 5))
        await expect(attempt()).rejects.toMatchObject({ code: 'OPTION_INVALID', details: { option: 'idempotencyKey' } })
      expect(await settled()).toEqual(before)
    },
  )

  it('many tasks at once have a key each: what was done is not done again, what is new is', async () => {
    const [one, two, three] = [await standing(here, 'pack'), await standing(here, 'pack'), await standing(here, 'pack')]
    const onRepeat = vi.fn<() => void>()
    const bulk = (...ids: string[]) =>
      here.handover.tasks.bulk('assign', ids, { by: ben, idempotencyKey: key, onRepeat })
    const first = await bulk(one!.id, two!.id)
    expect(onRepeat).not.toHaveBeenCalled()
    const second = await bulk(one!.id, two!.id, three!.id)
    expect(second.refused).toEqual([])
    expect(facts(second.done.slice(0, 2))).toEqual(facts(first.done))
    expect(onRepeat).toHaveBeenCalledTimes(2)
  })

  describe('inside a transaction of the caller', () => {
    const start = (tx: unknown, server = here) =>
      server.start('parcel', 'start', { to: 'Ulm' }, { tx: tx as never, idempotencyKey: key })

    it('is a repeat before the commit as well, and leaves it usable', async () => {
      const [first, second, third] = await here.transaction(async (tx) => [
        await start(tx),
        await start(tx),
        await here.start('parcel', 'start', { to: 'Aalen' }, { tx }),
      ])
      expect(second!.id).toBe(first!.id)
      expect(third!.id).not.toBe(first!.id)
      expect((await start(undefined)).id).toBe(first!.id)
    })

    it('goes with it when it rolls back, and is performed anew', async () => {
      let lost = ''
      const undone = here.transaction(async (tx) => {
        lost = (await start(tx)).id
        throw new Error('changed my mind')
      })
      await expect(undone).rejects.toThrow('changed my mind')
      const again = await start(undefined)
      expect(again.id).not.toBe(lost)
      expect((await here.process(again)).status).toBe('running')
    })

    it('refuses the key for something else, and leaves the transaction usable', async () => {
      const first = await here.transaction(async (tx) => {
        const process = await start(tx)
        const other = here.start('parcel', 'start', { to: 'Aalen' }, { tx, idempotencyKey: key })
        await expect(other).rejects.toEqual(refusedWith('IDEMPOTENCY_KEY_REUSED'))
        return process
      })
      expect((await here.process(first)).status).toBe('running')
    })
  })

  describe('whose answer was lost', () => {
    /** A server whose database keeps the next commit, and then does not answer any more. */
    async function failing({ forGood }: { forGood: boolean }) {
      const server = await open({ flows, database: here.place, work: false })
      onTestFinished(() => server.close())
      const { store } = server.handover
      const begin = store.begin.bind(store)
      let isDown = false
      const down = () => {
        throw new Error('killed')
      }
      vi.spyOn(store, 'begin').mockImplementation((options) => {
        if (isDown && forGood) down()
        const unit = begin(options)
        const write = unit.write.bind(unit)
        unit.write = async (...given) => {
          await write(...given)
          isDown = true
          return down()
        }
        return unit
      })
      return server
    }

    it.each(['start', 'complete', 'undo', 'suspend', 'send a message'])(
      'because the server died after the commit: %s is answered by the next server',
      async (name) => {
        const give = await commands[name]!(here)
        const { once, onRepeat } = withKey()
        const dying = await failing({ forGood: true })
        await expect(give(dying, once)).rejects.toThrow('killed')
        expect(onRepeat).not.toHaveBeenCalled()
        const before = await settled()
        const answer = facts(await give(here, once))
        expect(onRepeat).toHaveBeenCalledOnce()
        expect(facts(await give(there, once))).toEqual(answer)
        expect((await settled()).handover_event).toEqual(before.handover_event)
      },
    )

    it('on the way from the database is found at once', async () => {
      const { id } = await assigned()
      const server = await failing({ forGood: false })
      expect(await complete(id, {}, server)).toMatchObject({ status: 'done' })
      expect(runs).toBe(1)
    })
  })

  it('an incident is settled once', async () => {
    const quiet = await open({ flows, database, work: false })
    onTestFinished(() => quiet.close())
    const { handover } = quiet
    await handover.signal('nobody')
    await handover.signal('nobody')
    const rows = await handover.store.outbox.due(new Date(Date.now() + 1000), 100, 'others')
    for (const row of rows)
      await handover.store.outbox.change(row.id, { ...row, isDead: true, error: 'no', attempts: 10 })
    const [one, two] = rows.map(({ id }) => id)
    const { once, onRepeat } = withKey()
    await Promise.all([1, 2, 3].map(() => handover.incidents.retry(one!, once)))
    expect(onRepeat).toHaveBeenCalledTimes(2)
    expect(await handover.store.outbox.get(one!)).toMatchObject({ isDead: false, attempts: 0 })
    const drop = { ...once, idempotencyKey: `${key} 2` }
    await handover.incidents.drop(two!, drop)
    await handover.incidents.drop(two!, drop)
    expect(onRepeat).toHaveBeenCalledTimes(3)
    await expect(handover.incidents.drop(two!)).rejects.toEqual(refusedWith('INCIDENT_NOT_FOUND'))
  })

  it('a key is forgotten after 7 days', async () => {
    const server = await open({ flows, database })
    onTestFinished(() => server.close())
    const start = () => server.start('parcel', 'start', { to: 'Ulm' }, { idempotencyKey: key })
    const first = await start()
    await server.advanceClock('6 days')
    await server.idle()
    expect((await start()).id).toBe(first.id)
    await server.advanceClock('25 h')
    await vi.waitFor(async () => expect((await server.dump()).handover_idempotency).toEqual([]), 10_000)
    expect((await start()).id).not.toBe(first.id)
  })
})

/** As if it had been pruned. */
async function erase(database: Kysely<any>, process: string): Promise<void> {
  for (const table of ['handover_event', 'handover_task'])
    await database.deleteFrom(table).where('process_id', '=', process).execute()
  await database.deleteFrom('handover_process').where('id', '=', process).execute()
}
