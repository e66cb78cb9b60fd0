import type { Gift, Giving, Mention, Node, Nodes } from './flow-types.ts'
import type { NodeBuilder } from './node-builder.ts'

type Prefixed<N, P extends string, Own> =
  N extends Node<infer To, infer R, infer Input, infer Item>
    ? Node<Renamed<To, P, Own>, R, Input, Item> &
        (N extends Giving<infer G>
          ? Giving<G extends Gift<infer T, infer I> ? Gift<Renamed<T, P, Own>, I> : never>
          : unknown)
    : never
/** Inner targets, and inner nodes that are named, get the prefix. */
type Renamed<To extends string, P extends string, Own> = To extends Own & string
  ? `${P}${Capitalize<To>}`
  : To extends Mention<infer Name extends Own & string>
    ? Mention<`${P}${Capitalize<Name>}`>
    : To

/**
 * A group of nodes used in several flows, or twice in one: keys get the prefix, inner targets follow, outer ones are
 * checked by the flow that takes the part in.
 *
 * @example
 * nodes: (n) => ({ ...part('front', signing(n, 'backPrint')), ...part('back', signing(n, 'greet')) })
 */
export function part<const P extends string, N extends Nodes>(
  prefix: P,
  nodes: N,
): { [K in keyof N & string as `${P}${Capitalize<K>}`]: Prefixed<N[K], P, keyof N> } {
  const named = (name: string) => `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const renamed = (target: string) => (Object.hasOwn(nodes, target) ? named(target) : target)
  const entries = Object.entries(nodes as unknown as Record<string, NodeBuilder>)
  return Object.fromEntries(entries.map(([name, node]) => [named(name), node.retargeted(renamed)])) as never
}
