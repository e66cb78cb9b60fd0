import { canTask } from './can.ts'
import type { TaskCommand } from './command.ts'
import type { Draft } from './draft.ts'
import { enforce } from './enforce.ts'
import type { TaskState } from './snapshot.ts'

/** The task that the command names, when the command may be given; throws the refusal when not. */
export function permitted(draft: Draft, command: TaskCommand, to?: string): TaskState {
  const task = draft.task(command.task)
  const { flow, process } = draft
  enforce(canTask(command.type, { flow, process, task }, command.by, to))
  return task
}
