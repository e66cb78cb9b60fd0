import type { Permit, Problem } from 'handover/client'
import { problemOf } from '../api/problem.ts'
import { fillIn } from './fill-in.ts'
import { absolute } from './relative-time.ts'
import { words } from './words.ts'

interface Told {
  readonly title: string
  readonly detail: string
}

/** What a thrown value says to a reader: in the words of the server where they are meant for readers. */
export const told = (error: unknown): Told => toldOf(problemOf(error))

type Refused = Pick<Problem, 'code' | 'status' | 'title' | 'detail' | 'params'>

/** In the words that the catalogue has for the code, else in those of the server. */
export function toldOf({ code, status, title, detail, params }: Refused): Told {
  if (status === 0) return { title: words.problem.offline, detail: words.problem.unsure }
  const own = Object.hasOwn(words.refusals, code) ? words.refusals[code] : undefined
  const inWords = (text: string | undefined, servers: string) =>
    withLocalTimes((text === undefined ? undefined : fillIn(text, params)) ?? servers)
  return { title: inWords(own?.title, title), detail: inWords(own?.detail, detail) }
}

/** Why something may not be done. */
export function reasonOf(permit: Permit): string {
  if (permit.allowed) return ''
  const { code, reason, params } = permit
  return toldOf({ code, status: 409, title: reason, detail: '', ...(params && { params }) }).title
}

const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g

/** The server names moments in UTC, as it does not know where the reader is. */
export function withLocalTimes(text: string): string {
  return text.replace(instant, (at) => absolute(at))
}
