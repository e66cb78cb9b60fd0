/** The wheel: tokens are entered oldest first, joins go on only when nothing else can move, until a question is asked or all is at rest. */
import { error } from '../errors.ts'
import type { Draft } from './draft.ts'
import { readyVisit } from './join.ts'
import { makeMove } from './make-move.ts'
import { occupied } from './scopes.ts'

/** One command may turn the wheel that often; then it is refused and changes nothing. */
const mostTurns = 10_000

/** Turns until a question is asked, or nothing is left to do. */
export function turn(draft: Draft): void {
  while (draft.asking === null) {
    const id = draft.agenda.shift() ?? readyVisit(draft)?.id
    if (id === undefined) return settle(draft)
    const task = draft.task(id)
    countTurn(draft, task.node)
    const { kind } = draft.node(task)
    if (kind.enter === undefined)
      throw error('MOVE_INVALID', { ...draft.place(task), kind: kind.kind, problem: 'it has no enter.' })
    makeMove(draft, task, kind.enter(draft.node(task)))
  }
}

/** Nothing moves any more: empty scopes close, and a process without a token ends. */
function settle(draft: Draft): void {
  const open = draft.openTasks()
  draft.process = { ...draft.process, scopes: occupied(draft.process.scopes, open) }
  if (open.length > 0 || draft.process.status !== 'running') return
  const status = draft.process.outcome === null ? 'canceled' : 'done'
  draft.process = { ...draft.process, status, finishedAt: draft.context.now }
  draft.record(status === 'done' ? 'process.done' : 'process.canceled', {
    from: 'running',
    to: status,
    data: { outcome: draft.process.outcome },
  })
}

function countTurn(draft: Draft, node: string): void {
  draft.turns += 1
  draft.trail.push(node)
  if (draft.trail.length > 50) draft.trail.shift()
  if (draft.turns <= mostTurns) return
  const { flow, number } = draft.process
  throw error('FLOW_RUNAWAY', { flow, number, turns: mostTurns, cycle: cycleOf(draft.trail) })
}

function cycleOf(trail: readonly string[]): string {
  const last = trail.at(-1)!
  const before = trail.lastIndexOf(last, trail.length - 2)
  return before < 0 ? `'${last}'` : trail.slice(before).join(' → ')
}
