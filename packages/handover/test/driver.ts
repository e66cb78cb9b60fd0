/**
 * A small stable surface over the public API: what the promise tests drive, and tests from outside may. Names are plain
 * strings and inputs unknown on purpose, so that a test can ask for what the types refuse. Two drivers may open the
 * same database (`open({ flows, database: first.place })`): they are two servers.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import {
  createHandover,
  type Actor,
  type AnyFlow,
  type AtHandle,
  type By,
  type Handover,
  type HandoverOptions,
  type HistoryEvent,
  type JobQueue,
  type MessageOptions,
  type Permit,
  type Process,
  type ProcessCommandName,
  type StartOptions,
  type Store,
  type Task,
} from 'handover'
import { sqliteStore } from 'handover/sqlite'
import { readDuration } from '../src/flow/duration.ts'
import { advance } from '../src/testing/advance.ts'
import { dumpTables, type Dump } from './dump.ts'

export interface OpenOptions extends Pick<
  HandoverOptions,
  'artifacts' | 'functionTimeout' | 'log' | 'onWarning' | 'telemetry' | 'webhooks' | 'work'
> {
  /** Of a queue that lies in the same database, how it is made there. */
  readonly jobs?: JobQueue | ((place: Place) => JobQueue)
  readonly flows: readonly AnyFlow[]
  /** `sqlite` and `postgres` make an empty database that `close` removes; `postgres` needs vitest's global setup. */
  readonly database: 'sqlite' | 'postgres' | Place
  /** How far ahead of the real time its clock is from the beginning; by default it is not. */
  readonly ahead?: string
}
export type Place = { readonly file: string } | { readonly url: string }

export interface Driver {
  /** Where the database is, for opening a second driver on it. */
  readonly place: Place
  /** The object under test itself, for what this surface lacks. */
  readonly handover: Handover
  /** The same database for the application's own tables. */
  readonly database: Kysely<any>
  start(flow: AnyFlow | string, node: string, input?: unknown, options?: StartOptions): Promise<Process>
  /** Answers the one task at which the process waits at a handle, or the named task. */
  run(flow: AnyFlow | string, node: string, at: AtHandle, input?: unknown, options?: By): Promise<Process>
  /** All tasks, or those that the query names. With `list` the actor's own list, else all that the actor may see. */
  tasks(query?: TasksQuery): Promise<readonly Task[]>
  process(process: Named, options?: { readonly by?: Actor }): Promise<Process>
  /** `cancelProcess`, `suspend` and `resume` ask of the process, all other commands of the task. */
  can(target: Named, command: string, actor: Actor, options?: { readonly to?: string }): Promise<Permit>
  /** Gives a command to a task, or `cancelProcess`, `suspend` or `resume` to a process. */
  command(target: Named, name: string, options?: CommandOptions): Promise<Task | Process>
  message(name: string, options?: MessageOptions): Promise<void>
  signal(name: string, payload?: unknown): Promise<void>
  /** Moves the clock of this driver on, by a duration such as `3 days`; answers when all that fell due has happened. */
  advanceClock(duration: string): Promise<void>
  /** Answers when nothing is due or under way on this server. */
  idle(): Promise<void>
  history(process: Named, options?: { readonly by?: Actor }): Promise<readonly HistoryEvent[]>
  /** Every row of the handover_* tables, but the counter of numbers: those are drawn ahead, and gaps are fine. */
  dump(): Promise<Dump>
  transaction<T>(body: (tx: any) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A task or a process, or its id. */
export type Named = string | { readonly id: string }
export interface TasksQuery {
  readonly list?: 'inbox' | 'queue' | 'archive'
  readonly actor?: Actor
  readonly process?: Named
  readonly node?: string
  readonly status?: string
}
export interface CommandOptions extends By {
  readonly input?: unknown
  readonly to?: string
  readonly item?: unknown
  readonly at?: Date | string
}

/** Opens a driver; its clock is the real one, until `advanceClock` moves it on. */
export async function open({
  flows,
  database,
  jobs: given,
  ahead: lead = '0 s',
  ...options
}: OpenOptions): Promise<Driver> {
  const { place, store, ...opened } = await openStore(database)
  let ahead = readDuration(lead)!
  const now = () => new Date(store.now().getTime() + ahead)
  const jobs = typeof given === 'function' ? { jobs: given(place) } : given && { jobs: given }
  const handover = await createHandover({ ...options, ...jobs, flows, store, migrate: true, now })
  // Most commands know their task by its id alone, as a request does.
  const taskOf = (target: Named) => (isTask(target) ? target : handover.tasks.get(idOf(target)))
  return {
    place,
    handover,
    database: store.database,
    start: (flow, node, input, by = {}) => handover.start(flowOf(handover, flow), node as never, input as never, by),
    run: async (flow, node, at, input, by = {}) => {
      const task = await handover.run(flowOf(handover, flow), node as never, at, input as never, by)
      return handover.processes.get(task.process.id)
    },
    tasks: (query = {}) => findTasks(handover, query),
    process: (process, by) => handover.processes.get(idOf(process), by),
    can: async (target, command, actor, options) =>
      Object.hasOwn(ofProcess, command)
        ? (await handover.processes.get(idOf(target))).can(ofProcess[command]!, actor)
        : (await taskOf(target)).can(command as never, actor, options),
    command: async (target, name, given = {}) =>
      Object.hasOwn(ofProcess, name)
        ? handover.processes[ofProcess[name]!](idOf(target), given)
        : (await taskOf(target)).do(name as never, given),
    message: (name, options) => handover.message(name, options),
    signal: (name, payload) => handover.signal(name, payload),
    advanceClock: async (duration) => {
      const milliseconds = readDuration(duration)
      if (milliseconds === undefined) throw new Error(`driver.advanceClock: '${duration}' is no duration.`)
      const clock = { now: () => now().getTime(), moveTo: (time: number) => void (ahead += time - now().getTime()) }
      await advance(handover, clock, clock.now() + milliseconds)
    },
    idle: () => handover.idle(),
    history: (process, by) => handover.processes.history(idOf(process), by),
    dump: () => dumpTables(store.database),
    transaction: (body) => handover.transaction(body),
    close: async () => {
      await handover.close()
      await opened.remove()
    },
  }
}

/** The commands to a whole process; `cancel` is one to a task. */
const ofProcess: Readonly<Record<string, ProcessCommandName>> = {
  cancelProcess: 'cancel',
  suspend: 'suspend',
  resume: 'resume',
}

interface Opened {
  readonly place: Place
  readonly store: Store & { readonly database: Kysely<any> }
  remove(): Promise<void>
}

async function openStore(database: OpenOptions['database']): Promise<Opened> {
  if (database === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'handover-driver-'))
    const file = join(folder, 'handover.db')
    const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
    return { place: { file }, store: sqliteStore({ file }), remove }
  }
  if (database === 'postgres') {
    // Only here, because it needs vitest.
    const { createDatabase } = await import('../../../test/postgres-database.ts')
    const created = await createDatabase()
    return { place: { url: created.url }, store: await postgres(created.url), remove: () => created.drop() }
  }
  const store = 'file' in database ? sqliteStore(database) : await postgres(database.url)
  return { place: database, store, remove: async () => {} }
}

