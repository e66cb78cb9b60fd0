import { isHandoverError } from '../errors.ts'
import type { TaskError } from '../flow/move.ts'

const longest = { message: 2000, stack: 8000 }

/**
 * What was thrown, as it is kept with the task that could not go on: the code that the application gave its exception,
 * which boundaries can catch, its message, and where it was thrown. Never the values of local variables.
 */
export function taskErrorOf(failure: unknown): TaskError {
  const thrown = isHandoverError(failure) && failure.cause !== undefined ? failure.cause : failure
  if (isHandoverError(thrown)) return { code: thrown.code, message: storable(thrown.says, longest.message) }
  const code = codeOf(thrown) ?? (isHandoverError(failure) ? failure.code : 'FUNCTION_FAILED')
  const message = storable(thrown instanceof Error ? thrown.message : String(thrown), longest.message)
  const stack = thrown instanceof Error ? thrown.stack : undefined
  return { code, message, ...(stack === undefined ? {} : { stack: storable(stack, longest.stack) }) }
}

function codeOf(thrown: unknown): string | undefined {
  const code = (thrown as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' && /^[\w.-]{1,100}$/.test(code) ? code : undefined
}

/** PostgreSQL stores no U+0000, and no half of a character. */
const storable = (text: string, most: number) => text.slice(0, most).toWellFormed().replaceAll('\0', '\uFFFD')
