/**
 * Which of these ended processes nothing keeps: none that they have called runs, and no incident speaks of them. What is
 * asked follows from their tasks, by indexes; incidents are few.
 */
import { sql } from 'kysely'
import type { Walked } from './prune.ts'
import type { Session } from './session.ts'

export interface Free {
  readonly id: string
  /** The process that called it, as long as that is there. */
  readonly caller: string | null
  readonly hasCalled: boolean
}

// Reads the last committed state; takes no lock.
export async function freeProcesses(
  session: Session,
  processes: readonly Walked[],
  tenant: string,
): Promise<readonly Free[]> {
  if (processes.length === 0) return []
  const [callers, called, spokenOf] = await Promise.all([
    callersOf(
      session,
      processes.flatMap(({ parentTask }) => parentTask ?? []),
    ),
    calledBy(
      session,
      processes.map(({ id }) => id),
    ),
    inIncidents(session, tenant),
  ])
  return processes
    .filter(({ id }) => called.get(id) !== 'running' && !spokenOf.has(id))
    .map(({ id, parentTask }) => ({
      id,
      caller: parentTask === null ? null : (callers.get(parentTask) ?? null),
      hasCalled: called.has(id),
    }))
}

/** Task → its process, of those that are there. */
async function callersOf({ build, all }: Session, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tasks.length === 0) return new Map()
  const rows = await all(build.selectFrom('handover_task').select(['id', 'process_id']).where('id', 'in', tasks))
  return new Map(rows.map(({ id, process_id }) => [String(id), String(process_id)]))
}

/** Process → whether one of those that its tasks have called runs; only of those that have called any. */
async function calledBy(
  { build, all }: Session,
  processes: readonly string[],
): Promise<ReadonlyMap<string, 'running' | 'ended'>> {
  const rows = await all(
    build
      .selectFrom('handover_task as t')
      .innerJoin('handover_process as c', 'c.parent_task', 't.id')
      .select(['t.process_id', sql<number>`sum(case when c.status = 'running' then 1 else 0 end)`.as('running')])
      .where('t.process_id', 'in', processes)
      .groupBy('t.process_id'),
  )
  return new Map(rows.map((row) => [String(row['process_id']), Number(row['running']) > 0 ? 'running' : 'ended']))
}

/** The processes that incidents are addressed to, name, or name a task of. */
async function inIncidents(session: Session, tenant: string): Promise<ReadonlySet<string>> {
  const { build, dialect, all } = session
  const rows = await all(
    build
      .selectFrom('handover_outbox as d')
      .select([
        'd.process_id as to',
        // Some name it by its id alone, and some show all of it, of which the beginning is no id.
        sql<string | null>`substr(d.payload ->> 'process', 1, 36)`.as('process'),
        sql<string | null>`d.payload -> 'process' ->> 'id'`.as('shown'),
        sql<string | null>`substr(d.payload ->> 'task', 1, 36)`.as('task'),
      ])
      .where('d.tenant', '=', tenant)
      .where(sql<boolean>`d.is_dead`),
  )
  const ids = (...columns: readonly string[]) =>
    rows.flatMap((row) => columns.map((column) => row[column])).filter((id) => typeof id === 'string')
  const tasks = [...new Set(ids('task').filter((id) => dialect.isId(id)))]
  const callers = await Promise.all(chunksOf(tasks, 1000).map((some) => callersOf(session, some)))
  return new Set([...ids('to', 'process', 'shown'), ...callers.flatMap((some) => [...some.values()])])
}

const chunksOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
