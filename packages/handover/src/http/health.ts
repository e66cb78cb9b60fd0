/** Two questions of whoever looks after the servers. They need no actor, so they say nothing about places or names. */
import { isHandoverError, type ErrorCode } from '../errors.ts'
import type { Handover } from '../runtime/handover.ts'
import { problemOf, refusalFor } from './problem.ts'

/** Answers `/health` and `/ready`; undefined to anything else. */
export async function answerHealth(
  handover: Handover,
  { method }: Request,
  path: string,
): Promise<Response | undefined> {
  const isHead = method === 'HEAD'
  if (method !== 'GET' && !isHead) return undefined
  if (path === '/health') return answer({ status: 'ok' }, { status: 200, isHead })
  if (path !== '/ready') return undefined
  try {
    await handover.ready()
    return answer({ status: 'ready' }, { status: 200, isHead })
  } catch (failure) {
    return answer(problemAt(failure), { status: 503, isHead })
  }
}

const reasons: Partial<Record<ErrorCode, string>> = {
  SERVER_STOPPING: 'This server stops.',
  STORE_CLOSED: 'This server stops.',
  STORE_NOT_MIGRATED: 'The database lacks migrations.',
  STORE_TOO_NEW: 'The database was migrated by a newer version.',
}

function problemAt(failure: unknown) {
  const code = isHandoverError(failure) ? failure.code : undefined
  const title = (code && reasons[code]) ?? 'The database does not answer.'
  // Its `params` name the place.
  const { type, code: named, detail } = problemOf(refusalFor(failure))
  return { type, title, status: 503, code: named, detail }
}

function answer(body: object, { status, isHead }: { readonly status: 200 | 503; readonly isHead: boolean }): Response {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  headers.set('content-type', status === 200 ? 'application/json' : 'application/problem+json')
  if (status === 503) headers.set('retry-after', '5')
  return new Response(isHead ? null : JSON.stringify(body), { status, headers })
}
