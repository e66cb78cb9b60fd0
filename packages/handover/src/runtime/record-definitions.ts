import { createHash } from 'node:crypto'
import { z } from 'zod'
import { phrase } from '../errors.ts'
import type { Json } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Store } from '../storage/store.ts'

/** Keeps every definition as it is now, so that old pictures can be drawn; answers with what looks like a mistake. */
export async function recordDefinitions(store: Store, flows: Iterable<FrozenFlow>): Promise<readonly string[]> {
  const warnings: string[] = []
  for (const flow of flows) {
    const graph = graphOf(flow)
    const hash = createHash('sha256').update(JSON.stringify(graph)).digest('hex')
    const { newest, hashOfVersion } = await store.recordDefinition({
      flow: flow.name,
      version: flow.version,
      hash,
      graph,
    })
    const details = { flow: flow.name, version: flow.version, recorded: newest }
    if (newest !== null && newest > flow.version) warnings.push(warning('FLOW_NEWER_RECORDED', details))
    else if (hashOfVersion !== null && hashOfVersion !== hash) warnings.push(warning('FLOW_VERSION_REUSED', details))
  }
  return warnings
}

function warning(code: 'FLOW_NEWER_RECORDED' | 'FLOW_VERSION_REUSED', details: object): string {
  const { says, next } = phrase(code, details)
  return `${code}: ${says} ${next}`
}

/** The definition without its functions. */
function graphOf(flow: FrozenFlow): Json {
  const nodes = Object.values(flow.graph).map((node) => ({
    name: node.name,
    kind: node.kind.kind,
    title: node.title,
    permission: node.permission,
    edges: node.edges.map(({ to, label = null }) => ({ to, label })),
    ...(node.host === undefined ? {} : borderOf(node)),
  }))
  return {
    title: flow.title,
    data: z.toJSONSchema(flow.schema, { io: 'input', unrepresentable: 'any' }) as Json,
    nodes,
  }
}

/** A boundary: on whose border it stands, and what becomes of that. */
const borderOf = ({ host, isInterrupting = false, catches }: FlowNode) => ({
  host: host!,
  isInterrupting,
  ...(catches && { catches: { what: catches.what, code: catches.code ?? null } }),
})
