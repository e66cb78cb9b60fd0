import type { Actor } from '../flow/actor.ts'
import type { Task } from '../runtime/handover.ts'
import { paramsOf } from './params-of.ts'
import { TaskCommand, type Permit } from './wire.ts'

/** The answer of `can`, with those of its details that the reason names. */
export function showPermit(permit: ReturnType<Task['can']>): Permit {
  if (permit.allowed) return { allowed: true }
  const { code, reason, details } = permit
  return { allowed: false, code, reason, ...paramsOf(reason, details) }
}

/** What the actor may do with the task now: an answer for every command. */
export const permitsOf = (task: Task, by: Actor): Record<TaskCommand, Permit> =>
  Object.fromEntries(TaskCommand.options.map((command) => [command, showPermit(task.can(command, by))])) as Record<
    TaskCommand,
    Permit
  >
