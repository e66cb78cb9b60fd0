import type { Sending } from '../flow/move.ts'
import type { Draft } from './draft.ts'
import type { EventType } from './event.ts'
import type { Json, TaskState } from './snapshot.ts'

const types: Partial<Record<Sending['type'], EventType>> = {
  message: 'message.sent',
  signal: 'signal.sent',
  escalation: 'escalation.sent',
}

/** Something leaves the process; history says what, but not what it carried. */
export function record(draft: Draft, task: TaskState, sending: Sending): void {
  draft.send(sending, task.id)
  const type = types[sending.type]
  if (type === undefined) return
  const { name, key, code } = sending as { name?: string; key?: string; code?: string }
  const data = Object.fromEntries(Object.entries({ name, key, code }).filter(([, value]) => value !== undefined))
  draft.record(type, { task, data: data as Json, isCommanded: false })
}
