/**
 * What is never so in a database, whatever happened to the programs that wrote it: for tests that kill servers, cut
 * connections and let commands meet. It reads a dump alone, and says in words of its own what rows must follow from
 * which state, so that it does not err together with the code that writes them.
 */
import { isDeepStrictEqual } from 'node:util'
import { entriesOfAudience } from '../src/access/audience.ts'
import type { Dump, Row } from './dump.ts'

export interface InvariantOptions {
  /** Nothing is due or under way: what was sent to those who do not wait for it any more is gone by now. */
  readonly isIdle?: boolean
  /** Joins that go on several times within one scope, by their nature: `rest: 'again'` and `'block'`. */
  readonly repeating?: readonly string[]
  /** What is on its way to a process that was removed goes when all are removed. */
  readonly isPruning?: boolean | undefined
}

/** Everything that is wrong, in words; empty when all is well. */
export function brokenInvariants(dump: Dump, options: InvariantOptions = {}): readonly string[] {
  const world = worldOf(dump)
  return [
    ...world.processes.flatMap((process) => [
      ...tokens(world, process),
      ...scopes(world, process),
      ...joins(world, process, options),
      ...history(world, process),
    ]),
    ...dump.handover_task.flatMap((task) => liveTask(world, task)),
    ...derived('offer', ['task_id', 'audience', 'tenant', 'created_at', 'process_number', 'due_at'], {
      expected: offersOf(world),
      actual: dump.handover_offer,
    }),
    ...derived('timer', ['key', 'due_at', 'task_id', 'process_id', 'tenant'], {
      expected: timersOf(world),
      actual: dump.handover_timer.filter(({ task_id }) => task_id !== null),
    }),
    ...derived('subscription', ['task_id', 'kind', 'name', 'key', 'process_id', 'tenant', 'created_at'], {
      expected: subscriptionsOf(world),
      actual: dump.handover_subscription,
    }),
    ...jobs(world, options),
    ...children(world),
    ...orphans(world, options),
  ]
}

/** What was there before and is not any more, or is not the same: history only grows, and nothing vanishes. */
export function rewritten(before: Dump, after: Dump): readonly string[] {
  const grown = <T extends 'handover_event' | 'handover_process' | 'handover_task'>(table: T, key: KeyOf) => {
    const now = new Map(after[table].map((row) => [key(row), row]))
    return before[table].flatMap((row) => {
      const same = now.get(key(row))
      if (same === undefined) return [`${table} ${key(row)} is gone`]
      return table === 'handover_event' && !isDeepStrictEqual(same, row) ? [`event ${key(row)} was changed`] : []
    })
  }
  return [
    ...grown('handover_event', ({ process_id, number }) => `${text(process_id)}:${text(number)}`),
    ...grown('handover_process', ({ id }) => text(id)),
    ...grown('handover_task', ({ id }) => text(id)),
  ]
}

type KeyOf = (row: Row) => string
interface World {
  readonly dump: Dump
  readonly processes: readonly Row[]
  readonly byId: ReadonlyMap<unknown, Row>
  readonly taskById: ReadonlyMap<unknown, Row>
  /** By process. */
  readonly tasks: ReadonlyMap<unknown, readonly Row[]>
  readonly events: ReadonlyMap<unknown, readonly Row[]>
}

function worldOf(dump: Dump): World {
  const by = (rows: readonly Row[], column: string) => Map.groupBy(rows, (row) => row[column])
  return {
    dump,
    processes: dump.handover_process,
    byId: new Map(dump.handover_process.map((row) => [row['id'], row])),
    taskById: new Map(dump.handover_task.map((row) => [row['id'], row])),
    tasks: by(dump.handover_task, 'process_id'),
    events: by(
      dump.handover_event.toSorted((one, other) => Number(one['number']) - Number(other['number'])),
      'process_id',
    ),
  }
}

