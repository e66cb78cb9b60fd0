import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { OutboxTable, Tables, TimerTable } from './schema.ts'

type Where = ExpressionBuilder<Tables & { d: OutboxTable | TimerTable }, 'd'>

/** That the process of a delivery or timer `d` is not suspended; those of none always pass. */
export function isNotSuspended(where: Where): Expression<SqlBool> {
  const suspended = where
    .selectFrom('handover_process as p')
    .select(sql.lit(1).as('one'))
    .whereRef('p.id', '=', 'd.process_id')
    .where('p.suspended_at', 'is not', null)
  return where.not(where.exists(suspended))
}
