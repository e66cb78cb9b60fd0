import type { Question } from '../flow/node.ts'
import type { TaskState } from './snapshot.ts'

/** What the engine asks the runtime to do: put the question to the application, and give the answer as the next command. */
export interface Effect {
  readonly type: 'ask'
  readonly task: TaskState
  readonly question: Question
}
