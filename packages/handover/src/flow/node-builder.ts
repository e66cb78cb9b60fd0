import type { z } from 'zod'
import { errorBoundary, escalationBoundary, messageBoundary, timeoutBoundary } from './boundaries.ts'
import type { Kind } from './kind.ts'
import type { BoundaryDefinition, Edge, NodeDefinition } from './node.ts'

/**
 * Stands behind every node that an author writes: each modifier answers with a new builder, so a node can be used
 * twice. Which modifiers a kind offers is said by its type in `steps.ts`.
 */
export class NodeBuilder {
  readonly definition: NodeDefinition

  constructor(definition: NodeDefinition) {
    this.definition = definition
    Object.freeze(this)
  }

  next(to: string, options: Omit<Edge, 'to'> = {}): NodeBuilder {
    return this.#edge({ to, ...options })
  }
  yes(to: string, options: Omit<Edge, 'to'> = {}): NodeBuilder {
    return this.#edge({ to, ...options, label: 'yes' })
  }
  no(to: string, options: Omit<Edge, 'to'> = {}): NodeBuilder {
    return this.#edge({ to, ...options, label: 'no' })
  }
  when(test: NonNullable<Edge['when']>, to: string, options: Omit<Edge, 'to' | 'when'> = {}): NodeBuilder {
    return this.#edge({ to, when: test, ...options })
  }
  otherwise(to: string, options: Omit<Edge, 'to'> = {}): NodeBuilder {
    return this.#edge({ to, label: 'otherwise', ...options })
  }

  title(title: string): NodeBuilder {
    return this.#with({ title })
  }
  description(description: string): NodeBuilder {
    return this.#with({ description })
  }
  summary(summary: NonNullable<NodeDefinition['summary']>): NodeBuilder {
    return this.#with({ summary })
  }
  result(result: NonNullable<NodeDefinition['result']>): NodeBuilder {
    return this.#with({ result })
  }
  permission(name: string | true = true): NodeBuilder {
    return this.#with({ permission: name })
  }
  offer(offer: NonNullable<NodeDefinition['offer']>): NodeBuilder {
    return this.#with({ offer })
  }
  assign(assign: NonNullable<NodeDefinition['assign']>): NodeBuilder {
    return this.#with({ assign })
  }
  due(due: NonNullable<NodeDefinition['due']>): NodeBuilder {
    return this.#with({ due })
  }
  onCreate(onCreate: NonNullable<NodeDefinition['onCreate']>): NodeBuilder {
    return this.#with({ onCreate })
  }

  available(available: NonNullable<NodeDefinition['available']>): NodeBuilder {
    return this.#with({ available })
  }
  onUndo(onUndo: NonNullable<NodeDefinition['onUndo']>): NodeBuilder {
    return this.#with({ onUndo })
  }
  compensateWith(compensateWith: NonNullable<NodeDefinition['compensateWith']>): NodeBuilder {
    return this.#with({ compensateWith })
  }
  mutex(
    mutex: string,
    { per = 'region' }: { readonly per?: NonNullable<NodeDefinition['mutexPer']> } = {},
  ): NodeBuilder {
    return this.#with({ mutex, mutexPer: per })
  }
  while(milestone: NonNullable<NodeDefinition['milestone']>): NodeBuilder {
    return this.#with({ milestone })
  }
  /** What its items look like; `n.item(schema)` says it. */
  item(item: z.ZodType): NodeBuilder {
    return this.#with({ item })
  }

  onTimeout(
    after: Parameters<typeof timeoutBoundary>[0],
    to: string,
    options: Parameters<typeof timeoutBoundary>[2] = {},
  ): NodeBuilder {
    return this.#boundary(timeoutBoundary(after, to, options))
  }
  onError(to: string, options: Parameters<typeof errorBoundary>[1] = {}): NodeBuilder {
    return this.#boundary(errorBoundary(to, options))
  }
  onEscalation(to: string, options: Parameters<typeof escalationBoundary>[1] = {}): NodeBuilder {
    return this.#boundary(escalationBoundary(to, options))
  }
  onMessage(name: string, to: string, options: Parameters<typeof messageBoundary>[2] = {}): NodeBuilder {
    return this.#boundary(messageBoundary(name, to, options))
  }

  /** The same node with every other node that it leads to or names renamed; parts use it. */
  retargeted(rename: (target: string) => string): NodeBuilder {
    const { kind, options, edges, boundaries, milestone } = this.definition
    return this.#with({
      options: kind.renamed === undefined ? options : kind.renamed(options, rename),
      edges: edges.map((edge) => ({ ...edge, to: rename(edge.to) })),
      ...(boundaries && { boundaries: boundaries.map((each) => ({ ...each, to: rename(each.to) })) }),
      ...(typeof milestone === 'object' && { milestone: milestone.map(rename) }),
    })
  }

  #edge(edge: Edge): NodeBuilder {
    return this.#with({ edges: [...this.definition.edges, edge] })
  }
  #boundary(boundary: BoundaryDefinition): NodeBuilder {
    return this.#with({ boundaries: [...(this.definition.boundaries ?? []), boundary] })
  }
  #with(change: Partial<NodeDefinition>): NodeBuilder {
    return new NodeBuilder(Object.freeze({ ...this.definition, ...change }))
  }
}

/** A node of this kind before anything more is said about it. */
export function buildNode<Options>(kind: Kind<Options>, options: Options): NodeBuilder {
  return new NodeBuilder({ kind, options, edges: [] })
}

/** Whether a kind made it. By shape rather than by class: the package may be loaded twice. */
export const isNode = (value: unknown): boolean =>
  (value as { definition?: NodeDefinition } | null | undefined)?.definition?.kind !== undefined

/** What the author wrote about a node. */
export const definitionOf = (node: unknown): NodeDefinition => (node as { definition: NodeDefinition }).definition
