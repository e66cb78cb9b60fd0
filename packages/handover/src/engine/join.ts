/**
 * Where a join is decided: the visit that a token belongs to, and when the visit fires. This is the general
 * synchronizing merge: a join waits for whatever can still come, and for nothing else.
 */
import type { Gathering } from '../flow/kind.ts'
import { waysFrom } from '../flow/ways.ts'
import type { Draft } from './draft.ts'
import type { Scope, TaskState, Token } from './snapshot.ts'
import { chainOf, isInside } from './scopes.ts'

/** What a visit remembers: from which nodes its tokens came, and what the rule answered when how many were there. */
interface Gathered {
  readonly from: readonly string[]
  readonly asked?: number
  readonly isEnough?: boolean
}
const gathered = (visit: TaskState) => visit.state as unknown as Gathered

/** From which nodes it comes, one for each token that it brings, and the mutex that it keeps. */
interface Arrival extends Partial<Pick<TaskState, 'waits'>> {
  readonly from: readonly string[]
}

/**
 * A token reaches a join: it belongs to the open visit in the innermost of its scopes that the join closes. A token that
 * none of those splits opened becomes a task of its own and is entered like any other.
 */
export function arriveAtJoin(draft: Draft, token: Token, { from, ...kept }: Arrival): void {
  const { closes } = draft.flow.joins.byJoin[token.node]!
  const scope = chainOf(draft.process.scopes, token.scope).find((open) => closes.includes(open.split))
  if (scope === undefined && closes.length > 0) {
    draft.agenda.push(draft.create(token, kept).id)
    return
  }
  if (scope?.joined?.includes(token.node)) return absorb(draft, token)
  const place = scope?.id ?? null
  const { pairs } = gatheringOf(draft, token.node)
  const visit = visits(draft).find(
    (open) =>
      open.node === token.node &&
      open.scope === place &&
      !(pairs && from.some((each) => gathered(open).from.includes(each))),
  )
  if (visit === undefined) {
    const state = { from }
    draft.create(
      { ...token, scope: place, item: scope === undefined ? token.item : scope.item },
      { status: 'started', state, ...kept },
    )
    return
  }
  draft.change(visit.id, {
    previous: [...visit.previous, ...token.previous],
    state: { ...gathered(visit), from: [...gathered(visit).from, ...from] } as never,
    ...kept,
  })
}

/** The join went on without it: it vanishes, and history says so. */
function absorb(draft: Draft, token: Token): void {
  const task = draft.task(token.previous[0]!)
  draft.record('task.absorbed', { task, data: { join: token.node }, isCommanded: false })
}

/** A visit whose rule is to be asked, because a token has arrived since. */
export function visitToAsk(draft: Draft): TaskState | undefined {
  return waitingVisits(draft).find(
    (visit) =>
      typeof gatheringOf(draft, visit.node).after === 'function' && gathered(visit).asked !== visit.previous.length,
  )
}

/** Asks whether what has come is enough. */
export function askWhetherEnough(draft: Draft, visit: TaskState): void {
  const arrived = visit.previous.length
  const rule = gatheringOf(draft, visit.node).after as Exclude<Gathering['after'], number | undefined>
  const question = { about: 'rule', call: (seen: any) => rule(seen, arrived), writes: false }
  draft.ask(question, visit, (asked, answer) => {
    const now = asked.task(visit.id)
    asked.change(visit.id, { state: { ...gathered(now), asked: arrived, isEnough: Boolean(answer) } as never })
  })
}

/**
 * The visit that may go on now, if any. Of those that wait only for one another, one goes first to which nothing can come
 * over a way that it still misses, else the oldest.
 */
export function readyVisit(draft: Draft): TaskState | undefined {
  const waiting = waitingVisits(draft).filter((visit) => !isHeldBack(draft, visit))
  if (waiting.length === 0) return undefined
  const blockers = new Map(waiting.map((visit) => [visit, isEnough(draft, visit) ? [] : blockersOf(draft, visit)]))
  const complete = waiting.filter((visit) => isEnough(draft, visit) || !gatheringOf(draft, visit.node).pairs)
  const free = complete.find((visit) => blockers.get(visit)!.length === 0)
  if (free !== undefined) return free
  let stuck = new Set(complete)
  for (let size = -1; size !== stuck.size;) {
    size = stuck.size
    stuck = new Set([...stuck].filter((visit) => blockers.get(visit)!.every((blocker) => stuck.has(blocker))))
  }
  const mutual = [...stuck]
  const misses = (visit: TaskState) => mutual.some((other) => other !== visit && mayBring(draft, other, visit))
  return mutual.find((visit) => !misses(visit)) ?? mutual[0]
}

