import { canTask } from '../can.ts'
import type { Command } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'
import { makeMove } from '../make-move.ts'

/** A person hands in what the task asked for. */
export function complete(draft: Draft, command: Command & { type: 'complete' }): void {
  const task = draft.task(command.task)
  enforce(canTask('complete', { flow: draft.flow, process: draft.process, task }, command.by))
  const node = draft.node(task)
  makeMove(draft, task, node.kind.receive!(node, command.input, command.by))
}
