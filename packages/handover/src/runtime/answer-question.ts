/** Puts a question of the engine to the application's code, inside the action's transaction. */
import { error, isHandoverError, type ErrorCode, type Issue } from '../errors.ts'
import type { AnswerCommand } from '../engine/command.ts'
import type { JsonObject, Snapshot } from '../engine/snapshot.ts'
import { changesOf, decodeData, encodeData, firstData, issuesOf, layOver } from '../flow/data.ts'
import { passesThrough } from '../flow/find-unstorable.ts'
import type { Question } from '../flow/node.ts'
import { nearest } from '../flow/nearest.ts'
import type { Asked } from './action.ts'
import { runInside } from './inside.ts'
import { openVisit, type OpenVisit } from './visit.ts'
import { withinTime } from './within-time.ts'

export async function answerQuestion(asked: Asked): Promise<AnswerCommand> {
  const { effect } = asked
  const { input, begins } = effect.question
  if (input?.fields !== undefined)
    return { type: 'answer', answer: input.value, patch: await acceptFields(asked, input.fields, input.value) }
  const value = input?.schema === undefined ? undefined : await parseInput(asked, input)
  return begins ? beginWith(asked, value) : callFunction(asked, value)
}

/** A form of the data's own fields. */
async function acceptFields(
  asked: Asked,
  fields: readonly string[],
  value: unknown,
): Promise<NonNullable<AnswerCommand['patch']>> {
  const { flow, snapshot, effect } = asked
  const sent = checkKeys(asked, fields, value)
  if (effect.question.begins) {
    const first = await firstData(flow.schema, sent)
    return 'issues' in first ? refuseInput(asked, first.issues) : { set: first.data, remove: [] }
  }
  const result = await layOver(flow.schema, snapshot.process.data, sent)
  return 'issues' in result ? refuseInput(asked, result.issues) : result.patch
}

function checkKeys(asked: Asked, fields: readonly string[], value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuseInput(asked, [{ path: [], message: 'has to be an object', value }])
  const odd = Object.keys(value).filter((key) => !fields.includes(key))
  if (odd.length === 0) return value as JsonObject
  return refuseInput(
    asked,
    odd.map((key) => ({ path: [key], message: oddKey(key, fields), value: (value as JsonObject)[key] })),
  )
}
const oddKey = (key: string, fields: readonly string[]) => {
  const near = nearest(key, fields)
  return `is not asked for here${near === undefined ? '' : `; did you mean '${near}'?`}`
}

async function parseInput(asked: Asked, input: NonNullable<Question['input']>): Promise<unknown> {
  const result = await input.schema!.safeParseAsync(input.value)
  return result.success ? result.data : refuseInput(asked, issuesOf(result.error, input.value))
}

/** A start's function answers with the first data. */
async function beginWith(asked: Asked, input: unknown): Promise<AnswerCommand> {
  const visit = openVisit(asked, undefined)
  const answer = await run(asked, () => asked.effect.question.call!(visit.visit, input))
  const first = await firstData(asked.flow.schema, answer)
  if ('issues' in first) throw error('DATA_INVALID', { ...placeOf(asked), issues: first.issues })
  return { type: 'answer', answer, patch: { set: first.data, remove: [] } }
}

async function callFunction(asked: Asked, input: unknown): Promise<AnswerCommand> {
  const { flow, snapshot, effect } = asked
  if (effect.question.call === undefined) return { type: 'answer', answer: input }
  const stored = snapshot.process.data
  const place = { flow: flow.name, number: snapshot.process.number }
  // A copy: what the schema takes as it is (`z.any()`) would otherwise be changed in the snapshot itself, unseen.
  const data = await decodeData(flow.schema, passesThrough(flow.schema) ? structuredClone(stored) : stored, place)
  const open = openVisit(asked, data)
  const answer = await run(asked, () => effect.question.call!(open.visit, input))
  if (!effect.question.writes) return { type: 'answer', answer, read: encodedRead(snapshot, open) }
  if (!open.isTouched()) return { type: 'answer', answer }
  const before = await encodeData(flow.schema, await decodeData(flow.schema, stored, place))
  const changes = await changesOf(flow.schema, before, open.data())
  if ('issues' in changes) throw error('DATA_INVALID', { ...placeOf(asked), issues: changes.issues })
  return { type: 'answer', answer, patch: changes.patch }
}

/** What a condition looked at, as it is stored: a branch taken can be explained years later. */
function encodedRead(snapshot: Snapshot, open: OpenVisit): JsonObject {
  const { data } = snapshot.process
  return Object.fromEntries([...open.read].filter((key) => Object.hasOwn(data, key)).map((key) => [key, data[key]!]))
}

/** What the application's code may fail with; refusals of the store keep their own code. */
const passOn: readonly ErrorCode[] = [
  'TX_RETRY',
  'STORE_BUSY',
  'STORE_UNREACHABLE',
  'STORE_CLOSED',
  'VISIT_CLOSED',
  'HANDOVER_INSIDE_VISIT',
  'FUNCTION_TOO_SLOW',
  'NODE_UNKNOWN',
]

async function run(asked: Asked, call: () => unknown): Promise<unknown> {
  const { action, flow, effect } = asked
  const timeout = action.services.functionTimeout
  try {
    const answer = runInside({ visit: { flow: flow.name, node: effect.task.node }, over: action }, call)
    if (!isAwaitable(answer)) return answer
    return await withinTime(answer, timeout, () =>
      error('FUNCTION_TOO_SLOW', { ...placeOf(asked), about: effect.question.about, seconds: timeout / 1000 }),
    )
  } catch (cause) {
    if (isHandoverError(cause) && passOn.includes(cause.code)) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw error('FUNCTION_FAILED', { ...placeOf(asked), about: effect.question.about, message }, { cause })
  }
}

/** Query builders are promises of their own kind: whatever has a `then` is waited for. */
const isAwaitable = (answer: unknown): answer is PromiseLike<unknown> =>
  typeof (answer as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function'

const placeOf = ({ flow, snapshot, effect }: Asked) => ({
  flow: flow.name,
  node: effect.task.node,
  number: snapshot.process.number,
})

function refuseInput(asked: Asked, issues: readonly Issue[]): never {
  throw error('INPUT_INVALID', { ...placeOf(asked), issues })
}
