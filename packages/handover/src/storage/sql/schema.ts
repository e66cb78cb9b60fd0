/** The tables as Kysely sees them; the columns follow `columns.ts`, the indexes stand in `migrations/`. */
import type { Kysely } from 'kysely'

export interface Tables {
  handover_process: ProcessTable
  handover_task: TaskTable
  handover_event: EventTable
  handover_offer: OfferTable
  handover_outbox: OutboxTable
  handover_timer: TimerTable
  handover_subscription: SubscriptionTable
  handover_message: MessageTable
  handover_idempotency: IdempotencyTable
  handover_definition: DefinitionTable
  handover_number: NumberTable
  handover_migration: MigrationTable
}

/** Builds statements for one dialect, and runs none. */
export type Build = Kysely<Tables>

export interface ProcessTable {
  id: string
  number: number
  tenant: string
  flow: string
  version: number
  status: string
  outcome: string | null
  data: unknown
  summary: string
  attention: string | null
  reason: string | null
  artifact_type: string | null
  artifact_id: string | null
  parent_task: string | null
  suspended_at: string | null
  start_key: string | null
  scopes: unknown
  started_by: string | null
  started_by_name: string | null
  created_at: string
  finished_at: string | null
  last_event: number
  last_at: string
}

export interface TaskTable {
  id: string
  process_id: string
  process_number: number
  tenant: string
  node: string
  kind: string
  status: string
  scope: string | null
  previous: unknown
  title: string
  summary: string
  result: string
  audience: unknown
  owner: string | null
  owner_name: string | null
  ended_by: string | null
  ended_by_name: string | null
  item: unknown
  state: unknown
  waits: unknown
  error: unknown
  host: string | null
  reason: string | null
  due_at: string | null
  priority: number
  sequence: number
  created_at: string
  assigned_at: string | null
  started_at: string | null
  finished_at: string | null
}

export interface EventTable {
  process_id: string
  number: number
  type: string
  task_id: string | null
  node: string | null
  actor: string | null
  actor_name: string | null
  at: string
  from_status: string | null
  to_status: string | null
  note: string | null
  data: unknown
}

/** One row for each entry of the audience of a task that can be taken; gone as soon as it cannot. */
export interface OfferTable {
  tenant: string
  audience: string
  created_at: string
  task_id: string
  process_number: number
  /** The task's own, so that a queue can be read in its order. */
  due_at: string | null
}

/** What is to be delivered after the commit that wrote it. */
export interface OutboxTable {
  id: string
  tenant: string
  kind: string
  process_id: string | null
  lane: string | null
  payload: unknown
  created_at: string
  due_at: string
  attempts: number
  error: string | null
  is_dead: boolean
  job_limit: string | null
  claimed_by: string | null
  claimed_until: string | null
  progress: unknown
}

/** One row for each open task that is to be woken, and one for each start that a timer gives. */
export interface TimerTable {
  key: string
  tenant: string
  due_at: string
  task_id: string | null
  process_id: string | null
  data: unknown
  claimed_by: string | null
  claimed_until: string | null
}

/** One row for each message and signal that an open task waits for; gone as soon as it does not. */
export interface SubscriptionTable {
  tenant: string
  kind: string
  name: string
  key: string
  created_at: string
  task_id: string
  process_id: string
}

/** Messages that came before anybody waited for them. */
export interface MessageTable {
  id: string
  tenant: string
  name: string
  key: string
  payload: unknown
  created_at: string
  expires_at: string
}

/** What was answered first to a command that carried a key. */
export interface IdempotencyTable {
  tenant: string
  key: string
  request: string
  answer: unknown
  created_at: string
}

export interface DefinitionTable {
  flow: string
  version: number
  hash: string
  graph: unknown
  recorded_at: string
}

export interface NumberTable {
  name: string
  next: number
}

export interface MigrationTable {
  name: string
  applied_at: string
}
