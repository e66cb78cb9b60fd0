/**
 * The modifiers that each family of nodes offers to authors: what runs at once, what waits, what a person works on, what
 * calls another process. One builder stands behind all of them (node-builder.ts).
 */
import type { z } from 'zod'
import type { Actor, Audience } from './actor.ts'
import type { Gift, Giving, Mention, Node, Role } from './flow-types.ts'
import type { Ask, MaybePromise, Text, Visit } from './visit.ts'

export interface EdgeOptions<Data = any, Item = any> {
  /** The loop leaves an open split: its other branches are withdrawn and its scope closes. */
  readonly siblings?: 'cancel'
  /** What is handed over as the next task's `item`. Without it the item goes on. */
  readonly seed?: Ask<Data, unknown, Item>
}
/** At a way that is gone only in some cases. */
export interface CaseOptions<Data = any, Item = any> extends EdgeOptions<Data, Item> {
  /** What the case is called: it stands on the edge in the picture, and where people read what comes next. */
  readonly label?: string
}
export interface BoundaryOptions {
  /** What people call it; by default in words: `After 3 days`. */
  readonly title?: string
}
/** Interrupting boundaries end the task on whose border they stand; others start a branch beside it. */
export interface Interrupting extends BoundaryOptions {
  readonly interrupting?: boolean
}
export interface Coded extends BoundaryOptions {
  /** Only this code; any when left out. */
  readonly code?: string
}

/** What every node may say about itself. */
export interface Described<Data, Item = unknown> {
  /** What people call the node; by default its name in words. */
  title(text: string): this
  /** What the node is for, shown on its page and in the picture. */
  description(text: string): this
  /** One line about the open task, stored when the task is written. */
  summary(text: Text<Data, Item>): this
  /** One line about what came of it, stored when the task ends. */
  result(text: Text<Data, Item>): this
}

/** What every node may say that does something which may have to be taken back. */
export interface Undoable<Data, Item = unknown> {
  /** Called when the task is undone, before it is. */
  onUndo(call: Ask<Data, void, Item>): this
  /** Called when a compensation is thrown: newest first, once for each done task. */
  compensateWith(call: Ask<Data, void, Item>): this
}

/** What every node may say that must not be under way beside some others. */
export interface Exclusive {
  /**
   * Nodes with this name exclude each other within a process: a token that goes from one to the next keeps its turn until
   * it leaves them. With `{ per: 'task' }` the turn is over with each task.
   */
  mutex(name: string, options?: { readonly per?: 'region' | 'task' }): this
}

/** A node with one way on that runs by itself. */
export interface RunStep<Data, To extends string, R extends Role, Input, Item = unknown>
  extends Node<To, R, Input, Item>, Described<Data, Item>, Undoable<Data, Item>, Exclusive {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): RunStep<Data, To | T, R, Input, Item>
  /** Where to go when it fails and nobody can be told; without it the task waits for an operator. */
  onError<T extends string>(to: T, options?: Coded): RunStep<Data, To | T, R, Input, Item>
}

/** A node with one way on that waits for something. */
export interface Step<Data, To extends string, R extends Role, Input, Item = unknown> extends RunStep<
  Data,
  To,
  R,
  Input,
  Item
> {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): Step<Data, To | T, R, Input, Item>
  onError<T extends string>(to: T, options?: Coded): Step<Data, To | T, R, Input, Item>
  /** Where to go when it still waits after a duration, or at a moment. Interrupts unless said otherwise. */
  onTimeout<T extends string>(
    after: string | Ask<Data, Date | string, Item>,
    to: T,
    options?: Interrupting,
  ): Step<Data, To | T, R, Input, Item>
  /** Where to go when a message of that name comes while it waits. Interrupts unless said otherwise. */
  onMessage<T extends string, P extends z.ZodType = z.ZodUnknown>(
    name: string,
    to: T,
    options?: OnMessage<Data, P, Item>,
  ): Step<Data, To | T, R, Input, Item>
  /** A milestone: it can only be done while a token stands at one of these nodes, or while the rule holds. */
  while<const W extends string>(nodes: readonly W[]): Step<Data, To | Mention<W>, R, Input, Item>
  while(rule: Ask<Data, boolean, Item>): this
}

/** A node that waits until a program calls it. */
export interface HandleStep<Data, To extends string, R extends Role, Input, Item = unknown> extends Step<
  Data,
  To,
  R,
  Input,
  Item
> {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): HandleStep<Data, To | T, R, Input, Item>
  /** Who may run it, besides the system and managers: those with this permission; without a name: `<flow>.<node>`. */
  permission(name?: string): HandleStep<Data, To, R, Input, Item>
}

/** A node that waits for a process that it called. */
export interface CallStep<Data, To extends string, R extends Role, Input, Item = unknown> extends Step<
  Data,
  To,
  R,
  Input,
  Item
> {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): CallStep<Data, To | T, R, Input, Item>
  onError<T extends string>(to: T, options?: Coded): CallStep<Data, To | T, R, Input, Item>
  onTimeout<T extends string>(
    after: string | Ask<Data, Date | string, Item>,
    to: T,
    options?: Interrupting,
  ): CallStep<Data, To | T, R, Input, Item>
  onMessage<T extends string, P extends z.ZodType = z.ZodUnknown>(
    name: string,
    to: T,
    options?: OnMessage<Data, P, Item>,
  ): CallStep<Data, To | T, R, Input, Item>
  /** Where to go when the called process escalates. The call goes on unless it says `{ interrupting: true }`. */
  onEscalation<T extends string>(to: T, options?: Interrupting & Coded): CallStep<Data, To | T, R, Input, Item>
  while<const W extends string>(nodes: readonly W[]): CallStep<Data, To | Mention<W>, R, Input, Item>
  while(rule: Ask<Data, boolean, Item>): this
}

