/** The wheel: tokens are entered oldest first, joins go on only when nothing else can move, until a question is asked or all is at rest. */
import { error } from '../errors.ts'
import { attentionOf } from './attention.ts'
import type { Draft } from './draft.ts'
import { endProcess } from './end-process.ts'
import { askWhetherEnough, readyVisit, visitToAsk } from './join.ts'
import { makeMove } from './make-move.ts'
import { afterMilestone, reached } from './milestone.ts'
import { acquire, freed } from './mutex.ts'
import { occupied } from './scopes.ts'
import type { TaskState } from './snapshot.ts'

/** One command may turn the wheel that often; then it is refused and changes nothing. */
const mostTurns = 10_000

/** Turns until a question is asked, or nothing is left to do. */
export function turn(draft: Draft): void {
  while (draft.asking === null && draft.process.status === 'running') {
    const id = draft.agenda.shift() ?? freed(draft)?.id ?? reached(draft)?.id ?? whoWatches(draft)
    if (id !== undefined) enter(draft, draft.task(id))
    else {
      const asking = visitToAsk(draft)
      const visit = asking ?? readyVisit(draft)
      if (visit === undefined) return settle(draft)
      countTurn(draft, visit.node)
      if (asking !== undefined) askWhetherEnough(draft, asking)
      else makeMove(draft, visit, draft.node(visit).kind.enter!(draft.node(visit), visit))
    }
  }
}

function enter(draft: Draft, task: TaskState): void {
  countTurn(draft, task.node)
  const node = draft.node(task)
  const { kind } = node
  if (kind.enter === undefined)
    throw error('MOVE_INVALID', { ...draft.place(task), kind: kind.kind, problem: 'it has no enter.' })
  if (kind.role === 'human') return begin(draft, task)
  const beginInTurn = (now: Draft) => {
    if (acquire(now, now.task(task.id)).allowed) begin(now, now.task(task.id))
  }
  // A program that runs a handle is refused, as people are; what watches the data began long ago.
  const isLet = kind.role === 'handle' || (task.waits?.watches !== undefined && !task.waits.milestone)
  return isLet ? beginInTurn(draft) : afterMilestone(draft, task, beginInTurn)
}

function begin(draft: Draft, task: TaskState): void {
  const node = draft.node(task)
  if (task.waits?.watches === undefined) draft.entering = task.id
  makeMove(draft, task, node.kind.enter!(node, task))
}

/** The data has changed: those that watch it are asked again, the first now and the others after it. */
function whoWatches(draft: Draft): string | undefined {
  if (!draft.isStale) return undefined
  draft.isStale = false
  const watching = draft.openTasks().filter((task) => task.waits?.watches === 'data')
  draft.agenda.push(...watching.map(({ id }) => id))
  return draft.agenda.shift()
}

/** Nothing moves any more: empty scopes close, and a process without a token ends. */
function settle(draft: Draft): void {
  const open = draft.openTasks()
  draft.process = { ...draft.process, scopes: occupied(draft.process.scopes, open) }
  if (open.every((task) => task.host !== null)) {
    const { outcome } = draft.process
    if (outcome === null) endProcess(draft, { status: 'canceled', reason: 'no token left' })
    else endProcess(draft, { status: 'done' })
    return
  }
  const attention = attentionOf(draft)
  if (attention === draft.process.attention) return
  draft.process = { ...draft.process, attention }
  draft.record('process.attention', { to: attention === null ? null : 'attention', data: { reason: attention } })
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
