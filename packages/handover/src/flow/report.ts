import { phrase, type ErrorCode, type Problem } from '../errors.ts'

/** A problem of a definition, in the words of the registry. */
export function problem(code: ErrorCode, node: string | null, details: Record<string, unknown>): Problem {
  const { says, next } = phrase(code, node === null ? details : { node, ...details })
  return { code, message: says, next, node }
}
