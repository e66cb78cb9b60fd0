import { error } from '../../errors.ts'
import { isStart } from '../../flow/is-start.ts'
import { nearest } from '../../flow/nearest.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { endTask } from '../end-task.ts'
import { arrive } from '../leave.ts'
import { permitted } from '../permitted.ts'

/** A token is put to another node: the way out for tasks whose node is gone, and for operators who know better. */
export function move(draft: Draft, command: CommandNamed<'move'>): void {
  const task = permitted(draft, command)
  const node = draft.flow.graph[command.to]
  const targets = Object.values(draft.flow.graph).filter((each) => !isStart(each) && each.host === undefined)
  if (node === undefined || !targets.includes(node)) {
    const known = targets.map(({ name }) => name)
    const near = nearest(command.to, known)
    throw error('MOVE_NOWHERE', { title: task.title, to: command.to, known: known.join(', '), near })
  }
  const moved = endTask(draft, task, {
    status: 'canceled',
    type: 'task.moved',
    reason: 'moved',
    data: { to: node.name },
  })
  const { scope, item } = task
  // Where it begins a branch it still does: a choice has to know which of its branches is taken.
  const opener = scope !== null && task.previous.includes(scope) ? [scope] : []
  arrive(draft, moved, { node: node.name, scope, item, previous: [...opener, task.id] })
}
