import type { z } from 'zod'

type Sent = Readonly<Record<string, any>>

/**
 * What was sent, with `null` as "nothing" where the field may be left out and knows no `null` of its own: JSON has no
 * other word for a field that somebody has emptied.
 */
export function clearFields<T extends Sent>({ shape }: z.ZodObject, sent: T): T {
  const cleared = Object.entries(sent).filter(([key, value]) => value === null && isCleared(shape[key]))
  return cleared.length === 0 ? sent : { ...sent, ...Object.fromEntries(cleared.map(([key]) => [key, undefined])) }
}

const isCleared = (field: z.core.$ZodType | undefined): boolean =>
  field !== undefined && field._zod.optin !== undefined && !takesNull(field)

/** Whether a schema has a use for `null`; those that say nothing of what they take have one. */
function takesNull(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'nullable':
    case 'null':
    case 'any':
    case 'unknown':
    case 'custom':
    case 'transform':
      return true
    case 'literal':
      return def.values.includes(null)
    case 'union':
      return def.options.some(takesNull)
    case 'intersection':
      return takesNull(def.left) && takesNull(def.right)
    case 'pipe':
      return takesNull(def.in)
    case 'lazy':
      return takesNull(def.getter())
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return takesNull(def.innerType)
    default:
      return false
  }
}
