/** Removes ended processes with their tasks, their history and whatever hangs on them, inside one transaction. */
import type { PruneQuery } from '../store.ts'
import type { Build } from './schema.ts'
import type { Run } from './session.ts'

interface Running {
  readonly build: Build
  readonly run: Run
}
interface Counts {
  readonly processes: number
  readonly tasks: number
  readonly events: number
}

/** Answers with those that have gone. */
// Locks each process: one that somebody has opened again meanwhile is seen as it is now, and stays.
export async function removeProcesses(
  { build, run }: Running,
  ids: readonly string[],
  { before, statuses }: PruneQuery,
): Promise<readonly string[]> {
  const rows = await run(
    build
      .deleteFrom('handover_process')
      .where('id', 'in', ids)
      .where('status', 'in', statuses)
      .where('finished_at', '<', before)
      .returning('id'),
  )
  return rows.map(({ id }) => String(id))
}

/** What goes with processes that have gone. Nobody else writes it: whoever would is kept out with their rows. */
export async function removeWith(running: Running, processes: readonly string[]): Promise<Counts> {
  const counts = await countWith(running, processes)
  if (processes.length === 0) return counts
  const { build, run } = running
  await removeWaits(running, processes)
  await run(build.deleteFrom('handover_task').where('process_id', 'in', processes))
  await run(build.deleteFrom('handover_event').where('process_id', 'in', processes))
  return counts
}

export async function countWith({ build, run }: Running, processes: readonly string[]): Promise<Counts> {
  if (processes.length === 0) return { processes: 0, tasks: 0, events: 0 }
  const count = async (table: 'handover_task' | 'handover_event') => {
    const [row] = await run(
      build
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('count'))
        .where('process_id', 'in', processes),
    )
    return Number(row!['count'])
  }
  return {
    processes: processes.length,
    tasks: await count('handover_task'),
    events: await count('handover_event'),
  }
}

// The tasks of a process that has ended are over, and what is over is offered to nobody and waits for nothing. Only where
// that was not kept is there something to find, and no index to find it by.
async function removeWaits({ build, run }: Running, processes: readonly string[]): Promise<void> {
  const open = await run(
    build
      .selectFrom('handover_task')
      .select('id')
      .where('process_id', 'in', processes)
      .where('finished_at', 'is', null),
  )
  if (open.length === 0) return
  const tasks = open.map(({ id }) => String(id))
  for (const table of ['handover_offer', 'handover_timer', 'handover_subscription'] as const)
    await run(build.deleteFrom(table).where('task_id', 'in', tasks))
}
