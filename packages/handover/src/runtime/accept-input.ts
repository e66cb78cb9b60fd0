/** What came from outside: its keys are checked, and it is laid over the data of the process. */
import { error, type Issue } from '../errors.ts'
import type { AnswerCommand } from '../engine/command.ts'
import type { JsonObject } from '../engine/snapshot.ts'
import { clearFields } from '../flow/clear-fields.ts'
import { changesOf, decodeData, firstData, issuesOf, layOver } from '../flow/data.ts'
import { metaOf } from '../flow/field-meta.ts'
import { nearest } from '../flow/nearest.ts'
import type { QuestionInput } from '../flow/move.ts'
import type { Asked } from './action.ts'
import { placeOf } from './call-function.ts'

type Patch = NonNullable<AnswerCommand['patch']>

/** A form of the data's own fields: those that were sent are written, `null` empties one that may be left out. */
export async function acceptFields(asked: Asked, fields: readonly string[], value: unknown): Promise<Patch> {
  const { flow, snapshot, effect } = asked
  const sent = clearFields(flow.schema, checkKeys(asked, fields, value))
  checkWanted(asked, fields, sent)
  if (effect.question.begins) return firstPatch(asked, sent)
  const result = await layOver(flow.schema, snapshot.process.data, sent)
  return 'issues' in result ? refuseInput(asked, result.issues) : result.patch
}

/** What the form wants filled in, although the data may be without it until then. */
function checkWanted(asked: Asked, fields: readonly string[], sent: JsonObject): void {
  const { shape } = asked.flow.schema
  const present = { ...asked.snapshot.process.data, ...sent }
  const missing = fields.filter((field) => {
    const value = present[field]
    return metaOf(shape[field]!)['required'] === true && (value === undefined || value === null || value === '')
  })
  if (missing.length === 0) return
  const issues = missing.map((field) => ({
    path: [field],
    message: 'has to be filled in',
    value: present[field],
    rule: { code: 'missing' },
  }))
  refuseInput(asked, issues)
}

/** The first data of a process. */
export async function firstPatch(asked: Asked, value: unknown): Promise<Patch> {
  const first = await firstData(asked.flow.schema, value)
  return 'issues' in first ? refuseInput(asked, first.issues) : { set: first.data, remove: [] }
}

/** What a job answered: any keys of the data, as functions see them. */
export async function acceptPatch(asked: Asked, value: unknown): Promise<Patch> {
  const { schema } = asked.flow
  const { data, number } = asked.snapshot.process
  const patch = checkKeys(asked, isLoose(schema) ? undefined : Object.keys(schema.shape), value)
  const place = { flow: asked.flow.name, number }
  const present = await decodeData(schema, data, place)
  const result = await changesOf(schema, data, { ...present, ...patch }, place)
  return 'issues' in result ? refuseInput(asked, result.issues) : result.patch
}

/** A loose object lets keys in that its shape does not name. */
const isLoose = ({ _zod: { def } }: Asked['flow']['schema']): boolean =>
  def.catchall !== undefined && def.catchall._zod.def.type !== 'never'

/** An object that has none but these keys, if they are named. */
export function checkKeys(asked: Asked, keys: readonly string[] | undefined, value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuseInput(asked, [{ path: [], message: 'has to be an object', value }])
  const odd = keys === undefined ? [] : Object.keys(value).filter((key) => !keys.includes(key))
  if (odd.length === 0) return value as JsonObject
  return refuseInput(
    asked,
    odd.map((key) => ({ path: [key], message: oddKey(key, keys!), value: (value as JsonObject)[key] })),
  )
}
const oddKey = (key: string, fields: readonly string[]) => {
  const near = nearest(key, fields)
  return `is not asked for here${near === undefined ? '' : `; did you mean '${near}'?`}`
}

/** An input with a schema of its own. */
export async function parseInput(asked: Asked, { schema, value }: QuestionInput): Promise<unknown> {
  const result = await schema!.safeParseAsync(value)
  return result.success ? result.data : refuseInput(asked, issuesOf(result.error, value))
}

export function refuseInput(asked: Asked, issues: readonly Issue[]): never {
  throw error('INPUT_INVALID', { ...placeOf(asked), issues })
}
