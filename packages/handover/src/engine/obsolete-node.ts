import type { Kind } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import type { TaskState } from './snapshot.ts'

const kind: Kind = { kind: 'obsolete', role: 'auto', shape: 'auto', exits: 'none' }

/** Stands in for a node that the definition does not have any more: its tasks can be canceled or moved. */
export const obsoleteNode = (task: Pick<TaskState, 'node' | 'title'>): FlowNode => ({
  kind,
  options: null,
  edges: [],
  boundaries: [],
  name: task.node,
  title: task.title,
  permission: null,
  isObsolete: true,
})
