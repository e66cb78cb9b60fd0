import type { Actor } from '../flow/actor.ts'
import { nearest } from '../flow/nearest.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { MaybePromise } from '../flow/visit.ts'
import type { Handover } from '../runtime/handover.ts'
import { error, type HandoverError } from '../errors.ts'
import type { LiveStreams } from './live/live-streams.ts'
import type { People, Users } from './people.ts'

export type PublicationKind = 'message' | 'signal'
/** Whether the actor may send a message or a signal of this name. */
export type MayPublish = (actor: Actor, name: string, kind: PublicationKind) => MaybePromise<boolean>
/** Whether the actor looks after the whole installation: sees and settles every incident. */
export type MayOperate = (actor: Actor) => MaybePromise<boolean>

/** What a route answers from: the running Handover, who asks, the names of people, and what the application allows. */
export interface Asking {
  readonly handover: Handover
  readonly actor: Actor
  readonly people: People
  readonly users: Users | undefined
  readonly mayPublish: MayPublish
  readonly mayOperate: MayOperate
  readonly live: LiveStreams
  /** Who sends this request, as the application knows by now; throws when that is nobody. */
  readonly identify: () => Promise<Actor>
  /** Hears of a refusal that is answered among others; what is the server's own fault goes on to `onError`. */
  readonly report: (refusal: HandoverError) => void
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

/** The node as it is defined now, under its new name if it was renamed; nothing when the flow or the node is gone. */
export function nodeOf({ handover }: Pick<Asking, 'handover'>, flow: string, node: string): FlowNode | undefined {
  const known = handover.flows.get(flow)
  return known?.graph[node] ?? known?.graph[known.moved[node] ?? node]
}

/** Whether the flow is known here, but not this step of it. */
export const isObsolete = (asking: Pick<Asking, 'handover'>, flow: string, node: string): boolean =>
  asking.handover.flows.has(flow) && nodeOf(asking, flow, node) === undefined

export const titleOfFlow = ({ handover }: Pick<Asking, 'handover'>, name: string): string =>
  handover.flows.get(name)?.title ?? name