const text = String
const isOpen = (task: Row) => task['finished_at'] === null
const openTasks = ({ tasks }: World, process: Row) => (tasks.get(process['id']) ?? []).filter(isOpen)
const nameOf = (process: Row) => `${text(process['flow'])} #${text(process['number'])}`
const placeOf = (world: World, task: Row) => {
  const process = world.byId.get(task['process_id'])
  return `${process === undefined ? 'no process' : nameOf(process)} ${text(task['node'])}`
}

/** A running process has a token, one that has ended has none. Boundaries hold none. */
function tokens(world: World, process: Row): string[] {
  const open = openTasks(world, process)
  const isRunning = process['status'] === 'running'
  const found: string[] = []
  if (isRunning && !open.some(({ host }) => host === null)) found.push('runs without a token')
  if (!isRunning && open.length > 0) found.push(`is ${text(process['status'])}, with open tasks`)
  if (isRunning !== (process['finished_at'] === null)) found.push('has ended and has no end, or the other way')
  const isFailed = open.some(({ status }) => status === 'error')
  if (isFailed && process['attention'] === null) found.push('has a failed task and needs no attention')
  const held = open.flatMap(({ waits }) => (heldMutex(waits) === undefined ? [] : [heldMutex(waits)]))
  if (new Set(held).size < held.length) found.push('lets two hold the same mutex')
  return found.map((what) => `${nameOf(process)} ${what}`)
}

function heldMutex(waits: unknown): string | undefined {
  const { mutex } = (waits ?? {}) as { mutex?: { name: string; isHeld: boolean; isInherited?: boolean } }
  return mutex?.isHeld === true && mutex.isInherited !== true ? mutex.name : undefined
}

interface ScopeRow {
  readonly id: string
  readonly split: string
  readonly parent: string | null
}
const scopesOf = (process: Row) => process['scopes'] as readonly ScopeRow[]

/** Each token stands in a scope that is there; each scope has a token, its own or in a scope inside of it. */
function scopes(world: World, process: Row): string[] {
  const all = new Map(scopesOf(process).map((scope) => [scope.id, scope]))
  const occupied = new Set<string>()
  const found: string[] = []
  for (const task of openTasks(world, process)) {
    for (let id = task['scope'] as string | null; id !== null; id = all.get(id)?.parent ?? null) {
      if (!all.has(id)) found.push(`${placeOf(world, task)} stands in no scope`)
      if (task['host'] === null) occupied.add(id)
    }
  }
  for (const { id, split, parent } of all.values()) {
    if (!occupied.has(id)) found.push(`${nameOf(process)} keeps a scope of '${split}' without a token`)
    if (parent !== null && !all.has(parent)) found.push(`${nameOf(process)} has a scope of '${split}' in none`)
    if (world.taskById.get(id)?.['node'] !== split) found.push(`${nameOf(process)} has a scope that no split opened`)
  }
  return found
}

/** A join goes on once in each scope, and gathers at one place at a time. */
function joins(world: World, process: Row, { repeating = [] }: InvariantOptions): string[] {
  const visits = (world.tasks.get(process['id']) ?? []).filter(
    ({ kind, scope, node }) => kind === 'join' && scope !== null && !repeating.includes(text(node)),
  )
  const twice = (some: readonly Row[]) =>
    [...Map.groupBy(some, ({ node, scope }) => `${text(node)} in ${text(scope)}`)]
      .filter(([, rows]) => rows.length > 1)
      .map(([place]) => place)
  return [
    ...twice(visits.filter(({ status }) => status === 'done')).map((place) => `went on twice: ${place}`),
    ...twice(visits.filter((task) => isOpen(task) && task['status'] === 'started')).map(
      (place) => `gathers twice: ${place}`,
    ),
  ].map((what) => `${nameOf(process)}: a join ${what}`)
}

