/**
 * The protocol between a kind of node and the engine. A kind answers with a *move*; the engine carries it out and
 * never asks which kind it was. The kinds in the box and a user's own kind stand on the same few moves.
 */
import type { z } from 'zod'
import type { Actor, Audience } from './actor.ts'
import type { Problem } from '../errors.ts'
import type { Role } from './flow-types.ts'
import type { Ask, MaybePromise, Text, Visit } from './visit.ts'

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
  /** What stands on the edge in the picture: `yes`, `no`, `otherwise`. */
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

export interface QuestionInput {
  readonly value: unknown
  /** Laid over the data; only these keys may be sent. */
  readonly fields?: readonly string[]
  /** Laid over the data, whichever keys it has: what a job answered. */
  readonly isPatch?: boolean
  /** Parsed and handed to `call`. */
  readonly schema?: z.ZodType
  /** Written to the artifact of the process, or the record that becomes it, in the same transaction. */
  readonly artifact?: AnyArtifact
}

/** What the engine asks of the application; the runtime calls it and hands the answer back. */
export interface Question {
  /** In words, for messages and history: `condition`, `rule`, `function`, `input`. */
  readonly about: string
  /** What came from outside: laid over the data by `fields`, or parsed with `schema` and handed to `call`. */
  readonly input?: QuestionInput
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
  /** When to be woken, whoever else comes first: a moment, an ISO time, or a duration from now; null for never more. */
  readonly wake?: Date | string | null
  /** Waits for a message of this name that carries this key; '' when the name is enough. */
  readonly message?: { readonly name: string; readonly key: string }
  /** Waits for a signal of this name. */
  readonly signal?: string
  /** Is entered again whenever the data of the process changed. */
  readonly watches?: 'data'
  /** Is to be run outside the transaction, by a worker; what comes of it is received. */
  readonly job?: JobMark
}
export interface JobMark {
  /** How often it may fail before it needs attention. */
  readonly retries: number
  /** A duration; a body that takes longer has failed. */
  readonly timeout: string
}

/** A branch that a split starts: over which of its node's edges, and with which item. */
export interface Branch {
  readonly edge: number
  readonly item?: unknown
}

/** What leaves the process: delivered after the commit, by this server or after a crash by any other. */
export type Sending =
  | {
      readonly type: 'message'
      readonly name: string
      readonly key: string
      readonly payload: unknown
      /** A duration for which it is kept when nobody waits for it yet. */
      readonly ttl: string
    }
  | { readonly type: 'signal'; readonly name: string; readonly payload: unknown }
  /** To the process that called this one. */
  | { readonly type: 'escalation'; readonly code: string }
  | { readonly type: 'cancelProcess'; readonly process: string }

/** A process to be started on behalf of a task that then waits for it. */
export interface Call {
  /** A flow of the same Handover; `self` is the flow of the task itself. */
  readonly flow: { readonly name: string } | 'self'
  readonly start: string
  readonly input: (visit: Visit<any>) => unknown
  readonly item: unknown
}
/** A called process as its caller sees it. */
export interface Child {
  readonly id: string
  readonly number: number
  readonly status: 'running' | 'done' | 'canceled' | 'failed'
  readonly outcome: string | null
  /** The code of the error end, when it failed. */
  readonly code: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly item: unknown
}

/** Why a task cannot go on; shown to operators, so never with values of local variables. */
export interface TaskError {
  readonly code: string
  readonly message: string
  readonly stack?: string
}

export type Move =
  /** Ask the application, then go on with what `next` makes of the answer. */
  | ({ readonly do: 'ask'; readonly question: Question; readonly next: (answer: any) => Move } & Remembering)
  /** Stay open until a command comes. */
  | { readonly do: 'wait'; readonly marks: TaskMarks; readonly sends?: readonly Sending[] }
  /**
   * Done; on over one edge. `told` goes into the history, `withdraws` names nodes whose open tasks are withdrawn first.
   */
  | {
      readonly do: 'go'
      readonly edge: number
      readonly told?: unknown
      readonly sends?: readonly Sending[]
      readonly withdraws?: readonly string[]
    }
  /** Done; open a scope with a token for each branch. */
  | { readonly do: 'fork'; readonly branches: readonly Branch[]; readonly told?: unknown }
  /**
   * Done; the token ends here, and the process with it when it was the last. With `all` every other token ends too, and
   * with `code` the process has failed.
   */
  | { readonly do: 'finish'; readonly all?: boolean; readonly code?: string }
  /** Start processes in the same action, then go on with what `next` makes of them. */
  | ({
      readonly do: 'call'
      readonly calls: readonly Call[]
      readonly next: (children: readonly Child[]) => Move
    } & Remembering)
  /** Compensate what was done so far, newest first, then go on over the edge. */
  | { readonly do: 'compensate'; readonly edge: number }
  /** Cannot go on: caught by a boundary, or left for an operator. */
  | ({ readonly do: 'err'; readonly error: TaskError } & Remembering)

/** The kind's own memory from now on: kept even if what is asked or called fails and the task goes into error. */
interface Remembering {
  readonly state?: unknown
}

