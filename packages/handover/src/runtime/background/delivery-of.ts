import { hash } from 'node:crypto'
import type { OwnSending, SendEffect } from '../../engine/effect.ts'
import type { Json, ProcessState, Snapshot } from '../../engine/snapshot.ts'
import type { FrozenFlow } from '../../flow/define-flow.ts'
import type { Sending } from '../../flow/move.ts'
import type { Delivery } from '../../storage/store.ts'
import type { Moved } from '../action.ts'
import { untouched } from './delivery.ts'
import { jobLimitOf } from './job-limits.ts'

/**
 * The row of the outbox that carries what a process sends. `process` stands only where it is the receiver and nothing
 * may reach that while it is suspended: a cancellation may. An escalation of a process that nobody called has no
 * receiver, and no row.
 */
export function deliveryOf(
  effect: SendEffect,
  { flow, after }: Pick<Moved, 'flow' | 'after'>,
  createdAt: string,
): Delivery | undefined {
  const { sending } = effect
  const from = after.process
  if (sending.type === 'escalation' && from.parentTask === null) return undefined
  return {
    id: effect.id,
    tenant: from.tenant,
    kind: sending.type,
    process: sending.type === 'job' ? from.id : null,
    lane: laneOf(sending, from),
    payload: payloadOf(sending, from),
    createdAt,
    dueAt: effect.dueAt ?? createdAt,
    attempts: 0,
    ...untouched,
    limit: sending.type === 'job' ? limitOf(flow, after, sending.task) : null,
  }
}

function limitOf(flow: FrozenFlow, { tasks }: Snapshot, task: string): string | null {
  const node = flow.graph[tasks.find(({ id }) => id === task)?.node ?? '']
  return node === undefined ? null : (jobLimitOf(flow, node)?.name ?? null)
}

const payloadOf = (sending: Sending | OwnSending, { parentTask }: ProcessState) =>
  (sending.type === 'escalation' ? { ...sending, task: parentTask } : sending) as unknown as Json

/** What has to arrive in the order in which it was sent. */
function laneOf(sending: Sending | OwnSending, from: ProcessState): string | null {
  if (sending.type === 'escalation' || sending.type === 'childEnded') return `parent:${from.id}`
  if (sending.type === 'message') return messageLane(from.tenant, sending.name, sending.key)
  return null
}

/** Messages of one name and key arrive in order. A digest, since a key may be longer than an index takes. */
export const messageLane = (tenant: string, name: string, key: string): string =>
  `message:${hash('sha256', JSON.stringify([tenant, name, key]))}`
