import { error } from '../../errors.ts'
import type { StartCommand } from '../command.ts'
import { canStart } from '../can.ts'
import type { Draft } from '../draft.ts'
import { makeMove } from '../make-move.ts'
import { enforce } from '../enforce.ts'

/** A process begins at one of its flow's starts. */
export function start(draft: Draft, command: StartCommand): void {
  const { flow } = draft
  const node = flow.graph[command.node]
  enforce(canStart(flow, command.node, command.by, command.isTriggered))
  draft.record('process.started', { to: 'running', data: { version: flow.version }, isCommanded: true })
  const id = draft.context.newId()
  draft.commandAt(id)
  const owned = {
    owner: command.by?.id ?? null,
    ownerName: command.by?.name ?? null,
    assignedAt: command.by ? draft.context.now : null,
  }
  const task = draft.create({ node: command.node, scope: null, previous: [], item: null }, { id, ...owned })
  const { kind } = node!
  if (kind.receive === undefined) {
    throw error('MOVE_INVALID', {
      flow: flow.name,
      node: command.node,
      kind: kind.kind,
      problem: 'a start needs receive.',
    })
  }
  makeMove(draft, task, kind.receive(node!, command.input, command.by, task))
}
