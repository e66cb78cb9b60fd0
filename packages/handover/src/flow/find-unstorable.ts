import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import type { CheckedFlow } from './kind.ts'
import { problem } from './report.ts'

const direct = ['string', 'number', 'int', 'boolean', 'null', 'enum', 'template_literal', 'any', 'unknown', 'never']
/** Types without a way back: what came out of them cannot be encoded again. */
const oneWay = ['transform', 'catch', 'promise', 'function']
const advice: Readonly<Record<string, string>> = {
  date: 'Use z.iso.datetime(), or a codec between an ISO text and a Date.',
  bigint: 'Use z.string() or a codec between a text and a bigint.',
  map: 'Use z.record(), or a codec.',
  set: 'Use z.array(), or a codec.',
  transform: 'A transform has no way back: use z.codec(…), or transform in the function.',
  catch: 'A catch hides broken values: use .default() or .optional().',
}

/** Fields whose values do not survive being stored as JSON and read back. */
export function findUnstorable(flow: CheckedFlow): readonly Problem[] {
  if (definitionOf(flow.schema)?.type !== 'object')
    return [problem('FLOW_DATA_NOT_OBJECT', null, { flow: flow.name, value: flow.schema })]
  const problems: Problem[] = []
  const { catchall } = flow.schema._zod.def
  const fields: [string, z.core.$ZodType][] = Object.entries(flow.schema.shape)
  for (const [key, schema] of catchall === undefined ? fields : [...fields, ['*', catchall] as const]) {
    const found = unstorable(schema, key, new Set())
    if (found === undefined) continue
    const help = advice[found.type] ?? 'Use a JSON type, or a codec (z.codec) to one.'
    problems.push(problem('FLOW_DATA_NOT_STORABLE', null, { flow: flow.name, ...found, advice: help }))
  }
  return problems
}

type Definition = { readonly type: string } & Record<string, any>
const definitionOf = (schema: unknown): Definition | undefined =>
  (schema as { _zod?: { def: Definition } } | undefined)?._zod?.def

/** The first place inside the schema that cannot be stored. */
function unstorable(
  schema: z.core.$ZodType,
  path: string,
  seen: Set<unknown>,
): { path: string; type: string } | undefined {
  if (seen.has(schema)) return undefined
  seen.add(schema)
  const definition = definitionOf(schema)
  if (definition === undefined) return { path, type: 'not a zod schema' }
  if (direct.includes(definition.type)) return undefined
  if (definition.type === 'literal') {
    const odd = definition['values'].find((value: unknown) => value === undefined || typeof value === 'bigint')
    return odd === undefined && !definition['values'].includes(undefined)
      ? undefined
      : { path, type: `literal ${String(odd)}` }
  }
  // A codec stores what goes in. So does any other pipe, but behind it there has to be a way back.
  if (definition.type === 'pipe' && !definition['reverseTransform']) {
    const stuck = withoutWayBack(definition['out'], path)
    if (stuck !== undefined) return stuck
  }
  const inner = innerSchemas(definition, path)
  if (inner === undefined) return { path, type: definition.type }
  for (const [place, child] of inner) {
    const found = unstorable(child, place, seen)
    if (found !== undefined) return found
  }
  return undefined
}

/** What stands behind a pipe is never stored itself: a Date may, a transform may not. */
function withoutWayBack(schema: z.core.$ZodType, path: string): { path: string; type: string } | undefined {
  const definition = definitionOf(schema)!
  if (oneWay.includes(definition.type)) return { path, type: definition.type }
  if (definition.type !== 'pipe') return undefined
  return withoutWayBack(definition['in'], path) ?? withoutWayBack(definition['out'], path)
}

const passing = new WeakMap<z.core.$ZodType, boolean>()

/** Whether decoding may hand out a stored value itself instead of a copy of it, as `z.any()` and codecs do. */
export function passesThrough(schema: z.core.$ZodType): boolean {
  const known = passing.get(schema)
  if (known !== undefined) return known
  passing.set(schema, false) // what leads back to itself adds nothing
  const definition = definitionOf(schema)!
  const isPassing =
    ['any', 'unknown', 'pipe'].includes(definition.type) ||
    (innerSchemas(definition, '') ?? []).some(([, inner]) => passesThrough(inner))
  passing.set(schema, isPassing)
  return isPassing
}

/** What a schema is made of, with the place of each; undefined when the type itself cannot be stored. */
export function innerSchemas(d: Definition, path: string): readonly (readonly [string, z.core.$ZodType])[] | undefined {
  switch (d.type) {
    case 'object':
      return [
        ...Object.entries<z.core.$ZodType>(d['shape']).map(([key, schema]) => [`${path}.${key}`, schema] as const),
        ...(d['catchall'] ? [[`${path}.*`, d['catchall']] as const] : []),
      ]
    case 'array':
      return [[`${path}[]`, d['element']]]
    case 'tuple':
      return [...d['items'], ...(d['rest'] ? [d['rest']] : [])].map((item, i) => [`${path}[${i}]`, item])
    case 'record':
      return [[`${path}.*`, d['valueType']]]
    case 'union':
      return d['options'].map((option: z.core.$ZodType) => [path, option])
    case 'intersection':
      return [
        [path, d['left']],
        [path, d['right']],
      ]
    case 'lazy':
      return [[path, d['getter']()]]
    case 'pipe':
      return [[path, d['in']]]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
      return [[path, d['innerType']]]
    default:
      return undefined
  }
}
