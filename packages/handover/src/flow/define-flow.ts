/**
 * Type parameters have one meaning everywhere: `Name` a flow's name, `S` its data's zod object, `Data` what that
 * object decodes to, `N` its nodes, `To` where a node leads, `R` its role, `Input` what it takes, `K` a node's name.
 */
import type { z } from 'zod'
import type { AnyFlow, Nodes } from './flow-types.ts'
import type { FlowIcon } from './flow-icon.ts'
import type { FlowNode, NodeDefinition } from './node.ts'
import { boundariesOf } from './boundaries.ts'
import { checkFlow } from './check-flow.ts'
import { definitionOf, isNode } from './node-builder.ts'
import { readJoins, type Joins } from './joins.ts'
import { problem } from './report.ts'
import { inWords } from './words.ts'
import { error } from '../errors.ts'

/** What the author says about a flow. */
export interface FlowDefinition<S extends z.ZodObject = z.ZodObject> {
  /** What people call the flow; by default its name in words. */
  readonly title?: string
  readonly description?: string
  /** What the desk draws beside its title: `message`, `truck`, `holiday` and more; by default a sign for any flow. */
  readonly icon?: FlowIcon
  /** Counts up when the definition changes; 1 by default. Processes remember the version that they started with. */
  readonly version?: number
  /** One line about a process, from its data; stored, searchable, shown in every list. */
  readonly summary?: (data: z.output<S>) => string
  /** The data of a process: a zod object that can be stored as JSON and read back. */
  readonly data: S
  /** Nodes that were renamed: `{ oldName: 'newName' }`. Open tasks at the old name stand at the new one. */
  readonly moved?: Readonly<Record<string, string>>
  /** Brings stored data of an older version up to date; called when it is loaded, with the stored JSON. */
  readonly upgrade?: (data: Record<string, any>, fromVersion: number) => Record<string, any>
}

/** A frozen definition. */
export interface Flow<
  Name extends string = string,
  S extends z.ZodObject = z.ZodObject,
  N extends Nodes = Nodes,
> extends AnyFlow {
  readonly name: Name
  /** The typed nodes, as written. */
  readonly nodes: N
  readonly schema: S
}

/** The same flow as the engine reads it. */
export interface FrozenFlow extends Flow {
  readonly title: string
  readonly description: string
  readonly icon: FlowIcon | null
  readonly version: number
  readonly summary: ((data: any) => string) | null
  /** By name, in the order as written. */
  readonly graph: Readonly<Record<string, FlowNode>>
  readonly joins: Joins
  readonly moved: Readonly<Record<string, string>>
  readonly upgrade: ((data: Record<string, any>, fromVersion: number) => Record<string, any>) | null
}

/** Every flow that `flow()` made is one of these; the type that users see hides it. */
export const frozen = (flow: AnyFlow): FrozenFlow => {
  if ((flow as FrozenFlow | undefined)?.graph === undefined)
    throw error('FLOW_NOT_DEFINED', { flow: flow?.name ?? flow })
  return flow as FrozenFlow
}

/** Binds `flow()` to the kinds that it offers. Throws `FLOW_INVALID` with all problems at once. */
export function defineFlow<Kinds>(kinds: Kinds) {
  return (name: string, definition: FlowDefinition & { nodes: (n: Kinds) => Nodes }): FrozenFlow => {
    const nodes = definition.nodes(kinds)
    const strangers = Object.entries(nodes).filter(([, node]) => !isNode(node))
    if (strangers.length > 0) throw error('FLOW_INVALID', { flow: name, problems: strangersOf(name, strangers) })
    // Without a prototype, so that a node may be called 'constructor' and an unknown one is never found.
    const graph: Record<string, FlowNode> = Object.create(null)
    for (const [key, node] of Object.entries(nodes)) {
      const definition = definitionOf(node)
      const boundaries = boundariesOf(key, definition.boundaries)
      for (const each of [nameNode(name, key, { definition, boundaries }), ...boundaries]) graph[each.name] = each
    }
    const shape = { name, schema: definition.data, nodes: Object.freeze(graph) }
    const problems = checkFlow(shape, definition)
    if (problems.length > 0) throw error('FLOW_INVALID', { flow: name, problems })
    return Object.freeze({
      name,
      nodes,
      schema: definition.data,
      title: definition.title ?? inWords(name),
      description: definition.description ?? '',
      icon: definition.icon ?? null,
      version: definition.version ?? 1,
      summary: definition.summary ?? null,
      graph: shape.nodes,
      joins: readJoins(shape).joins,
      moved: definition.moved ?? {},
      upgrade: definition.upgrade ?? null,
    })
  }
}

/** The rest cannot be checked before these are nodes. */
const strangersOf = (flow: string, strangers: readonly (readonly [string, unknown])[]) =>
  strangers.map(([node, value]) => problem('FLOW_NOT_A_NODE', node, { flow, value }))

function nameNode(
  flow: string,
  name: string,
  { definition, boundaries }: { definition: NodeDefinition; boundaries: readonly FlowNode[] },
): FlowNode {
  const { permission, ...rest } = definition
  return Object.freeze({
    ...rest,
    name,
    title: definition.title ?? inWords(name),
    permission: permission === true ? `${flow}.${name}` : (permission ?? null),
    boundaries: boundaries.map((boundary) => boundary.name),
  })
}
