import { error } from '../errors.ts'
import type { Draft } from './draft.ts'
import { gatheringOf } from './join.ts'
import { isOpen, type Continuation, type Scope, type TaskState } from './snapshot.ts'

/**
 * Opens the scopes again in which these tasks stand: a join has closed them, or their last token came to an end. They
 * are known from the splits that opened them, and from the joins in them that did not wait for all.
 */
export function restoreScopes(draft: Draft, tasks: readonly TaskState[], goOn: (draft: Draft) => void): void {
  const isClosed = ({ scope }: TaskState) => scope !== null && draft.scope(scope) === undefined
  const standing = tasks.filter(({ status }) => status === 'done')
  if (!standing.some(isClosed)) return goOn(waitingAgain(draft, tasks))
  const next = (): Continuation => (loaded) => {
    for (const { scope } of standing) open(loaded, scope)
    goOn(waitingAgain(loaded, tasks))
  }
  const request = { type: 'load' as const, nodes: gatheringNodes(draft) }
  draft.asking = { task: tasks[0]!.id, request, next, learned: {} }
}

/** Opens the scope of a canceled task again, when nothing was left in it; refused once a join went on without it. */
export function restoreScopeOf(draft: Draft, task: TaskState, goOn: (draft: Draft) => void): void {
  const { id, scope, title } = task
  // One that still holds its token was waited for.
  if (scope === null || isOpen(task)) return goOn(draft)
  const next = (): Continuation => (loaded) => {
    const isLeft = loaded.scope(scope) !== undefined
    if (isLeft ? isPassed(loaded, task) : isJoined(loaded, scope)) throw error('BRANCH_CLOSED', { title })
    open(loaded, scope)
    if (loaded.scope(scope) === undefined) throw error('BRANCH_CLOSED', { title })
    goOn(loaded)
  }
  draft.asking = { task: id, request: { type: 'load', nodes: gatheringNodes(draft) }, next, learned: {} }
}

/** Goes on while no join of the split has gone on in its scope; a branch beside it may still keep the scope open. */
export function whileUnjoined(draft: Draft, split: TaskState, scope: Scope, goOn: (draft: Draft) => void): void {
  const next = (): Continuation => (loaded) => {
    if (joinsIn(loaded, scope.id, scope.split).length > 0) throw error('NOT_UNDER_WAY', { title: split.title })
    goOn(loaded)
  }
  draft.asking = { task: split.id, request: { type: 'load', nodes: gatheringNodes(draft) }, next, learned: {} }
}

/** Whether a join has closed the scope, or one of those around it that are closed as well. */
function isJoined(draft: Draft, id: string | null): boolean {
  const opener = id === null || draft.scope(id) !== undefined ? undefined : draft.tasks.find((task) => task.id === id)
  if (opener === undefined) return false
  return joinsIn(draft, opener.id, opener.node).length > 0 || isJoined(draft, opener.scope)
}

/** Whether a join that the task leads to has waited for all in its scope, which only another branch keeps open. */
function isPassed(draft: Draft, { node, scope }: TaskState): boolean {
  const { id, split } = draft.scope(scope)!
  return joinsIn(draft, id, split).some((join) => {
    const { after, pairs } = gatheringOf(draft, join.node)
    return after === undefined && !pairs && draft.flow.joins.byJoin[join.node]!.upstream.has(node)
  })
}

/** The visits of joins of the split that went on in the scope. */
const joinsIn = (draft: Draft, id: string, split: string): readonly TaskState[] =>
  draft.tasks.filter(
    ({ node, scope, status }) =>
      scope === id && status === 'done' && draft.flow.joins.byJoin[node]?.closes.includes(split),
  )

const gatheringNodes = (draft: Draft): readonly string[] =>
  Object.values(draft.flow.graph)
    .filter(({ kind }) => kind.scope !== undefined)
    .map(({ name }) => name)

/** From the outside in: a scope stands after its parent. */
function open(draft: Draft, id: string | null): void {
  if (id === null || draft.scope(id) !== undefined) return
  const opener = draft.tasks.find((task) => task.id === id)
  if (opener === undefined) return
  open(draft, opener.scope)
  const split = draft.flow.graph[opener.node]
  const isDecided = split !== undefined && split.kind.decides?.(split) !== undefined
  const joined = draft.tasks.filter((task) => task.scope === id && task.status === 'done' && isEarly(draft, task))
  const scope: Scope = {
    id,
    split: opener.node,
    parent: opener.scope,
    item: opener.item,
    ...(isDecided && { decided: true as const }),
    ...(joined.length > 0 && { joined: joined.map(({ node }) => node) }),
  }
  draft.process = { ...draft.process, scopes: [...draft.process.scopes, scope] }
}

/** Whether it is a join that does not wait for all, and absorbs the rest. */
function isEarly(draft: Draft, { node }: TaskState): boolean {
  const { after, rest = 'absorb' } = gatheringOf(draft, node)
  return after !== undefined && (rest === 'absorb' || rest === 'block')
}

/** A scope whose join is undone does not absorb for it any more. */
function waitingAgain(draft: Draft, tasks: readonly TaskState[]): Draft {
  for (const task of tasks) {
    const joined = draft.scope(task.scope)?.joined
    if (joined?.includes(task.node))
      draft.changeScope(task.scope!, { joined: joined.filter((name) => name !== task.node) })
  }
  return draft
}