export const ask = (question: Question, next: (answer: any) => Move, more: Remembering = {}): Move => ({
  do: 'ask',
  question,
  next,
  ...more,
})
export const wait = (marks: TaskMarks = {}, more: Omit<MoveTo<'wait'>, 'do' | 'marks'> = {}): Move => ({
  do: 'wait',
  marks,
  ...more,
})
export const go = (edge = 0, told?: unknown, more: Omit<MoveTo<'go'>, 'do' | 'edge' | 'told'> = {}): Move => ({
  do: 'go',
  edge,
  ...(told === undefined ? {} : { told }),
  ...more,
})
export const fork = (branches: readonly Branch[], told?: unknown): Move => ({
  do: 'fork',
  branches,
  ...(told === undefined ? {} : { told }),
})
export const finish = (how: Omit<MoveTo<'finish'>, 'do'> = {}): Move => ({ do: 'finish', ...how })
export const call = (
  calls: readonly Call[],
  next: (children: readonly Child[]) => Move,
  more: Remembering = {},
): Move => ({ do: 'call', calls, next, ...more })
export const err = (error: TaskError, more: Remembering = {}): Move => ({ do: 'err', error, ...more })
type MoveTo<D extends Move['do']> = Move & { readonly do: D }

/** What a form of a node asks for; the desk and the API make their forms from it. */
export type Form =
  | { readonly fields: readonly string[]; readonly component?: string }
  | { readonly schema: z.ZodType; readonly component?: string }
  /** Fields of the artifact; all of them when none is named. */
  | { readonly artifact: AnyArtifact; readonly fields?: readonly string[]; readonly component?: string }

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
  /** At a kind that closes: whether it goes on before all have come, and what becomes of those that come later. */
  gathers?(node: FlowNode<Options>): Gathering
  /** At a kind that opens: when one branch has gone so far, the others are withdrawn. */
  decides?(node: FlowNode<Options>): 'completed' | 'started' | undefined
  /** A token has arrived. Starts leave it out: nothing leads to them. `task` is as it stands: an operator may retry it. */
  enter?(node: FlowNode<Options>, task: VisitedTask): Move
  /**
   * What the task waited for has come: a person completes it, a program runs it, its timer, message or signal fires, its
   * job answers; at a start, the process begins here.
   */
  receive?(node: FlowNode<Options>, input: unknown, by: Actor | null, task: VisitedTask): Move
  /** A process that the task called has ended. */
  childEnded?(node: FlowNode<Options>, child: Child, task: VisitedTask): Move
  /** Somebody adds an item while the task waits. */
  add?(node: FlowNode<Options>, item: unknown, task: VisitedTask): Move
  /** Somebody says that it is enough: what is still open is given up, what came so far counts. */
  finishEarly?(node: FlowNode<Options>, task: VisitedTask): Move
  /** The task ends without having been done: what has to be told to whom. */
  abandon?(node: FlowNode<Options>, task: VisitedTask): readonly Sending[]
  /** At a job: what the worker runs, outside of any transaction. */
  run?(node: FlowNode<Options>): (job: any) => unknown
  /** At a start that nobody gives: a timer, a message, a signal begins the process. */
  begins?(node: FlowNode<Options>): BeginsBy
  /** What `receive` takes. */
  form?(node: FlowNode<Options>): Form
  /** At a kind that calls other processes: of which flow, from which start. */
  calls?(node: FlowNode<Options>): Pick<Call, 'flow' | 'start'>
  /** Its options with the nodes that they name renamed: a part of a flow is used under a prefix. */
  renamed?(options: Options, rename: (name: string) => string): Options
  /** The kind's own check at definition. */
  check?(node: FlowNode<Options>, flow: CheckedFlow): readonly Problem[]
}

/** What a kind sees of the task that it moves. */
export interface VisitedTask {
  readonly id: string
  readonly item: unknown
  readonly state: unknown
}

export interface Gathering {
  /** How many tokens are enough, or a rule that is asked whenever one arrives; all when left out. */
  readonly after?: number | ((visit: Visit<any>, arrived: number) => MaybePromise<boolean>)
  /**
   * What becomes of the rest: `absorb` lets them arrive and vanish, `cancel` withdraws them at once, `block` absorbs
   * them and holds the next round back until the last has come, `again` gathers as many anew.
   */
  readonly rest?: 'absorb' | 'block' | 'cancel' | 'again'
  /** One token over each incoming edge is needed; a second over the same edge waits for the next. */
  readonly pairs?: boolean
}

export type BeginsBy =
  | { readonly by: 'timer'; readonly schedule: string; readonly zone?: string }
  | { readonly by: 'message'; readonly name: string }
  | { readonly by: 'signal'; readonly name: string; readonly source?: unknown }

/** A record of the application's own that processes are about; see `artifact()`. */
export interface AnyArtifact {
  readonly name: string
  readonly title: string
  readonly schema: z.ZodObject
  create?(tx: any, values: any): MaybePromise<string>
  load(tx: any, id: string): MaybePromise<any>
  update?(tx: any, id: string, values: any): MaybePromise<void>
  label?(values: any): string
}

/** What a kind's check may look at. */
export interface CheckedFlow {
  readonly name: string
  readonly schema: z.ZodObject
  readonly nodes: Readonly<Record<string, FlowNode>>
}
