import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Asking } from './asking.ts'
import { showPermit } from './show-permit.ts'
import type { Flow, StartNode } from './wire.ts'

/** A flow with the starts that a person may use by a form. */
export function showFlow(asking: Asking, flow: FrozenFlow): Flow {
  const { name, title, description, icon, version } = flow
  const starts = startsOf(flow).map((node) => showStart(asking, flow, node))
  return { name, title, description, icon, version, starts }
}

/** The starts that have a form, in the order as written. */
export const startsOf = (flow: FrozenFlow): readonly FlowNode[] =>
  Object.values(flow.graph).filter((node) => node.kind.role === 'start' && node.kind.form !== undefined)

export function showStart({ handover, actor }: Asking, flow: FrozenFlow, node: FlowNode): StartNode {
  return {
    node: node.name,
    title: node.title,
    description: node.description ?? '',
    kind: node.kind.kind,
    can: showPermit(handover.canStart(flow, node.name, actor)),
  }
}
