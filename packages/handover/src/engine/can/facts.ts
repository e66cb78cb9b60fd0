import type { FlowNode } from '../../flow/node.ts'
import type { ProcessState, TaskState } from '../snapshot.ts'

/** What a question about a task is answered from. */
export interface Facts {
  readonly process: Pick<ProcessState, 'flow'> & Partial<Pick<ProcessState, 'number' | 'suspendedAt'>>
  readonly task: TaskState
  readonly node: FlowNode
}
