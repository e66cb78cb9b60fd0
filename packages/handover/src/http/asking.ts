import type { Actor } from '../flow/actor.ts'
import { nearest } from '../flow/nearest.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Handover } from '../runtime/handover.ts'
import { error } from '../errors.ts'
import type { People, Users } from './people.ts'

/** What a route answers from: the running Handover, who asks, and the names of people. */
export interface Asking {
  readonly handover: Handover
  readonly actor: Actor
  readonly people: People
  readonly users: Users | undefined
}

export function flowNamed({ handover }: Pick<Asking, 'handover'>, name: string): FrozenFlow {
  const flow = handover.flows.get(name)
  if (flow === undefined) throw error('FLOW_UNKNOWN', { flow: name, near: nearest(name, handover.flows.keys()) })
  return flow
}

export function nodeNamed(flow: FrozenFlow, name: string): FlowNode {
  const node = Object.hasOwn(flow.graph, name) ? flow.graph[name] : undefined
  if (node !== undefined) return node
  const known = Object.keys(flow.graph)
  throw error('NODE_UNKNOWN', { flow: flow.name, node: name, known: known.join(', '), near: nearest(name, known) })
}

/** The node as it is defined now; nothing when the flow or the node is gone. */
export const nodeOf = ({ handover }: Pick<Asking, 'handover'>, flow: string, node: string): FlowNode | undefined =>
  handover.flows.get(flow)?.graph[node]

export const titleOfFlow = ({ handover }: Pick<Asking, 'handover'>, name: string): string =>
  handover.flows.get(name)?.title ?? name
