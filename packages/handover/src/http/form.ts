import { z } from 'zod'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { metaOf } from '../flow/field-meta.ts'
import type { FlowNode } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import type { Form } from './wire.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema
type Values = Readonly<Record<string, unknown>>

/** What stands already where the form writes: in the data of the process, and in its artifact. */
export interface Present {
  readonly data?: Values
  readonly artifact?: Values
}

/** What a form of the node asks for, with present values over the defaults; null when the node has no form. */
export function formOf(flow: FrozenFlow, node: FlowNode, present: Present = {}): Form | null {
  const asked = schemaOfForm(flow, node)
  if (asked === null) return null
  const schema = labelled(asked)
  const fields = Object.keys(schema.properties ?? {})
  const known = presentIn(node, present)
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const value = known[field] ?? propertyOf(schema, field).default
    if (value !== undefined) values[field] = value
  }
  const { component = null } = node.kind.form?.(node) ?? {}
  return { schema: schema as Record<string, unknown>, fields, values, component }
}

/** What the node's form is checked with; null when it has none. */
export function schemaOfForm(flow: FrozenFlow, node: FlowNode): z.ZodType | null {
  const asked = node.kind.form?.(node)
  if (asked === undefined) return null
  if ('schema' in asked) return asked.schema
  const { shape } = 'artifact' in asked ? asked.artifact.schema : flow.schema
  // A new object instead of pick(), which throws after refine().
  const fields = asked.fields ?? Object.keys(shape)
  const isOfData = !('artifact' in asked)
  return z.object(
    Object.fromEntries(fields.map((field) => [field, isOfData ? wanted(shape[field]!) : (shape[field] as z.ZodType)])),
  )
}

/** What a form wants filled in, although the data may be without it. */
const wanted = (field: z.core.$ZodType) =>
  metaOf(field)['required'] === true ? z.nonoptional(field as z.ZodType) : (field as z.ZodType)

function presentIn(node: FlowNode, { data = {}, artifact = {} }: Present): Values {
  const asked = node.kind.form?.(node) ?? {}
  if ('artifact' in asked) return artifact
  return 'fields' in asked ? data : {}
}

/** JSON Schema of what is sent, with a title for every field and without patterns that only repeat a format. */
export function labelled(schema: z.ZodType, target: 'draft-7' | 'draft-2020-12' = 'draft-7'): JsonSchema {
  return z.toJSONSchema(schema, {
    target,
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (target === 'draft-7') addClock(zodSchema, jsonSchema)
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      for (const [key, property] of Object.entries(jsonSchema.properties ?? {})) {
        if (typeof property === 'object') property.title ??= inWords(key)
      }
    },
  })
}

/** JSON Schema has no time without a zone: `clock` says what a form cannot see otherwise, and how exact it is kept. */
function addClock({ _zod: { def } }: z.core.$ZodTypes, jsonSchema: JsonSchema): void {
  const { format, local, precision } = def as { format?: string; local?: boolean; precision?: number | null }
  if (format !== 'time' && format !== 'datetime') return
  jsonSchema['clock'] = format === 'time' ? 'time' : local === true ? 'local' : 'moment'
  if (typeof precision === 'number') jsonSchema['precision'] = precision
  delete jsonSchema.pattern
}

/** What the schema says of one key; nothing where it says nothing. */
export function propertyOf(schema: JsonSchema, key: string): JsonSchema {
  const property = schema.properties?.[key]
  return typeof property === 'object' ? property : {}
}
