import { createHash } from 'node:crypto'
import { z } from 'zod'
import { phrase } from '../errors.ts'
import type { Json } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Store } from '../storage/store.ts'
import type { Log } from './observe/log.ts'

/** Keeps every definition as it is now, so that old pictures can be drawn; says what looks like a mistake. */
export async function recordDefinitions(store: Store, flows: Iterable<FrozenFlow>, log: Log): Promise<void> {
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
    if (newest !== null && newest > flow.version) warn(log, 'FLOW_NEWER_RECORDED', details)
    else if (hashOfVersion !== null && hashOfVersion !== hash) warn(log, 'FLOW_VERSION_REUSED', details)
    else if (hashOfVersion === null)
      log.info({ flow: flow.name, version: flow.version }, `Recorded version ${flow.version} of ${flow.name}.`)
  }
}

function warn(log: Log, code: 'FLOW_NEWER_RECORDED' | 'FLOW_VERSION_REUSED', details: object): void {
  const { says, next } = phrase(code, details)
  log.warn({ code, ...details }, `${code}: ${says} ${next}`)
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
