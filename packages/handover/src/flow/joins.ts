/**
 * Which split each join closes. The stack of open splits is followed along every path; a join closes what all its paths
 * have in common. See `docs/decisions/0002-joins-close-scopes.md`.
 */
import type { CheckedFlow } from './kind.ts'
import type { FlowNode } from './node.ts'
import type { Problem } from '../errors.ts'
import { followSplits, isChoice, stackKey, type Following, type Opened, type Stack } from './open-splits.ts'
import { problem } from './report.ts'
import { nearest } from './nearest.ts'
import { waysFrom } from './ways.ts'

export interface JoinPlan {
  /** The splits whose scope it closes; a token that none of them opened passes alone. */
  readonly closes: readonly string[]
  /** The nodes from which a token may still come: an open task there, inside the scope, makes the join wait. */
  readonly upstream: ReadonlySet<string>
}
export interface Joins {
  readonly byJoin: Readonly<Record<string, JoinPlan>>
  /** For an edge that withdraws siblings, `node>target`: the splits whose scope it leaves. */
  readonly leaves: Readonly<Record<string, readonly string[]>>
}

/** The plan of every join, with what is wrong about them. */
export function readJoins(flow: CheckedFlow): { joins: Joins; problems: readonly Problem[] } {
  const decide = (join: FlowNode, stacks: readonly Stack[]) => closedBy(flow, join, stacks)
  let closes: Closes = {}
  let following = followSplits(flow, closes, decide)
  // A decision may rest on paths that a later decision takes away: repeat until both agree.
  for (let round = 0; round < 20; round++) {
    const next = decisions(flow, following)
    if (JSON.stringify(next) === JSON.stringify(closes)) break
    closes = next
    following = followSplits(flow, closes, decide)
  }
  const byJoin: Record<string, JoinPlan> = {}
  for (const [name, splits] of Object.entries(closes))
    byJoin[name] = { closes: splits, upstream: upstream(flow, name, splits) }
  return {
    joins: { byJoin, leaves: following.leaves },
    problems: [...joinProblems(flow, following), ...following.problems],
  }
}

type Closes = Record<string, readonly string[]>

function decisions(flow: CheckedFlow, following: Following): Closes {
  const joins = Object.values(flow.nodes).filter((node) => node.kind.scope === 'closes')
  return Object.fromEntries(joins.map((join) => [join.name, closedBy(flow, join, stacksAt(following, join.name))]))
}

const stacksAt = (following: Following, node: string) => [...(following.stacks.get(node)?.values() ?? [])]

/** The splits that a join closes when these stacks reach it. */
function closedBy(flow: CheckedFlow, join: FlowNode, stacks: readonly Stack[]): readonly string[] {
  const named = join.kind.closes?.(join)
  if (named !== undefined) return named
  const split = lastCommon(flow, stacks)
  return split === undefined ? [] : [split.split]
}

/** Of a choice only one branch goes on: whether a path led through it makes no difference unless they all did. */
function lastCommon(flow: CheckedFlow, stacks: readonly Stack[]): Opened | undefined {
  const all = commonStack(stacks)
  const splits = commonStack(stacks.map((stack) => withoutChoices(flow, stack)))
  return withoutChoices(flow, all).length < splits.length ? splits.at(-1) : all.at(-1)
}
const withoutChoices = (flow: CheckedFlow, stack: Stack): Stack =>
  stack.filter((opened) => !isChoice(flow.nodes[opened.split]))

function commonStack([first = [], ...others]: readonly Stack[]): Stack {
  const parts = first.findIndex((opened, depth) => others.some((other) => other[depth]?.split !== opened.split))
  return parts < 0 ? first : first.slice(0, parts)
}

function joinProblems(flow: CheckedFlow, following: Following): Problem[] {
  const problems: Problem[] = []
  const splits = Object.values(flow.nodes)
    .filter(({ kind }) => kind.scope === 'opens')
    .map(({ name }) => name)
  for (const join of Object.values(flow.nodes)) {
    if (join.kind.scope !== 'closes') continue
    const stacks = stacksAt(following, join.name)
    const named = join.kind.closes?.(join)
    for (const split of named ?? []) {
      const isSplit = flow.nodes[split]?.kind.scope === 'opens'
      // A join that nothing reaches has a message of its own.
      const leads = stacks.length === 0 || stacks.some((stack) => stack.some((opened) => opened.split === split))
      if (isSplit && leads) continue
      const near = isSplit ? undefined : nearest(split, splits)
      problems.push(problem('FLOW_JOIN_UNKNOWN_SPLIT', join.name, { flow: flow.name, split, isSplit, near }))
    }
    if (stacks.length > 0 && stacks.every((stack) => stack.length === 0) && !comesTwice(flow, join.name))
      problems.push(problem('FLOW_JOIN_WITHOUT_SPLIT', join.name, { flow: flow.name }))
    const pair = named === undefined ? twoReadings(flow, stacks) : undefined
    if (pair !== undefined)
      problems.push(
        problem('FLOW_JOIN_AMBIGUOUS', join.name, { flow: flow.name, ...pairDetails(following, join.name, pair) }),
      )
  }
  return problems
}

/** Whether, without any split, two tokens may come: a boundary sends one on its way while its host keeps its own. */
function comesTwice(flow: CheckedFlow, join: string): boolean {
  const leads = (node: FlowNode, to: string) => node.edges.some((edge) => edge.to === to || reaches(flow, edge.to, to))
  return Object.values(flow.nodes).some((boundary) => {
    if (boundary.host === undefined || boundary.isInterrupting || !leads(boundary, join)) return false
    const host = flow.nodes[boundary.host]!
    return leads(host, join) || leads(host, host.name)
  })
}

function reaches(flow: CheckedFlow, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const name of seen) for (const next of waysFrom(flow, name)) seen.add(next)
  return seen.has(to)
}

/** Two paths over the same edge of the last common split that have different splits open after it. */
function twoReadings(flow: CheckedFlow, stacks: readonly Stack[]): readonly [Stack, Stack] | undefined {
  const common = lastCommon(flow, stacks)?.split
  const depth = (stack: Stack) => stack.findIndex((opened) => opened.split === common)
  const rest = (stack: Stack) =>
    withoutChoices(flow, stack.slice(depth(stack) + 1))
      .map((opened) => opened.split)
      .join('/')
  const edge = (stack: Stack) => stack[depth(stack)]?.edge
  for (const one of stacks) {
    const other = stacks.find((stack) => rest(stack) !== rest(one) && edge(stack) === edge(one))
    if (other !== undefined) return [one, other]
  }
  return undefined
}

function pairDetails(following: Following, join: string, [one, other]: readonly [Stack, Stack]) {
  const path = (stack: Stack) => following.paths.get(`${join} ${stackKey(stack)}`)!.join(' → ')
  const deeper = one.length > other.length ? one : other
  return { one: path(one), other: path(other), split: deeper.at(-1)!.split }
}

/** The nodes with a path to the join that passes neither what it closes nor the join itself. */
function upstream(flow: CheckedFlow, join: string, closes: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const blocked = new Set([join, ...closes])
  let front = new Set([join])
  while (front.size > 0) {
    const before = Object.keys(flow.nodes).filter((name) => waysFrom(flow, name).some((next) => front.has(next)))
    front = new Set(before.filter((name) => !found.has(name) && !blocked.has(name)))
    for (const name of front) found.add(name)
  }
  return found
}
