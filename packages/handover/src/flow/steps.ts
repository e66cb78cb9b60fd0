/** The modifiers that each family of nodes offers to authors. One builder stands behind all of them (node-builder.ts). */
import type { Audience } from './actor.ts'
import type { Node, Role } from './flow-types.ts'
import type { Ask, Text } from './visit.ts'

export interface EdgeOptions {
  /** The loop leaves an open split: its other branches are withdrawn and its scope closes. */
  readonly siblings?: 'cancel'
}

/** What every node may say about itself. */
export interface Described<Data, Self> {
  /** What people call the node; by default its name in words. */
  title(text: string): Self
  /** What the node is for, shown on its page and in the picture. */
  description(text: string): Self
  /** One line about the open task, stored when the task is written. */
  summary(text: Text<Data>): Self
  /** One line about what came of it, stored when the task ends. */
  result(text: Text<Data>): Self
}

/** A node with one way on. */
export interface Step<Data, To extends string, R extends Role, Input>
  extends Node<To, R, Input>, Described<Data, Step<Data, To, R, Input>> {
  next<T extends string>(to: T, options?: EdgeOptions): Step<Data, To | T, R, Input>
}

/** A node that processes start at. */
export interface StartStep<Data, To extends string, Input>
  extends Node<To, 'start', Input>, Described<Data, StartStep<Data, To, Input>> {
  next<T extends string>(to: T, options?: EdgeOptions): StartStep<Data, To | T, Input>
  /** Who may start here: those with this permission; without a name: `<flow>.<node>`. */
  permission(name?: string): StartStep<Data, To, Input>
}

/** A node that a person works on. */
export interface HumanStep<Data, To extends string, R extends Role, Input>
  extends Node<To, R, Input>, Described<Data, HumanStep<Data, To, R, Input>> {
  next<T extends string>(to: T, options?: EdgeOptions): HumanStep<Data, To | T, R, Input>
  /** Who may take it: those with this permission; without a name: `<flow>.<node>`. */
  permission(name?: string): HumanStep<Data, To, R, Input>
  /** Who may take it, asked once, when the task is created. What it leaves open, the permission fills. */
  offer(to: Ask<Data, Audience>): HumanStep<Data, To, R, Input>
  /** Whose it is from the beginning; null leaves it in the queue. */
  assign(who: Ask<Data, string | null>): HumanStep<Data, To, R, Input>
  /** When it should be finished: a duration such as `3 days` from its creation, or a rule. */
  due(when: string | Ask<Data, Date | string>): HumanStep<Data, To, R, Input>
  /** Called once, in the transaction that creates the task. */
  onCreate(call: Ask<Data>): HumanStep<Data, To, R, Input>
}

export interface If<Data, To extends string> extends Node<To, 'auto', void>, Described<Data, If<Data, To>> {
  yes<T extends string>(to: T, options?: EdgeOptions): If<Data, To | T>
  no<T extends string>(to: T, options?: EdgeOptions): If<Data, To | T>
}

export interface Switch<Data, To extends string> extends Node<To, 'auto', void>, Described<Data, Switch<Data, To>> {
  /** The first case that holds is taken, in the order as written. */
  when<T extends string>(test: Ask<Data, boolean>, to: T, options?: EdgeOptions): Switch<Data, To | T>
  otherwise<T extends string>(to: T, options?: EdgeOptions): Switch<Data, To | T>
}

export interface Split<Data, To extends string> extends Node<To, 'auto', void>, Described<Data, Split<Data, To>> {
  /** A branch; with `when` only if it holds. */
  next<T extends string>(to: T, options?: { when?: Ask<Data, boolean> }): Split<Data, To | T>
}

export interface End<Data> extends Node<never, 'end', void>, Described<Data, End<Data>> {}
