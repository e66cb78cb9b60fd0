/** Whether an actor has or had a task of a process, or may take one. */
import { sql } from 'kysely'
import { entriesOfActor } from '../../access/audience.ts'
import type { Actor } from '../../flow/actor.ts'
import { isNotExcepted } from './offered-tasks.ts'
import type { Session } from './session.ts'

// Reads the last committed state; takes no lock.
export async function isInvolved({ build, dialect, all }: Session, process: string, actor: Actor): Promise<boolean> {
  if (!dialect.isId(process)) return false
  const owned = build
    .selectFrom('handover_task as t')
    .select(sql.lit(1).as('one'))
    .where('t.process_id', '=', process)
    .where('t.owner', '=', actor.id)
  const offered = build
    .selectFrom('handover_task as t')
    .innerJoin('handover_offer as o', (join) =>
      join
        .onRef('o.tenant', '=', 't.tenant')
        .on('o.audience', 'in', entriesOfActor(actor))
        .onRef('o.created_at', '=', 't.created_at')
        .onRef('o.task_id', '=', 't.id'),
    )
    .select(sql.lit(1).as('one'))
    .where('t.process_id', '=', process)
    .where('t.finished_at', 'is', null)
    .where((where) => isNotExcepted(where as never, where.ref('o.tenant'), actor))
  const rows = await all(
    build.selectNoFrom(sql.lit(1).as('one')).where((where) => where.or([where.exists(owned), where.exists(offered)])),
  )
  return rows.length > 0
}
