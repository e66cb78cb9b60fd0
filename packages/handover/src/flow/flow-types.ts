/** How the compiler follows a flow: the brands on nodes, and what it reads from them. */
import type { z } from 'zod'

/** What a node is to the outside: how it may be reached by a caller. */
export type Role = 'start' | 'human' | 'handle' | 'message' | 'auto' | 'end'

declare const edges: unique symbol
declare const role: unique symbol
declare const input: unique symbol
declare const item: unique symbol
declare const gifts: unique symbol
/**
 * The brands let the compiler follow edges, keep ends from being started, and know what each node takes: `Input` from
 * outside, `Item` from the branch that leads to it.
 */
export interface Node<To extends string = string, R extends Role = any, Input = any, Item = any> {
  /** Where it leads, and as `~name` which other nodes it names. */
  readonly [edges]: To
  readonly [role]: R
  readonly [input]: Input
  readonly [item]: Item
}
/** A node that hands items over; `G` is a {@link Gift} for each edge that does. */
export interface Giving<G> {
  readonly [gifts]: G
}
export interface Gift<To extends string, Item> {
  readonly to: To
  readonly item: Item
}
/** The names of nodes as a brand: a node that names others does not lead there. */
export type Mention<Names extends string> = `~${Names}`
export type Nodes = Record<string, Node>

/** The names, one by one: the compiler then shows them in its messages instead of how they are found. */
type Spelled<K> = K extends string ? K : never

export type TargetsOf<N> = N extends Node<infer To, any, any> ? To : never
export type InputOf<N> = N extends Node<any, any, infer Input> ? Input : never
/** The names of the nodes that have exactly this role. Infer one with `const K`, or all of them are inferred. */
export type Named<N, R extends Role> = Spelled<
  { [K in keyof N]: N[K] extends Node<any, infer Q, any> ? ([Q] extends [R] ? K : never) : never }[keyof N]
>
export type StartsOf<F extends AnyFlow> = Named<F['nodes'], 'start'>

/** Each node as it is, or a sentence in its place when it leads where no node is, or gives what is not taken. */
export type Checked<N extends Nodes> = {
  [K in keyof N]: [Unknown<N, K>] extends [never]
    ? N[K] extends Giving<infer G>
      ? [Misfit<N, G>] extends [never]
        ? N[K]
        : `'${K & string}' gives '${Misfit<N, G> & string}' items that its n.item(…) does not take`
      : N[K]
    : Unknown<N, K> extends Mention<infer Name>
      ? `'${K & string}' names '${Name}', which this flow does not declare`
      : `'${K & string}' leads to '${Exclude<Unknown<N, K>, Mention<string>> & string}', which this flow does not declare`
}
type Unknown<N extends Nodes, K extends keyof N> = Exclude<TargetsOf<N[K]>, keyof N | Mention<keyof N & string>>
/** The targets whose items are of another type than they take. */
type Misfit<N, G> =
  G extends Gift<infer To, infer Given>
    ? To extends keyof N
      ? N[To] extends Node<any, any, any, infer Taken>
        ? [Given] extends [Taken]
          ? never
          : To
        : never
      : never
    : never

export interface AnyFlow {
  readonly name: string
  readonly nodes: Nodes
}
export type DataOf<F> = F extends { readonly schema: infer S extends z.ZodObject } ? z.output<S> : unknown

/** Whose fields a form has: those of a record, or of the data when it is about none. */
export type FormOf<A extends { readonly schema: z.ZodObject }, S extends z.ZodObject> = [A] extends [never]
  ? S
  : A['schema']
/** The names of the data's fields. */
export type Key<S extends z.ZodObject> = Spelled<keyof z.output<S> & keyof z.input<S>>
type RequiredKeys<T> = { [K in keyof T]-?: {} extends Pick<T, K> ? never : K }[keyof T] & string
/** Data is valid from the first commit on: a start that leaves a required key empty does not compile. */
export type Filled<S extends z.ZodObject, F extends string> = [Exclude<RequiredKeys<z.input<S>>, F>] extends [never]
  ? unknown
  : `the data needs '${Exclude<RequiredKeys<z.input<S>>, F>}': name it in fields, or give it .optional() or .default()`
