import { sql } from 'kysely'
import type { Reader } from '../store.ts'
import type { Session } from './session.ts'

/** The flows that processes run in: for checking which of them are gone. Reads the last committed state; takes no lock. */
export async function runningFlows({ build, all }: Session): ReturnType<Reader['runningFlows']> {
  const rows = await all(
    build
      .selectFrom('handover_process as p')
      .select(({ fn }) => ['p.flow', fn.countAll().as('processes'), fn.min('p.number').as('example')])
      // Said as it stands in the partial index, which is else not seen to hold them.
      .where(sql<boolean>`p.status = 'running' and p.status <> 'done'`)
      .groupBy('p.flow')
      .orderBy('p.flow'),
  )
  return rows.map(({ flow, processes, example }) => ({
    flow: String(flow),
    processes: Number(processes),
    example: Number(example),
  }))
}