/** Numbers from 1 on without gaps, times that never go back; rows say what history said last. */
function history(world: World, process: Row): string[] {
  const events = world.events.get(process['id']) ?? []
  const last = events.at(-1)
  const found: string[] = []
  if (events.some(({ number }, place) => number !== place + 1)) found.push('has gaps in its history')
  if (last?.['number'] !== process['last_event']) found.push('does not know its last event')
  if (last?.['at'] !== process['last_at']) found.push('does not know when its last event was')
  if (events.some(({ at }, place) => text(at) < text(events[place - 1]?.['at'] ?? '')))
    found.push('has a history that goes back in time')
  const ends = events.filter(({ type }) => /^process\.(done|canceled|failed|reopened)$/.test(text(type)))
  const ended = ends.at(-1)?.['type'] ?? 'process.reopened'
  if ((ended === 'process.reopened' ? 'process.running' : ended) !== `process.${text(process['status'])}`)
    found.push(`is ${text(process['status'])}, its history ends with ${text(ended)}`)
  for (const task of world.tasks.get(process['id']) ?? []) {
    const own = events.filter((event) => event['task_id'] === task['id'])
    const status = own.findLast(({ to_status }) => to_status !== null)?.['to_status']
    if (status !== task['status'])
      found.push(`has ${text(task['node'])} as ${text(task['status'])}, its history says ${text(status)}`)
    if (own[0]?.['number'] !== task['sequence']) found.push(`has ${text(task['node'])} out of the order of its events`)
  }
  for (const { task_id } of events)
    if (task_id !== null && world.taskById.get(task_id)?.['process_id'] !== process['id'])
      found.push('has an event of no task')
  return found.map((what) => `${nameOf(process)} ${what}`)
}

/** No open task without a live token: its process runs, its host is open, it waits for nothing that has ended. */
function liveTask(world: World, task: Row): string[] {
  if (!isOpen(task))
    return ['new', 'assigned', 'scheduled', 'started', 'error'].includes(text(task['status']))
      ? [`${placeOf(world, task)} has ended as ${text(task['status'])}`]
      : []
  const found: string[] = []
  if (world.byId.get(task['process_id'])?.['status'] !== 'running') found.push('is open in what does not run')
  const host = task['host'] === null ? undefined : world.taskById.get(task['host'])
  if (task['host'] !== null && (host === undefined || !isOpen(host))) found.push('is armed without its host')
  if (['done', 'revived'].includes(text(task['status']))) found.push(`is ${text(task['status'])} and open`)
  const isGone = (task['previous'] as readonly string[]).some((id) => !world.taskById.has(id))
  if (isGone) found.push('came from nowhere')
  return found.map((what) => `${placeOf(world, task)} ${what}`)
}

interface Derived {
  readonly expected: readonly Row[]
  readonly actual: readonly Row[]
}

/** The rows that follow from the tasks are exactly those that are there, whatever else a row keeps for its own use. */
function derived(what: string, columns: readonly string[], { expected, actual }: Derived): string[] {
  const keyOf = (row: Row) => columns.map((column) => `${column} ${text(row[column])}`).join(', ')
  const [wanted, there] = [new Set(expected.map(keyOf)), new Set(actual.map(keyOf))]
  return [
    ...[...wanted].filter((key) => !there.has(key)).map((key) => `no ${what} for ${key}`),
    ...[...there].filter((key) => !wanted.has(key)).map((key) => `a ${what} for nobody: ${key}`),
  ]
}

function offersOf({ dump }: World): readonly Row[] {
  return dump.handover_task
    .filter(({ status, audience }) => status === 'new' && audience !== null)
    .flatMap(({ tenant, audience, created_at, id, process_number, due_at }) =>
      entriesOfAudience(audience as never).map((entry) => ({
        tenant,
        audience: entry,
        created_at,
        task_id: id,
        process_number,
        due_at,
      })),
    )
}

interface Waiting {
  readonly wake?: string
  readonly message?: { readonly name: string; readonly key: string }
  readonly signal?: string
  readonly job?: { readonly delivery: string }
}
/** What is undone waits for nothing from outside, though it keeps its token. */
const waiting = ({ dump }: World) =>
  dump.handover_task
    .filter((task) => isOpen(task) && task['status'] !== 'canceled' && task['waits'] !== null)
    .map((task) => ({ task, waits: task['waits'] as Waiting }))

