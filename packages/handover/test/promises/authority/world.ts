/** Random people and processes, and every way in which they may meet: over HTTP, and in code. */
import { randomUUID } from 'node:crypto'
import { isHandoverError, type Actor, type ErrorCode, type Permit, type Task } from 'handover'
import { createApi } from 'handover/http'
import { open, type Driver } from '../../driver.ts'
import { oneOf } from '../shuffle.ts'
import { broken, docks, flows } from './flows.ts'
import type { Asked, Seen } from './rules.ts'

export interface Answer {
  readonly status: number
  readonly body: any
}
export interface World {
  readonly driver: Driver
  readonly people: readonly Actor[]
  readonly failures: unknown[]
  /** Reads a page, or with a body gives a command. */
  ask(by: Actor, path: string, body?: unknown): Promise<Answer>
  seen(process: string): Promise<Seen>
  /** A delivery that was tried in vain for long. */
  die(kind: string, payload: object): Promise<string>
  close(): Promise<void>
}

const rights = ['east', 'west'].flatMap((flow) =>
  ['start', 'work', 'pay', 'view', 'manage', 'messages'].map((right) => `${flow}.${right}`),
)

/** Some with the rights of one flow, some with those of another, some excepted, some with none. */
function anyPeople(random: () => number): readonly Actor[] {
  const some = (list: readonly string[], chance: number) => list.filter(() => random() < chance)
  const fixed: readonly (readonly string[])[] = [
    [],
    ['east.manage', 'east.start'],
    ['west.manage'],
    ['errand.manage'],
    ['errand.work', 'east.start'],
    ['east.view', 'west.work'],
  ]
  return Array.from({ length: 10 }, (_, i) => ({
    id: `u${i}`,
    name: `User ${i}`,
    permissions: fixed[i] ?? some([...rights, 'errand.manage', 'errand.work', 'errand.view', 'p0', 'p1'], 0.25),
    groups: some(['g0', 'g1'], 0.3),
  }))
}

export const anyOffer = (random: () => number): object => {
  const named = (list: readonly string[], chance: number) =>
    random() < chance ? list.filter(() => random() < 0.4) : undefined
  const users = Array.from({ length: 10 }, (_, i) => `u${i}`)
  return JSON.parse(
    JSON.stringify({
      permissions: named(['p0', 'p1', 'east.work', 'west.work'], 0.5),
      groups: named(['g0', 'g1'], 0.4),
      users: named(users, 0.3),
      except: named(users, 0.5),
    }),
  ) as object
}

export async function openWorld(database: 'sqlite' | 'postgres', random: () => number): Promise<World> {
  const driver = await open({ flows, database, onWarning: () => {} })
  const people = anyPeople(random)
  const failures: unknown[] = []
  const api = createApi(driver.handover, {
    identify: (request) => people.find(({ id }) => id === request.headers.get('x-user')) ?? null,
    mayPublish: (by, name) => by.permissions.includes(`${name.split('.')[0]}.messages`),
    onError: (failure) => failures.push(failure),
  })
  return {
    driver,
    people,
    failures,
    async ask(by, path, body) {
      const answer = await api.fetch(
        new Request(`http://localhost/api/${path}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { 'x-user': by.id, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
      return { status: answer.status, body: await answer.json() }
    },
    async seen(id) {
      const { processes } = driver.handover
      return { process: await processes.get(id), tasks: await processes.tasks(id) }
    },
    async die(kind, payload) {
      const [id, at] = [randomUUID(), new Date().toISOString()]
      const times = { created_at: at, due_at: at }
      const row = {
        id,
        tenant: '',
        kind,
        payload: JSON.stringify(payload),
        attempts: 10,
        error: 'It is down.',
        ...times,
      }
      const isDead = database === 'sqlite' ? 1 : true
      await driver.database
        .insertInto('handover_outbox')
        .values({ ...row, is_dead: isDead })
        .execute()
      return id
    },
    close: () => driver.close(),
  }
}

/** The code that it was refused with; null when it was done. */
export async function codeOf(attempt: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await attempt
    return null
  } catch (failure) {
    if (isHandoverError(failure)) return failure.code
    throw failure
  }
}

/** What the command needs: its reason, an input that fits, a step that there is. */
export function bodyOf({ command, to }: Asked, task: Task, random: () => number): Record<string, unknown> {
  if (command === 'assign' || command === 'reassign') return { to }
  if (command === 'complete') return { input: task.node === 'widen' ? { gates: 3 } : {} }
  if (command === 'run') return { input: { amount: 5 } }
  if (command === 'skip') return { note: 'Why.', ...(task.node === 'fork' && { to: 'vote' }) }
  if (command === 'sendBack') return { note: 'Why.' }
  if (command === 'move') return { to: oneOf(task.process.flow === 'errand' ? ['carry'] : ['check', 'last'], random) }
  if (command === 'reschedule') return { at: oneOf(['1 day', '2020-01-01'], random) }
  if (command === 'add') return { item: task.node === 'send' ? {} : 'above' }
  return {}
}

/** So that there is something in every state: the system takes and completes, and records are removed. */
export async function goOn({ driver }: World, random: () => number): Promise<void> {
  const { handover } = driver
  if (random() < 0.03) docks.clear()
  broken.isOn = random() < 0.5
  const tasks = (await driver.tasks()).filter((task) => task.finishedAt === null && task.process.status === 'running')
  if (tasks.length === 0) return
  const task = oneOf(tasks, random)
  const by = task.owner === null ? null : { id: task.owner.id, name: 'User', permissions: [] }
  const input = { input: task.node === 'widen' ? { gates: 2 } : task.node === 'pay' ? { amount: 1 } : {} }
  if (task.status === 'new' && task.audience !== null)
    await codeOf(task.do('assign', { to: `u${Math.floor(random() * 10)}` }))
  else if (by !== null) await codeOf(task.do('complete', { by, ...input }))
  else if (task.node === 'pay') await codeOf(task.do('run', input))
  else if (task.node === 'collect')
    await handover.message(`${task.process.flow}.collected`, { key: task.process.id, payload: {} })
  else if (random() < 0.3) await codeOf(task.do(task.status === 'error' ? 'skip' : 'revive', { note: 'Why.' }))
  await handover.idle()
}

export const codeIn = (permit: Permit | { readonly allowed: boolean; readonly code?: string }): string | null =>
  permit.allowed ? null : (permit as { code: string }).code