/** A node that a person works on. */
export interface HumanStep<Data, To extends string, R extends Role, Input, Item = unknown> extends Step<
  Data,
  To,
  R,
  Input,
  Item
> {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): HumanStep<Data, To | T, R, Input, Item>
  onError<T extends string>(to: T, options?: Coded): HumanStep<Data, To | T, R, Input, Item>
  onTimeout<T extends string>(
    after: string | Ask<Data, Date | string, Item>,
    to: T,
    options?: Interrupting,
  ): HumanStep<Data, To | T, R, Input, Item>
  onMessage<T extends string, P extends z.ZodType = z.ZodUnknown>(
    name: string,
    to: T,
    options?: OnMessage<Data, P, Item>,
  ): HumanStep<Data, To | T, R, Input, Item>
  while<const W extends string>(nodes: readonly W[]): HumanStep<Data, To | Mention<W>, R, Input, Item>
  while(rule: Ask<Data, boolean, Item>): this
  /** Who may take it: those with this permission; without a name: `<flow>.<node>`. */
  permission(name?: string): this
  /** Who may take it, asked once, when the task is created. What it leaves open, the permission fills. */
  offer(to: Ask<Data, Audience, Item>): this
  /** Whose it is from the beginning; null leaves it in the queue. */
  assign(who: Ask<Data, string | null, Item>): this
  /** When it should be finished: a duration such as `3 days` from its creation, or a rule. */
  due(when: string | Ask<Data, Date | string, Item>): this
  /** Called once, in the transaction that creates the task. */
  onCreate(call: Ask<Data, void, Item>): this
}

/** What a message has to carry to be the one that is waited for, and what becomes of what it brings. */
export interface OnMessage<Data, P extends z.ZodType, Item = unknown> extends Interrupting {
  /** The message has to carry this key; when left out, its name is enough. */
  readonly key?: string | Ask<Data, string, Item>
  /** What it has to bring; a message that does not fit is refused. */
  readonly payload?: P
  readonly receive?: (visit: Visit<Data, Item>, payload: z.output<P>) => MaybePromise<void>
}

/** A node that processes start at when somebody or something outside wants it; `R` says whether a caller may. */
export interface StartStep<Data, To extends string, Input, R extends Role = 'start'>
  extends Node<To, R, Input>, Described<Data> {
  next<T extends string>(to: T, options?: EdgeOptions<Data, unknown>): StartStep<Data, To | T, Input, R>
  /** Who may start here: those with this permission; without a name: `<flow>.<node>`. */
  permission(name?: string): this
  /** Who may start here, besides the permission. Asked whenever a page shows the start, so it has to be quick. */
  available(rule: (who: Actor) => boolean): this
  /** Called when the start is undone, and the process canceled with it. */
  onUndo(call: Ask<Data>): this
}

/** A node with one way on that waits for branches. */
export interface JoinStep<Data, To extends string, Item = unknown>
  extends Node<To, 'auto', void, Item>, Described<Data, Item>, Exclusive {
  next<T extends string>(to: T, options?: EdgeOptions<Data, Item>): JoinStep<Data, To | T, Item>
}

export interface If<Data, To extends string, Item = unknown>
  extends Node<To, 'auto', void, Item>, Described<Data, Item>, Exclusive {
  yes<T extends string>(to: T, options?: EdgeOptions<Data, Item>): If<Data, To | T, Item>
  no<T extends string>(to: T, options?: EdgeOptions<Data, Item>): If<Data, To | T, Item>
  onError<T extends string>(to: T, options?: Coded): If<Data, To | T, Item>
}

export interface Switch<Data, To extends string, Item = unknown>
  extends Node<To, 'auto', void, Item>, Described<Data, Item>, Exclusive {
  /** The first case that holds is taken, in the order as written. */
  when<T extends string>(
    test: Ask<Data, boolean, Item>,
    to: T,
    options?: CaseOptions<Data, Item>,
  ): Switch<Data, To | T, Item>
  otherwise<T extends string>(to: T, options?: CaseOptions<Data, Item>): Switch<Data, To | T, Item>
  onError<T extends string>(to: T, options?: Coded): Switch<Data, To | T, Item>
}

export interface Split<Data, To extends string, Item = unknown, G = never>
  extends Node<To, 'auto', void, Item>, Giving<G>, Described<Data, Item>, Exclusive {
  /** A branch; with `when` only if it holds, with `each` one for every item. */
  next<T extends string, I = never>(
    to: T,
    options?: BranchOptions<Data, I, Item>,
  ): Split<Data, To | T, Item, G | ([I] extends [never] ? never : Gift<T, I>)>
  onError<T extends string>(to: T, options?: Coded): Split<Data, To | T, Item, G>
}
export interface BranchOptions<Data, I, Item = unknown> {
  /** What the branch is called: it stands on the edge in the picture. */
  readonly label?: string
  readonly when?: Ask<Data, boolean, Item>
  /** One branch for each item, which its tasks see as `visit.task.item`; none for an empty list. */
  readonly each?: Ask<Data, readonly I[], Item>
  /** What is handed over as the branch's `item`. Without it the item goes on. */
  readonly seed?: Ask<Data, I, Item>
}

export interface End<Data, Item = unknown> extends Node<never, 'end', void, Item>, Described<Data, Item> {}
