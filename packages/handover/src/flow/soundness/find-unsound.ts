/** What can go wrong with a flow although each of its nodes is right, found by exploring it. */
import type { Problem } from '../../errors.ts'
import type { Joins } from '../joins.ts'
import type { CheckedFlow } from '../kind.ts'
import type { FlowNode } from '../node.ts'
import { problem } from '../report.ts'
import { explore, pathTo, type Exploration } from './explore.ts'
import { findTurning } from './find-turning.ts'
import { gameOf, type Game } from './game.ts'
import type { Task } from './marking.ts'
import { isReached } from './next-markings.ts'

/** Deadlocks, joins that never go on, paths without end, nodes that no token reaches. Claims nothing beyond its bound. */
export function findUnsound(flow: CheckedFlow, joins: Joins): readonly Problem[] {
  const game = gameOf(flow, joins)
  return problemsOf(game, explore(game))
}

/** What an exploration has found. */
export function problemsOf(game: Game, exploration: Exploration): readonly Problem[] {
  const causes = [
    ...findMissedMilestones(game, exploration),
    ...findDeadlocks(game, exploration),
    ...findTurning(game, exploration),
  ]
  // What cannot be reached because of them is no second problem.
  return causes.length > 0 ? causes : findUnreached(game, exploration)
}

/** Tasks that can never be done: no token ever stands at their milestone while they are open. */
function findMissedMilestones({ flow }: Game, exploration: Exploration): Problem[] {
  if (!exploration.isComplete) return []
  return Object.values(flow.nodes).flatMap((node) => {
    if (!Array.isArray(node.milestone)) return []
    const isOpen = (task: Task) => task.node === node.name && task.is === 'waiting'
    const open = exploration.explored.filter(({ marking }) => marking.tasks.some(isOpen))
    if (open.length === 0 || open.some(({ marking }) => isReached(marking, node))) return []
    const path = pathTo(exploration, exploration.explored.indexOf(open[0]!))
    const reason = `no token ever stands at ${quotedList(node.milestone)} while it is open`
    const advice = 'Name nodes at which the process can stand meanwhile, or remove the milestone.'
    return problem('FLOW_DEADLOCK', node.name, { flow: flow.name, path, reason, advice })
  })
}

/** Joins that are left waiting for a token that cannot come any more. */
function findDeadlocks(game: Game, exploration: Exploration): Problem[] {
  const { explored, reached, isComplete } = exploration
  const problems = new Map<string, Problem>()
  for (const [place, { marking, after }] of explored.entries()) {
    const [stuck] = marking.tasks
    // A milestone that has passed may be missed: people see it, and can end the task.
    if (stuck === undefined || after.length > 0 || marking.tasks.some((task) => task.is !== 'visit')) continue
    if (problems.has(stuck.node)) continue
    const missing = game.sources.get(stuck.node)!.filter((source) => !stuck.from.includes(source))
    const code = isComplete && !reached.has(stuck.node) ? 'FLOW_JOIN_NEVER_FIRES' : 'FLOW_DEADLOCK'
    const reason = `nothing can come from ${quotedList(missing)} any more`
    const advice = 'Start these branches always, or remove pairs: a join without it waits only for what can still come.'
    const path = pathTo(exploration, place)
    problems.set(stuck.node, problem(code, stuck.node, { flow: game.flow.name, path, reason, advice }))
  }
  return [...problems.values()]
}

/** Nodes that edges lead to, but never a token: the first of each such path. */
function findUnreached({ flow, joins }: Game, exploration: Exploration): Problem[] {
  const { isComplete, reached, explored } = exploration
  if (!isComplete) return []
  const nodes = Object.values(flow.nodes)
  return nodes.flatMap((node) => {
    const isBefore = (other: FlowNode) => reached.has(other.name) && other.edges.some(({ to }) => to === node.name)
    const before = nodes.find(isBefore)
    if (reached.has(node.name) || before === undefined) return []
    const isThere = (task: Task) => task.is === 'visit' && task.node === node.name
    const place = explored.findIndex(({ marking }) => marking.tasks.some(isThere))
    if (joins.byJoin[node.name] === undefined || place < 0)
      return problem('FLOW_UNREACHABLE_NODE', node.name, { flow: flow.name, before: before.name })
    const reason = 'the process always ends, or its branches are withdrawn, before it can go on'
    const path = pathTo(exploration, place)
    return problem('FLOW_JOIN_NEVER_FIRES', node.name, { flow: flow.name, path, reason })
  })
}

const quotedList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(' or ')