const timersOf = (world: World): readonly Row[] =>
  waiting(world).flatMap(({ task: { id, tenant, process_id }, waits: { wake } }) =>
    wake === undefined ? [] : [{ key: id, tenant, due_at: wake, task_id: id, process_id }],
  )

const subscriptionsOf = (world: World): readonly Row[] =>
  waiting(world).flatMap(({ task: { id, tenant, process_id, created_at }, waits: { message, signal } }) => {
    const of = { tenant, created_at, task_id: id, process_id }
    return [
      ...(message === undefined ? [] : [{ ...of, kind: 'message', name: message.name, key: message.key }]),
      ...(signal === undefined ? [] : [{ ...of, kind: 'signal', name: signal, key: '' }]),
    ]
  })

const rowsOf = ({ dump }: World, kind: string) => dump.handover_outbox.filter((row) => row['kind'] === kind)
const payloadOf = (row: Row) => row['payload'] as { task?: string; process?: string; child?: { id: string } }

/** A job is to be run if and only if a task waits for it. */
function jobs(world: World, { isIdle = false }: InvariantOptions): string[] {
  const wanted = new Map(waiting(world).flatMap(({ task, waits: { job } }) => (job ? [[job.delivery, task]] : [])))
  const rows = new Map(rowsOf(world, 'job').map((row) => [row['id'], row]))
  return [
    ...[...wanted].flatMap(([delivery, task]) =>
      payloadOf(rows.get(delivery) ?? { payload: {} }).task === task['id']
        ? []
        : [`${placeOf(world, task)} has no job`],
    ),
    ...[...rows.keys()].filter((id) => isIdle && !wanted.has(text(id))).map((id) => `job ${text(id)} is for nobody`),
  ]
}

interface CalledRow {
  readonly id: string
  readonly status: string
}

/** The end of a called process is on its way to its caller until that has heard of it, and not longer. */
function children(world: World): string[] {
  const ended = new Set(rowsOf(world, 'childEnded').map((row) => payloadOf(row).child?.id))
  const canceling = new Set(rowsOf(world, 'cancelProcess').map((row) => payloadOf(row).process))
  return world.processes.flatMap((child) => {
    const caller = world.taskById.get(child['parent_task'])
    const calls = (caller?.['state'] as { children?: readonly CalledRow[] } | null)?.children
    const remembered = calls?.find(({ id }) => id === child['id'])
    const isReopened = world.events.get(child['id'])?.some(({ type }) => type === 'process.reopened') ?? false
    if (caller === undefined || remembered === undefined || isReopened) return []
    const [isRunning, isAwaited] = [child['status'] === 'running', remembered.status === 'running']
    const found: string[] = []
    if (isRunning && !isAwaited) found.push('runs, and its caller takes it for ended')
    if (!isRunning && isAwaited && isOpen(caller) && !ended.has(text(child['id'])))
      found.push('has ended, and nobody will tell its caller')
    if (!isAwaited && ended.has(text(child['id']))) found.push('would be told a second time that it has ended')
    if (isRunning && !isOpen(caller) && !canceling.has(text(child['id'])))
      found.push('runs on, though nobody waits for it')
    return found.map((what) => `${nameOf(child)} ${what}`)
  })
}

/** Nothing belongs to what is not there. */
function orphans({ dump, byId }: World, { isPruning = false }: InvariantOptions): string[] {
  const tables = ['handover_task', 'handover_event', 'handover_timer', 'handover_subscription'] as const
  return [...tables, ...(isPruning ? [] : (['handover_outbox'] as const))]
    .flatMap((table) => dump[table].map((row) => ({ table, of: row['process_id'] })))
    .filter(({ of }) => of !== null && !byId.has(of))
    .map(({ table, of }) => `a row of ${table} belongs to no process: ${text(of)}`)
}
