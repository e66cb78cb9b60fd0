/** What the world outside has seen: a file that every call of a job's body adds a line to, and that nobody kills. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

export interface Call {
  /** The job's idempotency key. */
  readonly key: string
  readonly attempt: number
  readonly what: string
  readonly order: number
  /** What this call answers, and no other. */
  readonly nonce: string
}

/** One write for each line: lines of several programs do not mix, and what was written outlives its writer. */
export const writeCall = (file: string, call: Call): void => appendFileSync(file, `${JSON.stringify(call)}\n`)

export function readCalls(file: string): readonly Call[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Call)
}
