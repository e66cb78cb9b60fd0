/** How the compiler follows a flow: the brands on nodes, and what it reads from them. */
import type { z } from 'zod'

/** What a node is to the outside: how it may be reached by a caller. */
export type Role = 'start' | 'human' | 'handle' | 'message' | 'auto' | 'end'

declare const edges: unique symbol
declare const role: unique symbol
declare const input: unique symbol
/** The three brands let the compiler follow edges, keep ends from being started, and know what each node takes. */
export interface Node<To extends string = string, R extends Role = any, Input = any> {
  readonly [edges]: To
  readonly [role]: R
  readonly [input]: Input
}
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

/** Each node as it is, or a sentence in its place when it leads where no node is. */
export type Checked<N extends Nodes> = {
  [K in keyof N]: [Exclude<TargetsOf<N[K]>, keyof N>] extends [never]
    ? N[K]
    : `'${K & string}' leads to '${Exclude<TargetsOf<N[K]>, keyof N> & string}', which this flow does not declare`
}

export interface AnyFlow {
  readonly name: string
  readonly nodes: Nodes
}
export type DataOf<F> = F extends { readonly schema: infer S extends z.ZodObject } ? z.output<S> : unknown

/** The names of the data's fields. */
export type Key<S extends z.ZodObject> = Spelled<keyof z.output<S> & keyof z.input<S>>
type RequiredKeys<T> = { [K in keyof T]-?: {} extends Pick<T, K> ? never : K }[keyof T] & string
/** Data is valid from the first commit on: a start that leaves a required key empty does not compile. */
export type Filled<S extends z.ZodObject, F extends string> = [Exclude<RequiredKeys<z.input<S>>, F>] extends [never]
  ? unknown
  : `the data needs '${Exclude<RequiredKeys<z.input<S>>, F>}': name it in fields, or give it .optional() or .default()`
