/**
 * The protocol between a kind of node and the engine. A kind answers with a *move*; the engine carries it out and
 * never asks which kind it was. The kinds in the box and a user's own kind stand on the same few moves.
 */
import type { z } from 'zod'
import type { Actor, Audience } from './actor.ts'
import type { Problem } from '../errors.ts'
import type { Role } from './flow-types.ts'
import type { Ask, Text, Visit } from './visit.ts'

/** How a node is drawn: events are circles, gateways diamonds, tasks boxes. */
export type Shape = 'start' | 'end' | 'human' | 'auto' | 'choice' | 'split' | 'join'

export interface Edge {
  readonly to: string
  /** What stands on the edge in the picture: `yes`, `no`, `otherwise`. */
  readonly label?: string
  readonly when?: Ask<any, boolean>
  readonly siblings?: 'cancel'
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
}

/** A node in its flow: named, with title and permission resolved. */
export interface FlowNode<Options = any> extends Omit<NodeDefinition<Options>, 'permission'> {
  readonly name: string
  readonly title: string
  readonly permission: string | null
}

/** What the engine asks of the application; the runtime calls it and hands the answer back. */
export interface Question {
  /** In words, for messages and history: `condition`, `rule`, `function`, `input`. */
  readonly about: string
  /** What came from outside: laid over the data by `fields`, or parsed with `schema` and handed to `call`. */
  readonly input?: { readonly value: unknown; readonly fields?: readonly string[]; readonly schema?: z.ZodType }
  /** The user's function. What it returns is the answer. */
  readonly call?: (visit: Visit<any>, input: any) => unknown
  /** Whether changes to `visit.process.data` are kept. */
  readonly writes: boolean
  /** At a start there is no data yet: the input's fields, or what `call` returns, become the first data. */
  readonly begins?: boolean
}

/** What a kind may set on the task that it waits with. */
export interface TaskMarks {
  readonly status?: 'new' | 'scheduled' | 'started'
  readonly audience?: Audience | null
  readonly owner?: string | null
  /** A moment, an ISO time, or a duration from now. */
  readonly due?: Date | string | null
  /** The kind's own memory, stored with the task: any JSON. */
  readonly state?: unknown
}

/** A branch that a split starts: over which of its node's edges, and with which item. */
export interface Branch {
  readonly edge: number
  readonly item?: unknown
}

export type Move =
  /** Ask the application, then go on with what `next` makes of the answer. */
  | { readonly do: 'ask'; readonly question: Question; readonly next: (answer: any) => Move }
  /** Stay open until a command comes. */
  | { readonly do: 'wait'; readonly marks: TaskMarks }
  /** Done; on over one edge. `told` goes into the history. */
  | { readonly do: 'go'; readonly edge: number; readonly told?: unknown }
  /** Done; open a scope with a token for each branch. */
  | { readonly do: 'fork'; readonly branches: readonly Branch[]; readonly told?: unknown }
  /** Done; the token ends here, and the process with it when it was the last. */
  | { readonly do: 'finish' }

export const ask = (question: Question, next: (answer: any) => Move): Move => ({ do: 'ask', question, next })
export const wait = (marks: TaskMarks = {}): Move => ({ do: 'wait', marks })
export const go = (edge = 0, told?: unknown): Move => ({ do: 'go', edge, ...(told === undefined ? {} : { told }) })
export const fork = (branches: readonly Branch[], told?: unknown): Move => ({
  do: 'fork',
  branches,
  ...(told === undefined ? {} : { told }),
})
export const finish = (): Move => ({ do: 'finish' })

/** What a form of a node asks for; the desk and the API make their forms from it. */
export type Form = { readonly fields: readonly string[] } | { readonly schema: z.ZodType }

/** How one kind of node behaves. */
export interface Kind<Options = any> {
  /** `view`, or `acme.vote` for a kind of one's own. */
  readonly kind: string
  readonly role: Role
  readonly shape: Shape
  /** How many edges may leave it. */
  readonly exits: 'none' | 'one' | 'many'
  /** Opens a scope (with `fork`), or closes one: gathers tokens until no more can come and is entered once for all. */
  readonly scope?: 'opens' | 'closes'
  /** At a kind that closes: which splits its author named, if any. */
  closes?(node: FlowNode<Options>): readonly string[] | undefined
  /** A token has arrived. Starts leave it out: nothing leads to them. */
  enter?(node: FlowNode<Options>): Move
  /** A person or a program completes the task, or starts the process here. */
  receive?(node: FlowNode<Options>, input: unknown, by: Actor | null): Move
  /** What `receive` takes. */
  form?(node: FlowNode<Options>): Form
  /** The kind's own check at definition. */
  check?(node: FlowNode<Options>, flow: CheckedFlow): readonly Problem[]
}

/** What a kind's check may look at. */
export interface CheckedFlow {
  readonly name: string
  readonly schema: z.ZodObject
  readonly nodes: Readonly<Record<string, FlowNode>>
}
