import { describe, expect, test } from 'vitest'
import { error, errorCodes, type ErrorCode } from '../errors.ts'
import { answerProblem, problemOf, refusalFor, statusOf } from './problem.ts'

const ofCallers: readonly ErrorCode[] = ['FLOW_UNKNOWN', 'FLOW_OLDER_THAN_PROCESS', 'JOB_QUEUE_UNAVAILABLE']
/** Codes of definitions, the command line and the server's own set-up: met by a caller, they are the server's fault. */
const serversOwn: readonly ErrorCode[] = [
  ...errorCodes.filter(
    (code) => /^(FLOW|HANDOVER|TEST|CONFIG|HOOK|JOB|WEBHOOK)_/.test(code) && !ofCallers.includes(code),
  ),
  // Between the runtime and what works in the background: no request meets them.
  'ALREADY_TAKEN',
  'TRIGGER_STALE',
  'START_KEY_TAKEN',
  'ARTIFACT_UNKNOWN',
  'DATA_INVALID',
  'DATA_UNREADABLE',
  'FUNCTION_FAILED',
  'FUNCTION_TOO_SLOW',
  'RULE_ANSWER_INVALID',
  'SPLIT_NO_BRANCH',
  'MOVE_INVALID',
  'VISIT_CLOSED',
  'TX_FOREIGN',
  'OPTION_INVALID',
  'ARGUMENT_INVALID',
  'INCIDENT_UNFIT',
  'PORT_TAKEN',
  'PACKAGE_MISSING',
  'ANSWER_UNEXPECTED',
  'SERVER_FAILED',
]

describe('every code has one status', () => {
  test.each(errorCodes)('%s', (code) => {
    expect(statusOf({ code, details: {} }) === 500).toBe(serversOwn.includes(code))
  })
})

test('a body of another type is 415, broken JSON 400', () => {
  expect(statusOf(error('REQUEST_NOT_JSON', { message: '', contentType: 'text/plain' }))).toBe(415)
  expect(statusOf(error('REQUEST_NOT_JSON', { message: '' }))).toBe(400)
})

test('what is not ours says nothing of its inside', () => {
  const refusal = refusalFor(new Error('password=secret'))
  expect(refusal.code).toBe('SERVER_FAILED')
  expect(JSON.stringify(problemOf(refusal))).not.toContain('secret')
  expect(refusal.cause).toBeInstanceOf(Error)
})

test('a problem says what happened, what to do, and which fields are wrong', () => {
  const issues = [{ path: ['message'], message: 'Enter a message.', value: '' }]
  expect(problemOf(error('INPUT_INVALID', { flow: 'hello', node: 'start', issues }))).toEqual({
    type: 'urn:handover:error:INPUT_INVALID',
    title: "Flow 'hello': 'start' refuses its input: 'message' Enter a message. (got '').",
    status: 422,
    code: 'INPUT_INVALID',
    detail: 'Correct the named fields; nothing has been stored.',
    params: { flow: 'hello', node: 'start' },
    issues,
  })
})

test('a busy database says when to try again', () => {
  const answer = answerProblem(error('STORE_BUSY', { seconds: 10 }))
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
})

test('what a refusal names travels beside its sentence, and nothing else that it knows', () => {
  const at = '2026-11-20T13:56:41.250Z'
  const details = { title: 'Pack', owner: 'Ben Adler', at, secret: 'hidden', none: null, empty: '' }
  expect(problemOf(error('TASK_ALREADY_ASSIGNED', details)).params).toEqual({ title: 'Pack', owner: 'Ben Adler', at })
  expect(problemOf(error('STORE_CLOSED'))).not.toHaveProperty('params')
})
