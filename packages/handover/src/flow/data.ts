/** How the data of a process is read, checked and changed. Stored data is encoded JSON; functions see it decoded. */
import { z } from 'zod'
import { error, type Issue } from '../errors.ts'
import { findBrokenText, findNoJson } from './find-broken-text.ts'
import { passesThrough } from './find-unstorable.ts'
import { ruleOf } from './rule-of.ts'

type Stored = Readonly<Record<string, any>>
/** What is written of the data: keys with their new encoded values, and keys that are gone. */
export interface DataPatch {
  readonly set: Stored
  readonly remove: readonly string[]
}
export interface DataPlace {
  readonly flow: string
  readonly number: number
}

/** The stored data as functions see it; keys added to the schema later get their defaults. */
export async function decodeData<S extends z.ZodObject>(
  schema: S,
  stored: Stored,
  place: DataPlace,
): Promise<z.output<S>> {
  const result = await z.safeDecodeAsync(schema, knownTo(schema, stored) as never)
  if (!result.success) throw error('DATA_UNREADABLE', { ...place, issues: issuesOf(result.error, stored) })
  return result.data as z.output<S>
}

/** Lays an input over the stored data and checks the whole; writes only the keys that were sent. */
export async function layOver(
  schema: z.ZodObject,
  stored: Stored,
  input: Stored,
): Promise<{ readonly patch: DataPatch } | { readonly issues: readonly Issue[] }> {
  const whole = { ...knownTo(schema, stored), ...input }
  const decoded = await z.safeDecodeAsync(schema, whole as never)
  if (!decoded.success) return { issues: issuesOf(decoded.error, whole) }
  const encoded = (await z.encodeAsync(schema, decoded.data as never)) as Stored
  return storable(schema, pick(encoded, Object.keys(input)))
}

/** The first data of a process: checked, with defaults filled in. */
export async function firstData(
  schema: z.ZodObject,
  input: unknown,
): Promise<{ readonly data: Stored } | { readonly issues: readonly Issue[] }> {
  const decoded = await z.safeDecodeAsync(schema, input as never)
  if (!decoded.success) return { issues: issuesOf(decoded.error, input) }
  const data = withoutUndefined((await z.encodeAsync(schema, decoded.data as never)) as Stored)
  const issues = findUnfit(schema, data)
  return issues.length > 0 ? { issues } : { data }
}

/**
 * What a function changed: `stored` is the data as it was handed out, decoded, and `after` as it was left. Keys that came
 * out of decoding alone, such as defaults, were not changed by it.
 */
export async function changesOf(
  schema: z.ZodObject,
  stored: Stored,
  after: unknown,
  place: DataPlace,
): Promise<{ readonly patch: DataPatch } | { readonly issues: readonly Issue[] }> {
  const encoded = await z.safeEncodeAsync(schema, after as never)
  if (!encoded.success) return { issues: issuesOf(encoded.error, after) }
  const now = encoded.data as Stored
  if (keysThatDiffer(schema, stored, now).length === 0) return { patch: { set: {}, remove: [] } }
  const before = await encodeData(schema, await decodeData(schema, stored, place))
  return storable(schema, pick(now, keysThatDiffer(schema, before, now)))
}

/** A loose schema lets keys in that its shape does not name. */
function keysThatDiffer(schema: z.ZodObject, before: Stored, now: Stored): readonly string[] {
  const keys = new Set([schema.shape, now, before].flatMap(Object.keys))
  return [...keys].filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
}

/** The data as it would be stored again, defaults included: what {@link changesOf} compares with. */
export async function encodeData(schema: z.ZodObject, decoded: unknown): Promise<Stored> {
  return (await z.encodeAsync(schema, decoded as never)) as Stored
}

export function applyPatch(stored: Stored, patch: DataPatch): Stored {
  const next = { ...stored, ...patch.set }
  for (const key of patch.remove) delete next[key]
  return next
}

/** A strict schema would refuse keys of another definition; they are kept beside it, out of its sight. */
function knownTo(schema: z.ZodObject, stored: Stored): Stored {
  if (schema._zod.def.catchall?._zod.def.type !== 'never') return stored
  return Object.fromEntries(Object.entries(stored).filter(([key]) => Object.hasOwn(schema.shape, key)))
}

/** What zod found, with the value at each place. */
export function issuesOf(failure: z.core.$ZodError, input: unknown): readonly Issue[] {
  return failure.issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
    const value = valueAt(input, path)
    const rule = ruleOf(issue, value)
    return { path, message: issue.message, value, ...(rule && { rule }) }
  })
}
const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key], value)

/** Most schemas let nothing else in; those that hand values through are looked at. */
const findUnfit = (schema: z.ZodObject, data: Stored) => [
  ...findBrokenText(data),
  ...(passesThrough(schema) ? findNoJson(data) : []),
]

function storable(
  schema: z.ZodObject,
  patch: DataPatch,
): { readonly patch: DataPatch } | { readonly issues: readonly Issue[] } {
  const issues = findUnfit(schema, patch.set)
  return issues.length > 0 ? { issues } : { patch }
}

function pick(encoded: Stored, keys: readonly string[]): DataPatch {
  const set: Record<string, unknown> = {}
  const remove: string[] = []
  for (const key of keys) {
    if (encoded[key] === undefined) remove.push(key)
    else set[key] = encoded[key]
  }
  return { set, remove }
}
const withoutUndefined = (data: Stored): Stored =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
