import type { Form } from 'handover/client'

/**
 * The form of a task with its decisions still open. Data must be whole from the first commit, so a yes or no is stored
 * as no before anybody was asked (`z.boolean().default(false)`): that must not be handed in by pressing Complete.
 */
export function undecided(form: Form): Form {
  const properties = { ...(form.schema['properties'] as Record<string, Record<string, unknown>> | undefined) }
  const open = Object.keys(properties).filter(
    (key) => properties[key]?.['default'] === false && form.values[key] === false,
  )
  if (open.length === 0) return form
  for (const key of open) {
    const { default: _stored, ...field } = properties[key]!
    properties[key] = field
  }
  const required = [...((form.schema['required'] as string[] | undefined) ?? []), ...open]
  const values = Object.fromEntries(Object.entries(form.values).filter(([key]) => !open.includes(key)))
  return { ...form, schema: { ...form.schema, properties, required }, values }
}
