import type { Draft } from './draft.ts'
import type { ProcessStatus } from './snapshot.ts'

export interface ProcessEnding {
  readonly status: ProcessStatus & ('done' | 'canceled' | 'failed')
  readonly reason?: string
  readonly isCommanded?: boolean
}

/** Nothing is left to do: the process ends, and who called it is told. */
export function endProcess(draft: Draft, { status, reason, isCommanded = false }: ProcessEnding): void {
  const outcome = status === 'canceled' ? null : draft.process.outcome
  draft.process = {
    ...draft.process,
    status,
    outcome,
    reason: reason ?? null,
    attention: null,
    suspendedAt: null,
    scopes: [],
    finishedAt: draft.context.now,
  }
  draft.record(`process.${status}`, {
    from: 'running',
    to: status,
    data: reason === undefined ? { outcome } : { outcome, reason },
    isCommanded,
  })
  tellParent(draft)
}

function tellParent(draft: Draft): void {
  const { id, number, parentTask, status, outcome, reason, data } = draft.process
  if (parentTask === null) return
  const code = status === 'failed' ? reason : null
  draft.send(
    { type: 'childEnded', task: parentTask, child: { id, number, status, outcome, code, data, item: null } },
    null,
  )
}
