/** How one kind of node behaves: it answers the engine with moves, and says about itself what the engine has to know. */
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { AnyArtifact } from './artifact.ts'
import type { Problem } from '../errors.ts'
import type { Role } from './flow-types.ts'
import type { Call, Child, Move, Sending } from './move.ts'
import type { FlowNode, Shape } from './node.ts'
import type { MaybePromise, Visit } from './visit.ts'

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
  /** At a job: how many of this node, or of all that name the same limit, may run at once, wherever they run. */
  limit?(node: FlowNode<Options>): { readonly name?: string; readonly most: number } | undefined
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

/** What a kind's check may look at. */
export interface CheckedFlow {
  readonly name: string
  readonly schema: z.ZodObject
  readonly nodes: Readonly<Record<string, FlowNode>>
}
