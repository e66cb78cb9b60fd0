import { z } from 'zod'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import type { Form } from './wire.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** What a form of the node asks for, with present values over the defaults; null when the node has no form. */
export function formOf(flow: FrozenFlow, node: FlowNode, data: Readonly<Record<string, unknown>> = {}): Form | null {
  const asked = schemaOfForm(flow, node)
  if (asked === null) return null
  const schema = labelled(asked)
  const fields = Object.keys(schema.properties ?? {})
  const present = asksForData(node) ? data : {}
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const value = present[field] ?? propertyOf(schema, field).default
    if (value !== undefined) values[field] = value
  }
  return { schema: schema as Record<string, unknown>, fields, values }
}

/** What the node's form is checked with; null when it has none. */
export function schemaOfForm(flow: FrozenFlow, node: FlowNode): z.ZodType | null {
  const asked = node.kind.form?.(node)
  if (asked === undefined) return null
  if ('schema' in asked) return asked.schema
  // A new object instead of pick(), which throws after refine().
  return z.object(Object.fromEntries(asked.fields.map((field) => [field, flow.schema.shape[field]!])))
}
const asksForData = (node: FlowNode): boolean => 'fields' in (node.kind.form?.(node) ?? {})

/** What people call the keys of a flow's data. */
export function labelsOf(flow: FrozenFlow): ReadonlyMap<string, string> {
  const known = labels.get(flow)
  if (known) return known
  const schema = labelled(flow.schema)
  const found = new Map(
    Object.keys(flow.schema.shape).map((key) => [key, propertyOf(schema, key).title ?? inWords(key)]),
  )
  labels.set(flow, found)
  return found
}
const labels = new WeakMap<FrozenFlow, ReadonlyMap<string, string>>()

/** JSON Schema of what is sent, with a title for every field and without patterns that only repeat a format. */
export function labelled(schema: z.ZodType, target: 'draft-7' | 'draft-2020-12' = 'draft-7'): JsonSchema {
  return z.toJSONSchema(schema, {
    target,
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      for (const [key, property] of Object.entries(jsonSchema.properties ?? {})) {
        if (typeof property === 'object') property.title ??= inWords(key)
      }
    },
  })
}

function propertyOf(schema: JsonSchema, key: string): JsonSchema {
  const property = schema.properties?.[key]
  return typeof property === 'object' ? property : {}
}
