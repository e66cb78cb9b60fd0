import { error } from '../../errors.ts'
import type { Edge } from '../../flow/node.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { withdraw } from '../end-task.ts'
import { leave } from '../leave.ts'
import { isVisit } from '../join.ts'
import { makeMove, passAlone } from '../make-move.ts'
import { permitted } from '../permitted.ts'
import { whileUnjoined } from '../restore-scopes.ts'
import { isInside } from '../scopes.ts'
import { isOpen, type Json, type Scope, type TaskState } from '../snapshot.ts'
import { wayOf } from './skip.ts'

/** While it is under way: one more branch of a split, or one more child of a subprocess. */
export function add(draft: Draft, command: CommandNamed<'add'>): void {
  const task = permitted(draft, command)
  const node = draft.node(task)
  draft.record('task.added', { task, data: { item: command.item as Json } })
  if (node.kind.add !== undefined) {
    if (!isOpen(task)) throw tooLate(task)
    return makeMove(draft, task, node.kind.add(node, command.item, task))
  }
  const scope = scopeOf(draft, task)
  const edges = node.edges.filter((edge) => edge.each !== undefined)
  const edge = wayOf(node, command.to, 'add', edges)
  if (scope.decided || isOver(draft, scope, edge)) throw tooLate(task)
  leave(draft, task, edge, { scope: scope.id, item: command.item as Json })
}

/** It is enough: what is still open of the branches or children is given up, and what has come so far counts. */
export function finishEarly(draft: Draft, command: CommandNamed<'finish'>): void {
  const task = permitted(draft, command)
  const node = draft.node(task)
  if (node.kind.finishEarly !== undefined) {
    if (!isOpen(task)) throw tooLate(task)
    return makeMove(draft, task, node.kind.finishEarly(node, task))
  }
  const scope = scopeOf(draft, task)
  whileUnjoined(draft, task, scope, (now) => {
    const closes = (each: TaskState) => now.flow.joins.byJoin[each.node]?.closes.includes(task.node)
    const visit = now.openTasks().find((each) => isVisit(now, each) && each.scope === scope.id && closes(each))
    giveUp(now, task, { scope, visit })
    if (visit === undefined) passAlone(now, task, scope.parent)
  })
}

/** All that is open in the scope but the join's visit is withdrawn: history says who did that, and why. */
function giveUp(draft: Draft, task: TaskState, { scope, visit }: { scope: Scope; visit: TaskState | undefined }): void {
  const { scopes } = draft.process
  const inside = draft.openTasks().filter((open) => open.id !== visit?.id && isInside(scopes, open.scope, scope.id))
  for (const each of inside.filter(({ host }) => host === null)) {
    draft.commandAt(each.id)
    withdraw(draft, each, 'withdrawn')
  }
  draft.commandAt(task.id)
}

/** The branches of a split are under way as long as one of them stands in the scope that it opened. */
function scopeOf(draft: Draft, task: TaskState): Scope {
  const { scopes } = draft.process
  const scope = scopes.find((each) => each.id === task.id)
  const isOccupied = draft.openTasks().some((open) => scope !== undefined && isInside(scopes, open.scope, scope.id))
  if (scope === undefined || !isOccupied) throw tooLate(task)
  return scope
}

/** A join went on before all had come: it would only absorb what comes over this edge. */
const isOver = (draft: Draft, { joined = [] }: Scope, { to }: Edge): boolean =>
  joined.some((join) => join === to || draft.flow.joins.byJoin[join]?.upstream.has(to))

const tooLate = (task: TaskState) => error('NOT_UNDER_WAY', { title: task.title })
