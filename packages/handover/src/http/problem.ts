/** The one place that says which HTTP status a refusal has, and how it is written (RFC 9457). */
import { error, isHandoverError, type ErrorCode, type HandoverError, type Issue } from '../errors.ts'
import { paramsOf } from './params-of.ts'
import type { Problem } from './wire.ts'

/** Every code that a caller can meet has its status here; whatever else is thrown is the server's own fault. */
const codes = {
  400: [
    'REQUEST_NOT_JSON',
    'REQUEST_BROKEN_OFF',
    'REQUEST_INVALID',
    'CURSOR_INVALID',
    'LIMIT_INVALID',
    'FILTER_UNKNOWN',
    'FILTER_INVALID',
  ],
  401: ['REQUEST_NOT_IDENTIFIED'],
  403: [
    'REQUEST_CROSS_ORIGIN',
    'PERMISSION_MISSING',
    'TASK_NOT_OFFERED',
    'START_NOT_OFFERED',
    'TASK_NOT_YOURS',
    'TASK_EXCEPTED',
    'PUBLISHING_NOT_ALLOWED',
  ],
  404: [
    'ROUTE_UNKNOWN',
    'FLOW_UNKNOWN',
    'NODE_UNKNOWN',
    'NODE_NOT_STARTABLE',
    'TASK_NOT_FOUND',
    'PROCESS_NOT_FOUND',
    'INCIDENT_NOT_FOUND',
    'COMMAND_UNKNOWN',
    'USERS_MISSING',
  ],
  409: [
    'TASK_ENDED',
    'TASK_ALREADY_ASSIGNED',
    'TASK_ALREADY_YOURS',
    'TASK_NOT_ASSIGNED',
    'MILESTONE_NOT_REACHED',
    'MUTEX_TAKEN',
    'NOT_UNDER_WAY',
    'SEND_BACK_NOWHERE',
    'CALLER_WAS_TOLD',
    'BRANCH_CLOSED',
    'TASK_NOT_REVIVABLE',
    'UNDO_LATER_FIRST',
    'TASK_NOT_DONE',
    'TASK_NOT_FAILED',
    'TASK_FAILED',
    'COMMAND_UNFIT',
    'TASK_OBSOLETE',
    'PROCESS_NOT_SUSPENDED',
    'PROCESS_SUSPENDED',
    'TASK_NOT_HUMAN',
    'PROCESS_OF_OTHER_FLOW',
    'TASK_OF_OTHER_FLOW',
    'TASK_OF_OTHER_NODE',
    'PROCESS_ENDED',
    'HANDLE_NOT_WAITING',
    'HANDLE_AMBIGUOUS',
    'FLOW_OLDER_THAN_PROCESS',
    'ARTIFACT_GONE',
    'IDEMPOTENCY_KEY_TAKEN',
  ],
  413: ['REQUEST_TOO_LARGE'],
  422: [
    'INPUT_INVALID',
    'MOVE_NOWHERE',
    'WAY_MISSING',
    'NOTE_MISSING',
    'ITEM_INVALID',
    'ASSIGNEE_MISSING',
    'IDEMPOTENCY_KEY_REUSED',
  ],
  429: ['LIVE_TOO_MANY'],
  503: [
    'SERVER_STOPPING',
    'STORE_BUSY',
    'STORE_UNREACHABLE',
    'STORE_NOT_MIGRATED',
    'STORE_TOO_NEW',
    'STORE_CLOSED',
    'TX_RETRY',
    'JOB_QUEUE_UNAVAILABLE',
  ],
} as const satisfies Record<number, readonly ErrorCode[]>

export type ProblemStatus = keyof typeof codes | 415 | 500
const statuses = new Map(
  Object.entries(codes).flatMap(([status, of]) =>
    of.map((code) => [code as ErrorCode, Number(status) as ProblemStatus]),
  ),
)

/** What each status means here, for the OpenAPI document. */
export const meanings: Readonly<Record<ProblemStatus, string>> = {
  400: 'The request is malformed.',
  401: 'Nobody is signed in.',
  403: 'The actor may see it, but not do this.',
  404: 'It does not exist, or the actor may not see it.',
  409: 'Allowed, but the work has moved on: somebody else was faster.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The input does not fit the form, `issues` name the fields; or the idempotency key was used for something else.',
  429: 'There are too many streams already.',
  500: 'The server, or a function of the flow, failed.',
  503: 'The database does not answer now; try again.',
}

export function statusOf({ code, details }: Pick<HandoverError, 'code' | 'details'>): ProblemStatus {
  if (code === 'REQUEST_NOT_JSON' && 'contentType' in details) return 415
  return statuses.get(code) ?? 500
}

/** Whatever was thrown, as a refusal that may be shown: what is not ours says nothing of its inside. */
export function refusalFor(thrown: unknown): HandoverError {
  return isHandoverError(thrown) ? thrown : error('SERVER_FAILED', {}, { cause: thrown })
}

export function problemOf(refusal: HandoverError): Problem {
  const issues = refusal.details['issues'] as readonly Issue[] | undefined
  return {
    type: `urn:handover:error:${refusal.code}`,
    title: refusal.says,
    status: statusOf(refusal),
    code: refusal.code,
    detail: refusal.next,
    ...paramsOf(refusal.says, refusal.details),
    ...(issues && { issues: issues.map((issue) => ({ ...issue, path: [...issue.path] })) }),
  }
}

export function answerProblem(refusal: HandoverError): Response {
  const problem = problemOf(refusal)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (problem.status === 503) headers.set('retry-after', refusal.code === 'STORE_BUSY' ? '1' : '5')
  if (problem.status === 429) headers.set('retry-after', '60')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
