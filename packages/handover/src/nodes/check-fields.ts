import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'

/** The fields that a form names, but the data, or the artifact, does not have. */
export function checkFields(
  node: FlowNode,
  flow: CheckedFlow,
  { fields = [], artifact }: { readonly fields?: readonly string[]; readonly artifact?: AnyArtifact },
): readonly Problem[] {
  const keys = Object.keys((artifact ?? flow).schema.shape)
  const of = artifact && `the artifact '${artifact.name}'`
  return fields
    .filter((field) => !keys.includes(field))
    .map((field) =>
      problem('FLOW_UNKNOWN_FIELD', node.name, { flow: flow.name, field, of, near: nearest(field, keys) }),
    )
}

/** The keys that have to be filled and are not among the fields. */
export const emptyKeys = (schema: z.ZodObject, fields: readonly string[]): readonly string[] =>
  Object.entries(schema.shape)
    .filter(([key, value]) => value._zod.optin === undefined && !fields.includes(key))
    .map(([key]) => key)
