import type { Node, Nodes } from './flow-types.ts'
import type { NodeBuilder } from './node-builder.ts'

type Prefixed<N, P extends string, Own> =
  N extends Node<infer To, infer R, infer Input>
    ? Node<To extends Own & string ? `${P}${Capitalize<To>}` : To, R, Input>
    : never

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
