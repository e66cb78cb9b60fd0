/** Who may give a command to a task. */
import { isExcepted, isOffered, inWords as audienceInWords } from '../../access/audience.ts'
import { allowed, refusal, type Permit } from '../../access/permit.ts'
import { hasRight, manageRight } from '../../access/rights.ts'
import type { Actor } from '../../flow/actor.ts'
import type { TaskCommandName } from '../command.ts'
import { isOpen, type TaskState } from '../snapshot.ts'
import type { Facts } from './facts.ts'

type Right = (facts: Facts, by: Actor, to: string | null) => Permit

const complete: Right = (facts, by) => (facts.task.owner === by.id ? allowed : mayTake(facts, by))
const manage =
  (deed: string): Right =>
  (facts, by) =>
    manages(facts, by) ? allowed : missing(facts, by, `${deed} '${facts.task.title}'`)
/** Who did it may take it back; a manager may always. */
const own =
  (deed: string): Right =>
  (facts, by, to) =>
    facts.task.endedBy === by.id ? allowed : manage(deed)(facts, by, to)

export const rights: Readonly<Record<TaskCommandName, Right>> = {
  assign: (facts, by, to) =>
    manages(facts, by)
      ? mayGet(facts, to)
      : to === by.id
        ? mayTake(facts, by)
        : missing(facts, by, `Giving '${facts.task.title}' to somebody else`),
  unassign: (facts, by) => (manages(facts, by) || facts.task.owner === by.id ? allowed : mayHaveTaken(facts, by)),
  reassign: (facts, by, to) =>
    manages(facts, by) || facts.task.owner === by.id ? mayGet(facts, to) : mayHaveTaken(facts, by),
  complete,
  sendBack: (facts, by, to) => (manages(facts, by) ? allowed : complete(facts, by, to)),
  run: (facts, by) => {
    const { permission } = facts.node
    const isLet = permission !== null && hasRight(by, permission)
    return isLet || manages(facts, by) ? allowed : missing(facts, by, `Running '${facts.task.title}'`, permission)
  },
  cancel: manage('Canceling'),
  undo: own('Undoing'),
  revive: own('Reviving'),
  retry: manage('Retrying'),
  skip: manage('Skipping'),
  move: manage('Moving'),
  reschedule: manage('Changing the time of'),
  add: manage('Adding to'),
  finish: manage('Finishing'),
}

const manages = (facts: Facts, by: Actor) =>
  hasRight(by, manageRight(facts.process.flow)) && !isExcepted(by, facts.task.audience)

function mayTake({ task }: Facts, by: Actor): Permit {
  if (isExcepted(by, task.audience)) return refusal('TASK_EXCEPTED', { title: task.title })
  if (isOffered(by, task.audience) || task.owner === by.id) return allowed
  if (task.owner !== null) return refusal('TASK_NOT_YOURS', { title: task.title, owner: nameOf(task) })
  return refusal('TASK_NOT_OFFERED', { title: task.title, audience: audienceInWords(task.audience ?? {}) })
}

/** Nobody is given what an exception keeps away from them; a manager may pass over the offer itself. */
function mayGet({ task }: Facts, to: string | null): Permit {
  const isKeptOut = to !== null && isExcepted({ id: to }, task.audience)
  return isKeptOut ? refusal('TASK_EXCEPTED', { title: task.title, user: to }) : allowed
}

/** Giving back is the owner's own; who could have taken the task is told that it moved on. */
function mayHaveTaken(facts: Facts, by: Actor): Permit {
  const { task } = facts
  if (task.owner !== null && isOpen(task)) return refusal('TASK_NOT_YOURS', { title: task.title, owner: nameOf(task) })
  return mayTake(facts, by)
}

function missing({ process, task }: Facts, by: Actor, deed: string, permission: string | null = null): Permit {
  if (hasRight(by, manageRight(process.flow))) return refusal('TASK_EXCEPTED', { title: task.title })
  return refusal('PERMISSION_MISSING', { deed, permission: permission ?? manageRight(process.flow), actor: by.name })
}

const nameOf = (task: TaskState) => task.ownerName ?? task.owner
