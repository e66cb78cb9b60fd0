/** A form of the application's own record: written in the same transaction, checked as a whole before. */
import { z } from 'zod'
import { error } from '../errors.ts'
import type { AnswerCommand } from '../engine/command.ts'
import type { Json, JsonObject } from '../engine/snapshot.ts'
import { clearFields } from '../flow/clear-fields.ts'
import { issuesOf } from '../flow/data.ts'
import { findBrokenText } from '../flow/find-broken-text.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { QuestionInput } from '../flow/move.ts'
import { checkKeys, firstPatch, refuseInput } from './accept-input.ts'
import type { Asked } from './action.ts'
import { callFunction, placeOf } from './call-function.ts'

type Values = Readonly<Record<string, unknown>>

/** At a start: the record that the process is about from now on. */
export async function createRecord(asked: Asked, input: QuestionInput): Promise<AnswerCommand> {
  const artifact = input.artifact!
  const sent = checkSent(asked, input)
  const values = await decodeRecord(asked, artifact, sent)
  const patch = await firstPatch(asked, {})
  const id = await callFunction(asked, () => artifact.create!(asked.action.unit.tx, values))
  if (typeof id !== 'string' || id === '')
    throw error('RULE_ANSWER_INVALID', { ...placeOf(asked), about: 'create', value: id, expected: 'the id as a text' })
  return { type: 'answer', answer: input.value, patch, artifact: { type: artifact.name, id } }
}

/** At a view: the fields that were sent are laid over the record, and what they change is written. */
export async function editRecord(asked: Asked, input: QuestionInput): Promise<AnswerCommand> {
  const artifact = input.artifact!
  const { tx } = asked.action.unit
  const sent = checkSent(asked, input)
  const id = idOf(asked, artifact)
  const loaded = (await callFunction(asked, () => artifact.load(tx, id))) as Values | null | undefined
  if (loaded == null) throw gone(asked, artifact, id)
  const before = await encodeRecord(artifact, loaded)
  const after = await decodeRecord(asked, artifact, { ...before, ...sent })
  const stored = await encodeRecord(artifact, after)
  const changed = Object.keys(sent).filter((key) => JSON.stringify(stored[key]) !== JSON.stringify(before[key]))
  if (changed.length === 0) return { type: 'answer', answer: input.value }
  const values = Object.fromEntries(changed.map((key) => [key, after[key]]))
  await callFunction(asked, () => artifact.update!(tx, id, values))
  const pairs = changed.map((key): [string, Json] => [key, [before[key] ?? null, stored[key] ?? null]])
  return { type: 'answer', answer: input.value, edited: Object.fromEntries(pairs) }
}

function checkSent(asked: Asked, { artifact, fields, value }: QuestionInput): JsonObject {
  const { schema } = artifact!
  const sent = clearFields(schema, checkKeys(asked, fields ?? Object.keys(schema.shape), value))
  const issues = findBrokenText(sent)
  return issues.length > 0 ? refuseInput(asked, issues) : sent
}

function idOf(asked: Asked, artifact: AnyArtifact): string {
  const { artifactType, artifactId } = asked.snapshot.process
  if (artifactId === null || artifactType !== artifact.name) throw gone(asked, artifact, null)
  return artifactId
}

const gone = (asked: Asked, artifact: AnyArtifact, id: string | null) =>
  error('ARTIFACT_GONE', { ...placeOf(asked), artifact: artifact.name, id })

async function decodeRecord(asked: Asked, { schema }: AnyArtifact, values: Values): Promise<Values> {
  const result = await z.safeDecodeAsync(schema, values as never)
  return result.success ? result.data : refuseInput(asked, issuesOf(result.error, values))
}

/** Field by field: a record that does not fit yet is what the form may be there for. */
async function encodeRecord({ schema }: AnyArtifact, values: Values): Promise<JsonObject> {
  const encoded: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(schema.shape)) {
    if (values[key] === undefined) continue
    const result = await z.safeEncodeAsync(field, values[key] as never)
    encoded[key] = result.success ? result.data : values[key]
  }
  return encoded as JsonObject
}
