/** Puts a question of the engine to the application's code, inside the action's transaction. */
import { error } from '../errors.ts'
import type { AnswerCommand } from '../engine/command.ts'
import type { JsonObject, Snapshot } from '../engine/snapshot.ts'
import { changesOf, decodeData, firstData } from '../flow/data.ts'
import { passesThrough } from '../flow/find-unstorable.ts'
import { acceptFields, acceptPatch, parseInput } from './accept-input.ts'
import { createRecord, editRecord } from './accept-record.ts'
import type { Asked } from './action.ts'
import { callFunction, placeOf } from './call-function.ts'
import { decodeItem } from './decode-item.ts'
import { OpenVisit } from './visit.ts'

export async function answerQuestion(asked: Asked): Promise<AnswerCommand> {
  const { input, begins } = asked.effect.question
  if (input?.artifact !== undefined) return begins ? createRecord(asked, input) : editRecord(asked, input)
  if (input?.fields !== undefined)
    return { type: 'answer', answer: input.value, patch: await acceptFields(asked, input.fields, input.value) }
  if (input?.isPatch) return { type: 'answer', answer: input.value, patch: await acceptPatch(asked, input.value) }
  const value = input?.schema === undefined ? undefined : await parseInput(asked, input)
  return begins ? beginWith(asked, value) : askFunction(asked, value)
}

/** A start's function answers with the first data. */
async function beginWith(asked: Asked, input: unknown): Promise<AnswerCommand> {
  const open = new OpenVisit(asked, undefined, null)
  const answer = await callFunction(asked, () => asked.effect.question.call!(open.visit, input))
  const first = await firstData(asked.flow.schema, answer)
  if ('issues' in first) throw error('DATA_INVALID', { ...placeOf(asked), issues: first.issues })
  return { type: 'answer', answer, patch: { set: first.data, remove: [] }, ...artifactOf(open) }
}

async function askFunction(asked: Asked, input: unknown): Promise<AnswerCommand> {
  const { flow, snapshot, effect } = asked
  if (effect.question.call === undefined) return { type: 'answer', answer: input }
  const stored = snapshot.process.data
  const place = { flow: flow.name, number: snapshot.process.number }
  // A copy: what the schema takes as it is (`z.any()`) would otherwise be changed in the snapshot itself, unseen.
  const data = await decodeData(flow.schema, passesThrough(flow.schema) ? structuredClone(stored) : stored, place)
  const open = new OpenVisit(asked, data, await decodeItem(flow, snapshot.process, effect.task))
  const answer = await callFunction(asked, () => effect.question.call!(open.visit, input))
  if (!effect.question.writes) return { type: 'answer', answer, read: encodedRead(snapshot, open) }
  if (!open.isTouched) return { type: 'answer', answer, ...artifactOf(open) }
  const changes = await changesOf(flow.schema, stored, open.data, place)
  if ('issues' in changes) throw error('DATA_INVALID', { ...placeOf(asked), issues: changes.issues })
  return { type: 'answer', answer, patch: changes.patch, ...artifactOf(open) }
}

function artifactOf(open: OpenVisit): Pick<AnswerCommand, 'artifact'> {
  const artifact = open.newArtifact
  return artifact === undefined ? {} : { artifact }
}

/** What a condition looked at, as it is stored: a branch taken can be explained years later. */
function encodedRead(snapshot: Snapshot, open: OpenVisit): JsonObject {
  const { data } = snapshot.process
  return Object.fromEntries([...open.read].filter((key) => Object.hasOwn(data, key)).map((key) => [key, data[key]!]))
}
