/** All migrations, oldest first. Append; never change one that was published. */
import { processesAndTasks } from './0001-processes-and-tasks.ts'
import { waitingAndSending } from './0002-waiting-and-sending.ts'
import { dueOrder } from './0003-due-order.ts'
import { attention } from './0004-attention.ts'
import { claims } from './0005-claims.ts'
import { idempotencyKeys } from './0006-idempotency-keys.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  processesAndTasks,
  waitingAndSending,
  dueOrder,
  attention,
  claims,
  idempotencyKeys,
]
