import type { HistoryEvent } from 'handover/client'

/** An event of a history, for tests that name only what matters to them. */
export const anyEvent = (given: Partial<HistoryEvent> = {}): HistoryEvent => ({
  number: 1,
  type: 'task.done',
  task: null,
  node: 'approve',
  title: 'Approve the message',
  actor: { id: 'anna', name: 'Anna Weber' },
  at: '2026-11-20T13:00:00.000Z',
  from: null,
  to: null,
  note: null,
  assignee: null,
  target: null,
  name: null,
  child: null,
  reason: null,
  error: null,
  attempt: null,
  until: null,
  formerUntil: null,
  changes: [],
  ...given,
})
