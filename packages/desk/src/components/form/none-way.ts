import type { RJSFSchema } from '@rjsf/utils'
import { words } from '../words.ts'
import { mapValues } from './plain-schema.ts'

/** Lets several groups of fields of which none has to be chosen be left open: none of them is the first way. */
export function withNone(schema: RJSFSchema): RJSFSchema {
  const { properties, items, oneOf, required = [] } = schema
  const open = (each: RJSFSchema, key: string): RJSFSchema => {
    const inside = withNone(each)
    return required.includes(key) || inside.oneOf === undefined
      ? inside
      : { ...inside, oneOf: [{ type: 'null', title: words.field.noWay, isWay: true } as RJSFSchema, ...inside.oneOf] }
  }
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, (each, key) => open(each as RJSFSchema, key)) }),
    ...(oneOf && { oneOf: oneOf.map((way) => withNone(way as RJSFSchema)) }),
    ...(items !== undefined && !Array.isArray(items) && { items: withNone(items as RJSFSchema) }),
  }
}
