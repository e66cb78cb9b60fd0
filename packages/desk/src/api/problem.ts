import { isApiError, type Problem } from 'handover/client'

/** What a thrown value says to a person: what happened, and what to do about it. */
export function problemOf(error: unknown): Problem {
  if (isApiError(error)) return error.problem
  const title = error instanceof Error ? error.message : String(error)
  return { type: 'about:blank', code: 'UNKNOWN', status: 0, title, detail: '' }
}

/** An answer of the server that no further try will change. */
export function isRefusal(error: unknown): boolean {
  return isApiError(error) && error.status >= 400 && error.status < 500
}
