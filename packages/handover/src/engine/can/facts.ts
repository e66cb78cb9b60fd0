import type { FlowNode } from '../../flow/node.ts'
import type { ProcessState, TaskState } from '../snapshot.ts'

/** What a question about a task is answered from. */
export interface Facts {
  readonly process: Pick<
    ProcessState,
    'flow' | 'number' | 'status' | 'reason' | 'parentTask' | 'suspendedAt' | 'finishedAt'
  >
  readonly task: TaskState
  readonly node: FlowNode
}
