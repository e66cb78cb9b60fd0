import type { Problem } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { CheckedFlow, FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'

/** The fields that a form names, but the data does not have. */
export function checkFields(node: FlowNode, flow: CheckedFlow, fields: readonly string[]): readonly Problem[] {
  const keys = Object.keys(flow.schema.shape)
  return fields
    .filter((field) => !keys.includes(field))
    .map((field) => problem('FLOW_UNKNOWN_FIELD', node.name, { flow: flow.name, field, near: nearest(field, keys) }))
}
