import type { RJSFSchema } from '@rjsf/utils'
import { words } from '../words.ts'
import type { Issue } from './check-form.ts'

/** The id that the form gives to the field at a path. */
export const fieldId = (path: Issue['path']): string => ['root', ...path].join('_')

/** What people call the field at a path; one of several with its number: "Parcel 2: Weight". */
export function fieldLabel(schema: RJSFSchema, path: Issue['path']): string {
  if (path.length === 0) return words.form.whole_form
  let at: RJSFSchema | undefined = schema
  let label = ''
  let item = ''
  for (const part of path) {
    const next = insideOf(at, part)
    if (typeof part === 'number') {
      item = words.field.numbered(next?.title ?? label, part + 1)
      label = ''
    } else {
      label = next?.title ?? part
    }
    at = next
  }
  if (item === '') return label
  return label === '' ? item : words.field.inside(item, label)
}

function insideOf(schema: RJSFSchema | undefined, part: string | number): RJSFSchema | undefined {
  if (schema === undefined) return undefined
  const found = typeof part === 'number' ? schema.items : schema.properties?.[part]
  if (typeof found === 'object') return found as RJSFSchema
  const ways = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])] as RJSFSchema[]
  return ways.map((way) => insideOf(way, part)).find((each) => each !== undefined)
}