/** Whether a token at one visit may yet come to the other over a way by which none has come. */
function mayBring(draft: Draft, from: TaskState, to: TaskState): boolean {
  const { upstream } = draft.flow.joins.byJoin[to.node]!
  const missing = sourcesOf(draft, to.node).filter((source) => !gathered(to).from.includes(source))
  const reached = new Set([from.node])
  for (const name of reached)
    for (const next of waysFrom({ nodes: draft.flow.graph }, name)) if (upstream.has(next)) reached.add(next)
  return missing.some((source) => reached.has(source))
}

/** Whether the visit fires before all have come. */
export const isEarly = (draft: Draft, visit: TaskState): boolean =>
  isEnough(draft, visit) && !gatheringOf(draft, visit.node).pairs && blockersOf(draft, visit).length > 0

export const gatheringOf = (draft: Draft, name: string): Gathering => {
  const node = draft.flow.graph[name]
  return node?.kind.gathers?.(node) ?? {}
}

function isEnough(draft: Draft, visit: TaskState): boolean {
  const { after, pairs } = gatheringOf(draft, visit.node)
  const { from, isEnough: answered } = gathered(visit)
  if (pairs) return sourcesOf(draft, visit.node).every((source) => from.includes(source))
  if (typeof after === 'function') return answered === true
  return after !== undefined && visit.previous.length >= after
}

/** The nodes with an edge to the join. */
const sourcesOf = (draft: Draft, join: string) =>
  Object.values(draft.flow.graph)
    .filter((node) => node.edges.some(({ to }) => to === join))
    .map(({ name }) => name)

/** A round of a blocking join waits until the rest of the round before has come. */
function isHeldBack(draft: Draft, visit: TaskState): boolean {
  if (gatheringOf(draft, visit.node).rest !== 'block') return false
  const { scopes } = draft.process
  // Rounds may be nested: what belongs to this one does not hold it back.
  const others = draft.openTasks().filter((task) => visit.scope === null || !isInside(scopes, task.scope, visit.scope))
  const isUnderWay = (round: Scope) => others.some((task) => isInside(scopes, task.scope, round.id))
  return scopes.some((round) => round.joined?.includes(visit.node) && isUnderWay(round))
}

/** Where the join's one token stands: outside the scope when nothing is left inside, else still inside. */
export function scopeAfterJoin(draft: Draft, visit: TaskState): Scope | null {
  const scope = draft.scope(visit.scope)
  if (scope === undefined) return null
  const isOccupied = draft
    .openTasks()
    .some((task) => task.id !== visit.id && isInside(draft.process.scopes, task.scope, scope.id))
  return isOccupied ? scope : null
}

/** Takes tokens in: also while its rule has failed, and until an operator lets it go on. */
export const isVisit = (draft: Draft, task: TaskState): boolean =>
  draft.flow.graph[task.node]?.kind.scope === 'closes' &&
  (task.status === 'started' || (task.status === 'error' && cameFrom(task) !== undefined))

/** From which nodes its tokens came, when it is a visit or was one; a token that passed alone was never gathered. */
export const cameFrom = (task: TaskState): readonly string[] | undefined => (task.state as Gathered | null)?.from

const visits = (draft: Draft) => draft.openTasks().filter((task) => isVisit(draft, task))
const waitingVisits = (draft: Draft) => visits(draft).filter(({ status }) => status === 'started')

/** The open tasks from which a token may still come to the visit. */
function blockersOf(draft: Draft, visit: TaskState): readonly TaskState[] {
  const { upstream } = draft.flow.joins.byJoin[visit.node]!
  return draft
    .openTasks()
    .filter(
      (task) =>
        task.id !== visit.id && upstream.has(task.node) && isInside(draft.process.scopes, task.scope, visit.scope),
    )
}
