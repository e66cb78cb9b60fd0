import type { Page, Trouble } from '../storage/store.ts'
import { haltOf, isHalted } from './halt.ts'
import type { ProcessOverview, ProcessQuery } from './handover.ts'
import { toProcess } from './process.ts'
import { storeQuery } from './process-query.ts'
import type { Services } from './services.ts'
import { rowToTask } from './task.ts'

/** A page of processes with where each stands: four questions to the database at most, however many there are. */
export async function overviewOf(services: Services, query: ProcessQuery<any>): Promise<Page<ProcessOverview<any>>> {
  const { read } = services.store
  const { items, next } = await read.processes(await storeQuery(services, query))
  const inTrouble = items.filter(({ attention }) => attention !== null)
  const halted = items.filter(isHalted)
  const [rows, troubles, halts] = await Promise.all([
    read.latestTasks(items.map(({ id }) => id)),
    read.troubles(inTrouble.map(({ id }) => id)),
    read.halts(halted.map(({ id }) => id)),
  ])
  const shown = items.map(async (state) => ({
    process: await toProcess(services, state),
    changedAt: new Date(state.lastAt),
    tasks: rows.filter(({ process }) => process === state.id).map((row) => rowToTask(services, row)),
    halt: haltOf(state, halts),
    ...troubleOf(troubles.filter(({ process }) => process === state.id)),
  }))
  return { items: await Promise.all(shown), next }
}

function troubleOf(troubles: readonly Trouble[]): Pick<ProcessOverview, 'attentionSince' | 'failures'> {
  const own = troubles.find(({ task }) => task === null)
  const failures = troubles.flatMap(({ task, times }) => (task === null ? [] : [[task, times] as const]))
  return { attentionSince: own === undefined ? null : new Date(own.last), failures: new Map(failures) }
}
