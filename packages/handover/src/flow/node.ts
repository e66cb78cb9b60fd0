/** A node as its author writes it, and as it stands in its flow. */
import type { z } from 'zod'
import type { Actor, Audience } from './actor.ts'
import type { Kind } from './kind.ts'
import type { Ask, Text } from './visit.ts'

/**
 * How a node is drawn: events are circles, gateways diamonds, tasks boxes; a `call` is a box that stands for another
 * process, an `event` a circle on the way, a `boundary` a circle on its host's border.
 */
export type Shape =
  | 'start'
  | 'end'
  | 'human'
  | 'auto'
  | 'call'
  | 'event'
  | 'boundary'
  | 'choice'
  | 'split'
  | 'first'
  | 'join'

export interface Edge {
  readonly to: string
  /** What stands on the edge in the picture: `yes`, `no`, `otherwise`, or what its author calls the case. */
  readonly label?: string
  readonly when?: Ask<any, boolean>
  /** At a split: one branch for each item of the answer. */
  readonly each?: Ask<any, readonly unknown[]>
  /** What is handed over: the next task's `item`. Without it the item goes on. */
  readonly seed?: Ask<any, unknown>
  readonly siblings?: 'cancel'
}

/** What a boundary waits for on behalf of its host, as the author wrote it. */
export interface BoundaryDefinition<Options = any> {
  readonly kind: Kind<Options>
  readonly options: Options
  readonly to: string
  /** `timeout`: the derived node is called `<host>__timeout`, a second one `<host>__timeout2`. */
  readonly suffix: string
  readonly isInterrupting: boolean
  /** Errors and escalations are not waited for: they are caught when they happen. */
  readonly catches?: Catches
  readonly title?: string
}

export interface Catches {
  readonly what: 'error' | 'escalation'
  /** Only this code; any when left out. */
  readonly code?: string
}

/** What an author wrote about a node. */
export interface NodeDefinition<Options = unknown> {
  readonly kind: Kind<Options>
  readonly options: Options
  readonly edges: readonly Edge[]
  readonly title?: string
  readonly description?: string
  readonly summary?: Text<any>
  readonly result?: Text<any>
  /** `true` stands for the automatic name `<flow>.<node>`. */
  readonly permission?: string | true
  readonly offer?: Ask<any, Audience>
  readonly assign?: Ask<any, string | null>
  readonly due?: string | Ask<any, Date | string>
  readonly onCreate?: Ask<any>
  /** What may happen to the node while it waits. */
  readonly boundaries?: readonly BoundaryDefinition[]
  /** Called when the task is undone, before it is. */
  readonly onUndo?: Ask<any>
  /** Called when a compensation is thrown, once for each done task. */
  readonly compensateWith?: Ask<any>
  /** Of the nodes with the same name only one is worked on at a time, within a process. */
  readonly mutex?: string
  /** Until when it is held: until the token leaves the nodes of that name, or only until the task ends. */
  readonly mutexPer?: 'region' | 'task'
  /** A milestone: the task can only be done while a token stands at one of these nodes, or while the rule holds. */
  readonly milestone?: readonly string[] | Ask<any, boolean>
  /** At a start: who may start, besides the permission. */
  readonly available?: (who: Actor) => boolean
  /** What the items that it works on look like; items are checked against it. */
  readonly item?: z.ZodType
}

/** A node in its flow: named, with title and permission resolved. */
export interface FlowNode<Options = any> extends Omit<NodeDefinition<Options>, 'permission' | 'boundaries'> {
  readonly name: string
  readonly title: string
  readonly permission: string | null
  /** The nodes derived from it, by name: each stands on its border. */
  readonly boundaries: readonly string[]
  /** At a boundary: the node on whose border it stands. */
  readonly host?: string
  readonly isInterrupting?: boolean
  readonly catches?: Catches
  /** Stands in for a node that the definition does not have any more. */
  readonly isObsolete?: boolean
}
