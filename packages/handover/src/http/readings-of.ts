import type { z } from 'zod'
import { inWords } from '../flow/words.ts'
import { labelled, propertyOf } from './form.ts'

/** How the value of a key is read. */
export interface Reading {
  /** What people call the key. */
  readonly label: string
  /** JSON Schema, where it says more than the value: choices, a yes or no, an amount, a unit, groups, lists. */
  readonly field?: Record<string, unknown>
}

/** How the values of an object are read, key by key: the data of a flow, or a record of the application. */
export function readingsOf(object: z.ZodObject): ReadonlyMap<string, Reading> {
  const known = readings.get(object)
  if (known) return known
  const schema = labelled(object)
  const found = new Map(
    Object.keys(object.shape).map((key): [string, Reading] => {
      const field = propertyOf(schema, key)
      const label = field.title ?? inWords(key)
      return [
        key,
        saysMore.test(JSON.stringify(field)) ? { label, field: field as Record<string, unknown> } : { label },
      ]
    }),
  )
  readings.set(object, found)
  return found
}
const readings = new WeakMap<z.ZodObject, ReadonlyMap<string, Reading>>()
const saysMore = /"(?:enum|const|choices|currency|unit|properties|widget|clock)":|"boolean"/
