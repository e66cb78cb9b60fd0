import { error } from '../errors.ts'
import type { Audience } from '../flow/actor.ts'
import { readMoment } from '../flow/duration.ts'
import type { TaskMarks } from '../flow/node.ts'

export interface ReadMarks extends Omit<TaskMarks, 'due'> {
  /** An ISO time; undefined when nothing was said. */
  readonly dueAt: string | null | undefined
}

/** What a kind waits with, checked: most of it was answered by an application's rules. */
export function readMarks(marks: TaskMarks, place: { readonly node: string }, now: string): ReadMarks {
  const { due, ...others } = marks
  const dueAt = due === undefined || due === null ? due : readMoment(due, now)
  const invalid = (about: string, value: unknown, expected: string) =>
    error('RULE_ANSWER_INVALID', { ...place, about, value, expected })
  if (due !== undefined && dueAt === undefined)
    throw invalid('due', due, "a Date, an ISO time or a duration such as '3 days'")
  if (!isOwner(marks.owner)) throw invalid('assign', marks.owner, 'the id of a user, or null for nobody')
  // Said, but undefined: a rule without `return`. It would open the task to nobody, or to everyone.
  if ('audience' in marks && !isAudience(marks.audience))
    throw invalid('offer', marks.audience, "an audience such as { permissions: ['leave.approve'], except: ['anna'] }")
  return { ...others, dueAt }
}

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
