import type { Problem } from '../http/wire.ts'

/**
 * What the server refused, or why no answer came. `problem.code` is the same code as in `handover`; two exist only here:
 * `ANSWER_UNEXPECTED` (something answered that is not Handover) and `SERVER_UNREACHABLE` (nothing answered; status 0).
 *
 * @example
 * try { await client.command(id, 'complete', { input }) }
 * catch (refusal) { if (isApiError(refusal) && refusal.code === 'TASK_ENDED') show(refusal.problem.title) }
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem
  readonly status: number
  /** After how many seconds to try again, when the server says so. */
  readonly retryAfter: number | null

  constructor(problem: Problem, options: { readonly retryAfter?: number | null; readonly cause?: unknown } = {}) {
    super(`${problem.title} ${problem.detail}`, { cause: options.cause })
    this.problem = problem
    this.status = problem.status
    this.retryAfter = options.retryAfter ?? null
  }

  get code(): string {
    return this.problem.code
  }
}

export function isApiError(value: unknown): value is ApiError {
  return value instanceof Error && value.name === 'ApiError' && 'problem' in value
}

/** The refusal that an answer stands for, whatever answered. */
export async function refusalOf(answer: Response, url: string): Promise<ApiError> {
  const retryAfter = Number(answer.headers.get('retry-after')) || null
  const body = (await answer.json().catch(() => null)) as Partial<Problem> | null
  if (typeof body?.code === 'string' && typeof body.title === 'string') {
    const problem = {
      type: 'about:blank',
      detail: '',
      ...body,
      title: body.title,
      code: body.code,
      status: answer.status,
    }
    return new ApiError(problem, { retryAfter })
  }
  return unexpected(url, answer.status)
}

/** Something answered, but not in the words of this API: a proxy, a login page, another server. */
export function unexpected(url: string, status: number, cause?: unknown): ApiError {
  return new ApiError(
    {
      type: 'about:blank',
      code: 'ANSWER_UNEXPECTED',
      status,
      title: `The server at ${url} answered ${status} without saying why.`,
      detail: 'Look at the address and the log of the server.',
    },
    { cause },
  )
}

/** Nothing answered. */
export function unreachable(url: string, cause: unknown): ApiError {
  return new ApiError(
    {
      type: 'about:blank',
      code: 'SERVER_UNREACHABLE',
      status: 0,
      title: `No connection to the server at ${url}.`,
      detail: 'Look at the network, and whether the server runs. What was asked for may or may not have been done.',
    },
    { cause },
  )
}