const postgres = async (url: string) => (await import('handover/postgres')).postgresStore({ url })

async function findTasks(handover: Handover, query: TasksQuery): Promise<readonly Task[]> {
  const { process, node, status } = query
  const tasks = await (query.list === undefined ? seenTasks(handover, query) : listedTasks(handover, query))
  return tasks.filter(
    (task) =>
      (process === undefined || task.process.id === idOf(process)) &&
      (node === undefined || task.node === node) &&
      (status === undefined || task.status === status),
  )
}

async function listedTasks(handover: Handover, { list, actor }: TasksQuery): Promise<readonly Task[]> {
  if (actor === undefined) throw new Error(`driver.tasks: whose ${list} is meant? Name the actor.`)
  return pages((page) => handover.tasks[list!](actor, page))
}

async function seenTasks(handover: Handover, { actor, process }: TasksQuery): Promise<readonly Task[]> {
  const by = actor === undefined ? {} : { by: actor }
  if (process !== undefined) return handover.processes.tasks(idOf(process), by)
  const processes = await pages((page) => handover.processes.list({ ...by, ...page }))
  const tasks = await Promise.all(processes.toReversed().map(({ id }) => handover.processes.tasks(id, by)))
  return tasks.flat()
}

async function pages<T>(
  read: (page: { cursor: string | null; limit: number }) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<readonly T[]> {
  const all: T[] = []
  for (let cursor: string | null = null; ;) {
    const { items, next } = await read({ cursor, limit: 200 })
    all.push(...items)
    if (next === null) return all
    cursor = next
  }
}

function flowOf(handover: Handover, flow: AnyFlow | string): AnyFlow {
  return typeof flow === 'string' ? (handover.flows.get(flow) ?? { name: flow, nodes: {} }) : flow
}
const idOf = (target: Named): string => (typeof target === 'string' ? target : target.id)
const isTask = (target: Named): target is Task => typeof target !== 'string' && 'do' in target
