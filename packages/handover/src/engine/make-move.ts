import { error, quoted } from '../errors.ts'
import type { Branch, Move } from '../flow/move.ts'
import type { Edge } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import { decide } from './decide.ts'
import { endProcess } from './end-process.ts'
import { endTask, withdraw, withdrawAll } from './end-task.ts'
import { failTask } from './fail-task.ts'
import { compensate } from './compensate.ts'
import { closeScope } from './close-scope.ts'
import { handOver } from './hand-over.ts'
import { dataOf, isOpen, type Json, type Learned, type TaskState } from './snapshot.ts'
import { isVisit } from './join.ts'
import { leave, type Standing } from './leave.ts'
import { record } from './record-sending.ts'
import { chainOf } from './scopes.ts'
import { waitWith } from './wait-with.ts'

/** Carries out what a kind answered. `learned` is what its questions brought to light. */
export function makeMove(draft: Draft, task: TaskState, move: Move, learned: Learned = {}): void {
  if (typeof move !== 'object' || move === null) throw moveInvalid(draft, task, `${quoted(move)}.`)
  // Before anything can fail: a retry goes on from there.
  if ('state' in move && move.state !== undefined) draft.change(task.id, { state: move.state as Json })
  switch (move.do) {
    case 'ask':
      draft.asking = { task: task.id, next: move.next, learned, request: { type: 'ask', question: move.question } }
      return
    case 'call':
      draft.asking = { task: task.id, next: move.next, learned, request: { type: 'call', calls: move.calls } }
      return
    case 'wait':
      for (const sending of move.sends ?? []) record(draft, task, sending)
      return waitWith(draft, draft.task(task.id), move.marks, learned)
    case 'go':
      return goOver(draft, task, move, withTold(learned, move.told))
    case 'fork':
      return forkInto(draft, task, move.branches, withTold(learned, move.told))
    case 'finish':
      return finishAt(draft, task, move, learned)
    case 'compensate':
      return compensate(draft, task, (after) => makeMove(after, after.task(task.id), { do: 'go', edge: move.edge }))
    case 'err':
      return failTask(draft, draft.task(task.id), move.error, learned)
    default:
      throw moveInvalid(draft, task, `${quoted(move)}.`)
  }
}

function goOver(draft: Draft, task: TaskState, move: Move & { do: 'go' }, learned: Learned): void {
  const edge = edgeOf(draft, task, move.edge)
  handOver(draft, task, [edge], learned, (now, [seed], known) => {
    for (const sending of move.sends ?? []) record(now, task, sending)
    const named = move.withdraws ?? []
    withdrawAll(
      now,
      now.openTasks().filter((open) => open.id !== task.id && named.includes(open.node)),
      'withdrawn',
    )
    const joined = isVisit(now, now.task(task.id)) ? closeScope(now, now.task(task.id)) : undefined
    const done = finishTask(now, now.task(task.id), known)
    const at = joined ?? standingOf(now, done)
    if (joined?.rest === 'cancel') withdrawAll(now, joined.left, 'withdrawn')
    leave(now, done, edge, edge.seed === undefined ? at : { ...at, item: seed as Json })
  })
}

/** At a boundary the token comes from its host, which ends when it is interrupted. */
function standingOf(draft: Draft, done: TaskState): Standing {
  if (done.host === null) return { scope: done.scope, item: done.item }
  const host = draft.task(done.host)
  if (draft.node(done).isInterrupting && isOpen(host)) withdraw(draft, host, 'interrupted')
  return { scope: host.scope, item: host.item }
}

function forkInto(draft: Draft, task: TaskState, branches: readonly Branch[], learned: Learned): void {
  const node = draft.node(task)
  if (node.kind.scope !== 'opens') throw moveInvalid(draft, task, "it forks without scope: 'opens'.")
  const edges = branches.map(({ edge }) => edgeOf(draft, task, edge))
  const mayBeEmpty = node.edges.some((edge) => edge.each !== undefined)
  if (branches.length === 0 && !mayBeEmpty) throw error('SPLIT_NO_BRANCH', draft.place(task))
  handOver(draft, task, edges, learned, (now, seeds, known) => {
    const done = finishTask(now, now.task(task.id), known)
    const around = outsideOwnRound(now, done)
    if (branches.length === 0) return passAlone(now, done, around)
    const scope = now.openScope(done, around)
    for (const [i, branch] of branches.entries()) {
      const item = edges[i]!.seed === undefined ? (branch.item ?? task.item) : seeds[i]
      leave(now, done, edges[i]!, { scope: scope.id, item: item as Json })
    }
  })
}

/** A choice that is made again closes the round before: only the one token that won it can come back. */
function outsideOwnRound(draft: Draft, task: TaskState): string | null {
  const chain = chainOf(draft.process.scopes, task.scope)
  const own = chain.findIndex((scope) => scope.split === task.node)
  return own >= 0 && chain.slice(0, own + 1).every((scope) => scope.decided) ? chain[own]!.parent : task.scope
}

/**
 * No item, no branch: the token goes on where the branches would have joined, alone, without waiting for anything; without
 * a join it ends.
 */
export function passAlone(draft: Draft, split: TaskState, scope: string | null): void {
  const joins = Object.entries(draft.flow.joins.byJoin).filter(([, plan]) => plan.closes.includes(split.node))
  if (joins.length !== 1) return
  const token = { node: joins[0]![0], scope, previous: [split.id], item: split.item }
  draft.agenda.push(draft.create(token).id)
}

function finishAt(draft: Draft, task: TaskState, { all, code }: Move & { do: 'finish' }, learned: Learned): void {
  draft.process = { ...draft.process, outcome: task.node }
  finishTask(draft, task, learned)
  if (all || code !== undefined) withdrawAll(draft, draft.openTasks(), 'terminated')
  if (code !== undefined) endProcess(draft, { status: 'failed', reason: code })
}

function finishTask(draft: Draft, task: TaskState, learned: Learned): TaskState {
  const done = endTask(draft, task, { status: 'done', type: 'task.done', data: dataOf(learned) })
  decide(draft, done, 'completed')
  return done
}

function edgeOf(draft: Draft, task: TaskState, index: number): Edge {
  const edge = draft.node(task).edges[index]
  if (edge === undefined) throw moveInvalid(draft, task, `it has no edge ${index}.`)
  return edge
}

const moveInvalid = (draft: Draft, task: TaskState, problem: string) =>
  error('MOVE_INVALID', { ...draft.place(task), kind: task.kind, problem })
const withTold = (learned: Learned, told: unknown): Learned =>
  told === undefined ? learned : { ...learned, told: told as Json }
