import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { enforce } from '../enforce.ts'
import { makeMove } from '../make-move.ts'
import { atMilestone } from '../milestone.ts'
import { acquire } from '../mutex.ts'
import { permitted } from '../permitted.ts'

/** A person hands in what the task asked for, or a program runs it. */
export function complete(draft: Draft, command: CommandNamed<'complete' | 'run'>): void {
  const named = permitted(draft, command)
  atMilestone(draft, named, (now) => {
    enforce(acquire(now, named))
    const [task, node] = [now.task(named.id), now.node(named)]
    makeMove(now, task, node.kind.receive!(node, command.input, command.by, task))
  })
}
