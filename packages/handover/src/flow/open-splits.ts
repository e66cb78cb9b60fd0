/** Follows the stack of open splits along every path of a flow. */
import type { CheckedFlow } from './kind.ts'
import type { Edge, FlowNode } from './node.ts'
import type { Problem } from '../errors.ts'
import { earliestJoin } from './earliest-join.ts'
import { isStart } from './is-start.ts'
import { problem } from './report.ts'

/** A split that is open, and over which of its edges the path left it. */
export interface Opened {
  readonly split: string
  readonly edge: number
}
export type Stack = readonly Opened[]
/** Whether only one of its branches goes on: nobody is left behind in it. */
export const isChoice = (node: FlowNode | undefined): boolean =>
  node?.kind.scope === 'opens' && node.kind.decides?.(node) !== undefined
export const stackKey = (stack: Stack): string => stack.map((opened) => `${opened.split}:${opened.edge}`).join('/')

export interface Following {
  /** Every stack that reaches a node. */
  readonly stacks: ReadonlyMap<string, ReadonlyMap<string, Stack>>
  /** One path to each node and stack, `node stackKey` → node names. */
  readonly paths: ReadonlyMap<string, readonly string[]>
  readonly leaves: Readonly<Record<string, readonly string[]>>
  readonly problems: readonly Problem[]
}

type Decide = (join: FlowNode, stacks: readonly Stack[]) => readonly string[]
interface Step {
  readonly node: string
  readonly stack: Stack
  readonly path: readonly string[]
}

/**
 * Walks from every start. Joins with a known answer in `closes` are passed at once; the others wait until nothing else
 * can move and are then decided by `decide` from the stacks that have come.
 */
export function followSplits(
  flow: CheckedFlow,
  closes: Readonly<Record<string, readonly string[]>>,
  decide: Decide,
): Following {
  const decided: Record<string, readonly string[]> = Object.assign(Object.create(null), closes)
  const stacks = new Map<string, Map<string, Stack>>()
  const paths = new Map<string, readonly string[]>()
  const leaves: Record<string, readonly string[]> = {}
  const loops = new Map<string, Problem>()
  const waiting = new Map<string, Step[]>()
  const starts = Object.values(flow.nodes).filter(isStart)
  const steps: Step[] = starts.map((node) => ({ node: node.name, stack: [], path: [node.name] }))

  const pass = (step: Step) => {
    const node = flow.nodes[step.node]!
    for (const [index, edge] of node.edges.entries()) {
      if (flow.nodes[edge.to] === undefined) continue
      let stack = stackAfter(node, index, step.stack, decided)
      if (edge.siblings === 'cancel') {
        const left = reentered(flow, edge, stack, decided)
        leaves[`${node.name}>${edge.to}`] = [...new Set([...(leaves[`${node.name}>${edge.to}`] ?? []), ...left])]
        const cut = stack.findIndex((opened) => left.includes(opened.split))
        if (cut >= 0) stack = stack.slice(0, cut)
      }
      steps.push({ node: edge.to, stack, path: [...step.path, edge.to] })
    }
    for (const boundary of node.boundaries)
      steps.push({ node: boundary, stack: step.stack, path: [...step.path, boundary] })
  }

  for (;;) {
    const next = steps.shift()
    if (next === undefined) {
      if (waiting.size === 0) break
      const join = earliestJoin(flow, [...waiting.keys()], stacks)
      const arrived = waiting.get(join)!
      waiting.delete(join)
      decided[join] = decide(flow.nodes[join]!, [...stacks.get(join)!.values()])
      arrived.forEach(pass)
      continue
    }
    const step = { ...next, stack: roundAnew(flow, next) }
    const node = flow.nodes[step.node]!
    const seen = stacks.get(step.node) ?? new Map<string, Stack>()
    stacks.set(step.node, seen)
    const key = stackKey(step.stack)
    if (seen.has(key)) continue
    if (node.kind.scope === 'opens' && step.stack.some((opened) => opened.split === step.node)) {
      const loop = loopProblem(flow, step)
      loops.set(`${loop.node} ${loop.message}`, loop)
      continue
    }
    seen.set(key, step.stack)
    paths.set(`${step.node} ${key}`, step.path)
    if (node.kind.scope === 'closes' && decided[step.node] === undefined)
      waiting.set(step.node, [...(waiting.get(step.node) ?? []), step])
    else pass(step)
  }
  return { stacks, paths, leaves, problems: [...loops.values(), ...idleWithdrawals(flow, stacks, leaves)] }
}

