import type { Draft } from './draft.ts'

/** A process that has ended goes on; that it may was asked with the command. */
export function reopen(draft: Draft): void {
  const { process } = draft
  if (process.status === 'running') return
  draft.process = { ...process, status: 'running', reason: null, finishedAt: null }
  draft.record('process.reopened', { from: process.status, to: 'running', isCommanded: false })
}
