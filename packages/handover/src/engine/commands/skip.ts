import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import type { FlowNode } from '../../flow/node.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { decide } from '../decide.ts'
import { endTask } from '../end-task.ts'
import { handOver } from '../hand-over.ts'
import { leave } from '../leave.ts'
import { noted } from '../noted.ts'
import { permitted } from '../permitted.ts'
import type { Json } from '../snapshot.ts'

/** A task is passed over, for a reason: its token goes on as if it had been done. */
export function skip(draft: Draft, command: CommandNamed<'skip'>): void {
  const task = permitted(draft, command)
  noted(command, 'skip', task)
  const edge = wayOf(draft.node(task), command.to, 'skip')
  handOver(draft, task, [edge], {}, (now, [seed], learned) => {
    const data = { to: edge.to, ...learned }
    const skipped = endTask(now, task, { status: 'canceled', type: 'task.skipped', reason: 'skipped', data })
    decide(now, skipped, 'completed')
    const item = edge.seed === undefined ? task.item : (seed as Json)
    leave(now, skipped, edge, { scope: task.scope, item })
  })
}

/** The edge that is meant: the only one, or the one to the node that was named. */
export function wayOf(node: FlowNode, to: string | null, command: string, edges = node.edges) {
  if (to === null && edges.length === 1) return edges[0]!
  const targets = edges.map((edge) => edge.to)
  const found = edges.find((edge) => edge.to === to)
  if (found !== undefined) return found
  const near = to === null ? undefined : nearest(to, targets)
  throw error('WAY_MISSING', { title: node.title, command, to, targets: targets.join(', '), near })
}