/** A path that comes back to a choice while only choices are open makes it again: the round before is over. */
function roundAnew(flow: CheckedFlow, { node, stack }: Pick<Step, 'node' | 'stack'>): Stack {
  const own = stack.findIndex((opened) => opened.split === node)
  const isOver = own >= 0 && stack.slice(own).every((opened) => isChoice(flow.nodes[opened.split]))
  return isOver ? stack.slice(0, own) : stack
}

/** Edges that say they withdraw siblings, but leave no open split: they would do nothing. */
function idleWithdrawals(flow: CheckedFlow, stacks: Following['stacks'], leaves: Following['leaves']): Problem[] {
  const reached = Object.values(flow.nodes).filter((node) => stacks.has(node.name))
  return reached.flatMap((node) =>
    node.edges
      .filter((edge) => edge.siblings === 'cancel' && flow.nodes[edge.to] !== undefined)
      .filter((edge) => leaves[`${node.name}>${edge.to}`]?.length === 0)
      .map((edge) =>
        problem('FLOW_BAD_OPTION', node.name, {
          flow: flow.name,
          problem: `the edge to '${edge.to}' says siblings: 'cancel', but leads back out of no open split.`,
          advice: 'Remove the option, or lead the edge back to the split or to a node before it.',
        }),
      ),
  )
}

function stackAfter(
  node: FlowNode,
  edge: number,
  stack: Stack,
  decided: Readonly<Record<string, readonly string[]>>,
): Stack {
  if (node.kind.scope === 'opens') return [...stack, { split: node.name, edge }]
  if (node.kind.scope !== 'closes') return stack
  const depth = stack.findLastIndex((opened) => decided[node.name]!.includes(opened.split))
  return depth < 0 ? stack : stack.slice(0, depth)
}

/** The open splits that a walk from the edge's target comes back to while they are still open. */
function reentered(
  flow: CheckedFlow,
  from: Edge,
  stack: Stack,
  decided: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const steps: { node: string; stack: Stack }[] = [{ node: from.to, stack }]
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const name = step.node
    const node = flow.nodes[name]
    const open = roundAnew(flow, step)
    const key = `${name} ${stackKey(open)}`
    if (node === undefined || seen.has(key)) continue
    seen.add(key)
    const isBack = node.kind.scope === 'opens' && open.some((opened) => opened.split === name)
    if (isBack) found.add(name)
    if (isBack || (node.kind.scope === 'closes' && decided[name] === undefined)) continue
    for (const [index, edge] of node.edges.entries())
      steps.push({ node: edge.to, stack: stackAfter(node, index, open, decided) })
    for (const boundary of node.boundaries) steps.push({ node: boundary, stack: open })
  }
  return [...found].filter((split) => stack.some((opened) => opened.split === split))
}

/** Names the edge that goes back: the first that leads to the split or to a node passed before it. */
function loopProblem(flow: CheckedFlow, step: Step): Problem {
  const opened = step.path.indexOf(step.node)
  const before = new Set(step.path.slice(0, opened + 1))
  const back = step.path.findIndex((node, index) => index > opened && before.has(node))
  const target = step.path[back]!
  return problem('FLOW_LOOP_LEAVES_SPLIT', step.path[back - 1]!, {
    flow: flow.name,
    target,
    split: step.node,
    path: step.path.slice(opened, back + 1).join(' → '),
  })
}
