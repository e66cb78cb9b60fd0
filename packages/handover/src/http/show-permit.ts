import type { Actor } from '../flow/actor.ts'
import type { Task } from '../runtime/handover.ts'
import { TaskCommand, type Permit } from './wire.ts'

/** The answer of `can`, without the details that only the server's own messages need. */
export const showPermit = (permit: ReturnType<Task['can']>): Permit =>
  permit.allowed ? { allowed: true } : { allowed: false, code: permit.code, reason: permit.reason }

/** What the actor may do with the task now: an answer for every command. */
export const permitsOf = (task: Task, by: Actor): Record<TaskCommand, Permit> =>
  Object.fromEntries(TaskCommand.options.map((command) => [command, showPermit(task.can(command, by))])) as Record<
    TaskCommand,
    Permit
  >
