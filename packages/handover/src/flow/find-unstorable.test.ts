import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CheckedFlow } from './kind.ts'
import { findUnstorable, passesThrough } from './find-unstorable.ts'

const unstorable = (field: z.ZodType) =>
  findUnstorable({ name: 'leave', schema: z.object({ field }), nodes: {} } satisfies CheckedFlow)
const placeAndType = (field: z.ZodType) => unstorable(field).map(({ message }) => /'field[^)]*\)/.exec(message)![0])

const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const bigintText = z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String })
const setOfTexts = z.codec(z.array(z.string()), z.set(z.string()), {
  decode: (list) => new Set(list),
  encode: (set) => [...set],
})
interface Tree {
  name: string
  children: Tree[]
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }))
const selfish = z.object({
  name: z.string(),
  get parent() {
    return z.optional(selfish)
  },
})

const storable: Record<string, z.ZodType> = {
  string: z.string().max(3),
  email: z.email(),
  uuid: z.uuid(),
  'iso date': z.iso.date(),
  number: z.number(),
  int: z.int(),
  boolean: z.boolean(),
  null: z.null(),
  enum: z.enum(['a', 'b']),
  literal: z.literal(['a', 1, true, null]),
  'template literal': z.templateLiteral(['#', z.number()]),
  any: z.any(),
  unknown: z.unknown(),
  object: z.object({ deep: z.object({ er: z.string() }) }),
  'loose object': z.looseObject({ name: z.string() }),
  array: z.array(z.number()),
  tuple: z.tuple([z.string(), z.number()], z.boolean()),
  record: z.record(z.string(), z.number()),
  union: z.union([z.string(), z.number()]),
  'discriminated union': z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]),
  intersection: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
  json: z.json(),
  lazy: tree,
  'getter on itself': selfish,
  optional: z.string().optional(),
  nullable: z.string().nullable(),
  default: z.string().default('x'),
  prefault: z.string().prefault('x'),
  nonoptional: z.string().optional().nonoptional(),
  readonly: z.array(z.string()).readonly(),
  branded: z.string().brand<'Name'>(),
  refined: z.string().refine((text) => text !== 'x'),
  trimmed: z.string().trim().toLowerCase(),
  stringbool: z.stringbool(),
  'pipe of storable types': z.string().pipe(z.string().max(3)),
  'codec to a Date': isoDate,
  'codec to a bigint': bigintText,
  'codec to a Set': setOfTexts,
  'codec inside': z.array(z.object({ on: isoDate.optional() })),
  'codec, narrowed': isoDate.pipe(z.date().min(new Date(0))),
}

test.each(Object.entries(storable))('%s survives being stored', (_, field) => {
  expect(unstorable(field)).toEqual([])
})

const refused: Record<string, [z.ZodType, string]> = {
  date: [z.date(), "'field' (date)"],
  bigint: [z.bigint(), "'field' (bigint)"],
  map: [z.map(z.string(), z.string()), "'field' (map)"],
  set: [z.set(z.string()), "'field' (set)"],
  symbol: [z.symbol(), "'field' (symbol)"],
  undefined: [z.undefined(), "'field' (undefined)"],
  void: [z.void(), "'field' (void)"],
  nan: [z.nan(), "'field' (nan)"],
  file: [z.file(), "'field' (file)"],
  'class instance': [z.instanceof(URL), "'field' (custom)"],
  function: [z.function() as never, "'field' (function)"],
  promise: [z.promise(z.string()), "'field' (promise)"],
  transform: [z.string().transform((text) => text.length), "'field' (transform)"],
  preprocess: [z.preprocess(String, z.string()), "'field' (transform)"],
  catch: [z.string().catch('x'), "'field' (catch)"],
  'literal bigint': [z.literal(1n), "'field' (literal 1)"],
  'literal undefined': [z.literal(undefined), "'field' (literal undefined)"],
  'inside an object': [z.object({ deep: z.object({ on: z.date() }) }), "'field.deep.on' (date)"],
  'inside an array': [z.array(z.object({ on: z.date() })), "'field[].on' (date)"],
  'inside a tuple': [z.tuple([z.string(), z.date()]), "'field[1]' (date)"],
  'as the rest of a tuple': [z.tuple([z.string()], z.date()), "'field[1]' (date)"],
  'inside a record': [z.record(z.string(), z.date()), "'field.*' (date)"],
  'as what an object catches': [z.object({}).catchall(z.date()), "'field.*' (date)"],
  'as one of a union': [z.union([z.string(), z.date()]), "'field' (date)"],
  'inside wrappers': [z.date().optional().nullable(), "'field' (date)"],
  'as the stored side of a codec': [
    z.codec(z.date(), z.string(), { decode: String, encode: (text) => new Date(text) }),
    "'field' (date)",
  ],
  'a transform behind a codec': [isoDate.pipe(z.date().transform(Number)), "'field' (transform)"],
}

test.each(Object.entries(refused))('%s does not, and the place is named', (_, [field, place]) => {
  expect(placeAndType(field)).toEqual([place])
})

test('what is wrong below a recursion is found once', () => {
  const node: z.ZodType = z.lazy(() => z.object({ children: z.array(node), on: z.date() }))
  expect(placeAndType(node)).toEqual(["'field.on' (date)"])
})

test('every field that cannot be stored is reported', () => {
  const schema = z.object({ one: z.date(), two: z.string(), three: z.set(z.string()) })
  const problems = findUnstorable({ name: 'leave', schema, nodes: {} })
  expect(problems.map(({ message }) => /'(\w+)' \(/.exec(message)![1])).toEqual(['one', 'three'])
})

test('what the data itself catches has to be storable too', () => {
  const schema = z.object({}).catchall(z.date()) as unknown as z.ZodObject
  expect(findUnstorable({ name: 'leave', schema, nodes: {} })).toHaveLength(1)
})

test.each([
  [z.date(), 'z.iso.datetime()'],
  [z.bigint(), 'codec between a text and a bigint'],
  [z.map(z.string(), z.string()), 'z.record()'],
  [z.set(z.string()), 'z.array()'],
  [z.string().transform(Number), 'z.codec'],
  [z.string().catch(''), '.default() or .optional()'],
  [z.symbol(), 'Use a JSON type'],
])('the next step says what to write instead (%#)', (field, advice) => {
  expect(unstorable(field as z.ZodType)[0]!.next).toContain(advice)
})

describe('decoding hands out the stored value itself', () => {
  test.each([
    ['any', z.any()],
    ['unknown, deep inside', z.object({ list: z.array(z.object({ more: z.unknown().optional() })) })],
    [
      'a codec',
      z.codec(z.string(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() }),
    ],
  ])('for %s', (_, schema) => {
    expect(passesThrough(schema)).toBe(true)
  })

  test('but not for what it makes anew', () => {
    const tree: z.ZodType = z.object({ name: z.string(), children: z.lazy(() => z.array(tree)) })
    expect(passesThrough(z.object({ tree, tags: z.record(z.string(), z.number()) }))).toBe(false)
  })
})
