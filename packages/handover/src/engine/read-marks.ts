import { error } from '../errors.ts'
import type { Audience } from '../flow/actor.ts'
import { readMoment } from '../flow/duration.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { TaskMarks } from '../flow/move.ts'

export interface ReadMarks extends Omit<TaskMarks, 'due' | 'wake'> {
  /** An ISO time; undefined when nothing was said. */
  readonly dueAt: string | null | undefined
  readonly wakeAt: string | null | undefined
}

/** What a kind waits with, checked: most of it was answered by an application's rules. */
export function readMarks(marks: TaskMarks, place: { readonly node: string }, now: string): ReadMarks {
  const { due, wake, ...others } = marks
  const momentOf = (value: unknown) => (value === undefined || value === null ? value : readMoment(value, now))
  const [dueAt, wakeAt] = [momentOf(due), momentOf(wake)]
  const invalid = (about: string, value: unknown, expected: string) =>
    error('RULE_ANSWER_INVALID', { ...place, about, value, expected })
  if (due !== undefined && dueAt === undefined)
    throw invalid('due', due, "a Date, an ISO time or a duration such as '3 days'")
  if (wake !== undefined && wakeAt === undefined)
    throw invalid('timer', wake, "a Date, an ISO time or a duration such as '3 days'")
  if (marks.message !== undefined && !isKey(marks.message.key))
    throw invalid('message key', marks.message.key, 'a text')
  if (!isOwner(marks.owner)) throw invalid('assign', marks.owner, 'the id of a user, or null for nobody')
  // Said, but undefined: a rule without `return`. It would open the task to nobody, or to everyone.
  if ('audience' in marks && !isAudience(marks.audience))
    throw invalid('offer', marks.audience, "an audience such as { permissions: ['leave.approve'], except: ['anna'] }")
  return { ...others, dueAt: dueAt as string | null | undefined, wakeAt: wakeAt as string | null | undefined }
}

const isKey = (key: unknown) => typeof key === 'string' && !isBroken(key)
const isOwner = (owner: unknown) => owner === undefined || owner === null || (typeof owner === 'string' && owner !== '')

const names: readonly (keyof Audience)[] = ['permissions', 'groups', 'users', 'except']
/** A misspelt key would open the task to everyone. */
function isAudience(audience: unknown): boolean {
  if (audience === null) return true
  if (typeof audience !== 'object' || Array.isArray(audience)) return false
  return Object.entries(audience).every(
    ([name, listed]) =>
      (names as readonly string[]).includes(name) &&
      (listed === undefined || (Array.isArray(listed) && listed.every((each) => typeof each === 'string'))),
  )
}
