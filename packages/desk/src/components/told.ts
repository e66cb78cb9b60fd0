import { problemOf } from '../api/problem.ts'
import { absolute } from './relative-time.ts'
import { words } from './words.ts'

interface Told {
  readonly title: string
  readonly detail: string
}

/** What a thrown value says to a reader: in the words of the server, or that it did not answer. */
export function told(error: unknown): Told {
  const { status, title, detail } = problemOf(error)
  if (status === 0) return { title: words.problem.offline, detail: words.problem.unsure }
  return { title: withLocalTimes(title), detail: withLocalTimes(detail) }
}

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g

/** The server names moments in UTC, as it does not know where the reader is. */
export function withLocalTimes(text: string): string {
  return text.replace(instant, (at) => absolute(at))
}
