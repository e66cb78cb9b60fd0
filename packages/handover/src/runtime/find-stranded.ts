/** What the running processes of a database would meet under the definitions at hand. */
import { isHandoverError, type Issue } from '../errors.ts'
import { decodeData } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import type { Reader } from '../storage/store.ts'
import { nameNow } from './node-names.ts'
import { upgradeData } from './upgrade-data.ts'

/** Open tasks at a node that the definition does not have by that name. */
export interface StandingTasks {
  readonly node: string
  readonly tasks: number
  /** The numbers of some processes. */
  readonly examples: readonly number[]
  /** Where they go on, by `moved`; null when they are obsolete. */
  readonly movedTo: string | null
}

/** Processes with branches under way of a split that the definition does not have: its joins do not know them. */
export interface OpenBranches {
  readonly split: string
  readonly processes: number
  readonly examples: readonly number[]
}

/** Processes whose data cannot be read any more. */
export interface UnreadableData {
  /** The key that does not fit; empty when `upgrade` failed. */
  readonly key: string
  readonly message: string
  readonly processes: number
  readonly examples: readonly number[]
}

export interface Stranding {
  readonly flow: string
  /** How many processes run in a flow that is not at hand; 0 when it is. */
  readonly gone: { readonly processes: number; readonly example: number } | null
  readonly nodes: readonly StandingTasks[]
  readonly splits: readonly OpenBranches[]
  readonly data: readonly UnreadableData[]
}

/** So many processes are named of each sort. */
const mostExamples = 5

/** What there is to say of each flow, by name; flows of which nothing is to be said are left out. */
export async function findStranded(
  read: Pick<Reader, 'runningFlows' | 'standing' | 'running'>,
  flows: ReadonlyMap<string, FrozenFlow>,
): Promise<readonly Stranding[]> {
  const found: Stranding[] = []
  for (const { flow: name, processes, example } of await read.runningFlows()) {
    const flow = flows.get(name)
    if (flow === undefined) found.push({ flow: name, gone: { processes, example }, nodes: [], splits: [], data: [] })
    else {
      const nodes = await findStanding(read, flow)
      const { splits, data } = await findInProcesses(read, flow)
      if (nodes.length + splits.length + data.length > 0) found.push({ flow: name, gone: null, nodes, splits, data })
    }
  }
  return found
}

/** Whether somebody has to do something about it: what `moved` renames goes on by itself, and a boundary holds nothing up. */
export const isStranded = ({ gone, nodes, splits, data }: Stranding): boolean =>
  gone !== null ||
  data.length > 0 ||
  splits.length > 0 ||
  nodes.some(({ node, movedTo }) => movedTo === null && !isBoundary(node))

/** The names of boundaries are ours. */
export const isBoundary = (node: string): boolean => node.includes('__')

async function findStanding(read: Pick<Reader, 'standing'>, flow: FrozenFlow): Promise<readonly StandingTasks[]> {
  const byNode = new Map<string, StandingTasks>()
  for (const { node, tasks, example } of await read.standing(flow.name)) {
    if (flow.graph[node] !== undefined) continue
    const now = nameNow(flow, node)
    const known = byNode.get(node)
    byNode.set(node, {
      node,
      tasks: tasks + (known?.tasks ?? 0),
      examples: [...(known?.examples ?? []), example].slice(0, mostExamples),
      movedTo: flow.graph[now] === undefined ? null : now,
    })
  }
  return [...byNode.values()]
}

/** One pass over all that run. */
async function findInProcesses(
  read: Pick<Reader, 'running'>,
  flow: FrozenFlow,
): Promise<Pick<Stranding, 'splits' | 'data'>> {
  const splits = new Map<string, OpenBranches>()
  const data = new Map<string, UnreadableData>()
  for (let cursor: string | null = null; ;) {
    const { items, next } = await read.running(flow.name, { cursor, limit: 200 })
    for (const process of items) {
      for (const split of splitsGone(flow, process))
        splits.set(split, { split, ...withProcess(splits.get(split), process) })
      for (const { key, message } of await problemsOf(flow, process)) {
        const issue = `${key}: ${message}`
        data.set(issue, { key, message, ...withProcess(data.get(issue), process) })
      }
    }
    if (next === null) return { splits: [...splits.values()], data: [...data.values()] }
    cursor = next
  }
}

type Counted = Pick<UnreadableData, 'processes' | 'examples'>
const withProcess = (known: Counted | undefined, { number }: ProcessState): Counted => ({
  processes: 1 + (known?.processes ?? 0),
  examples: [...(known?.examples ?? []), number].slice(0, mostExamples),
})

const splitsGone = (flow: FrozenFlow, { scopes }: ProcessState): ReadonlySet<string> =>
  new Set(scopes.map(({ split }) => split).filter((split) => flow.graph[nameNow(flow, split)] === undefined))

async function problemsOf(
  flow: FrozenFlow,
  process: ProcessState,
): Promise<readonly { readonly key: string; readonly message: string }[]> {
  try {
    await decodeData(flow.schema, upgradeData(flow, process), { flow: flow.name, number: process.number })
    return []
  } catch (failure) {
    if (!isHandoverError(failure)) throw failure
    if (failure.code !== 'DATA_UNREADABLE') return [{ key: '', message: failure.details['message'] ?? failure.says }]
    const issues = failure.details['issues'] as readonly Issue[]
    return issues.map(({ path, message }) => ({ key: path.join('.'), message }))
  }
}
