import { error, isHandoverError, type ErrorCode } from '../errors.ts'
import type { Asked } from './action.ts'
import { runInside } from './inside.ts'
import { withinTime } from './within-time.ts'

/** What the application's code may fail with; refusals of the store keep their own code. */
const passOn: readonly ErrorCode[] = [
  'TX_RETRY',
  'STORE_BUSY',
  'STORE_UNREACHABLE',
  'STORE_CLOSED',
  'VISIT_CLOSED',
  'HANDOVER_INSIDE_VISIT',
  'FUNCTION_TOO_SLOW',
  'NODE_UNKNOWN',
  'ARTIFACT_UNKNOWN',
]

/** Calls the application's code within its time; what it throws comes out with its place. */
export async function callFunction(asked: Asked, call: () => unknown): Promise<unknown> {
  const { action, flow, effect } = asked
  const timeout = action.services.functionTimeout
  const { about } = effect.question
  try {
    const answer = runInside({ visit: { flow: flow.name, node: effect.task.node }, over: action }, call)
    if (!isAwaitable(answer)) return answer
    return await withinTime(answer, timeout, () =>
      error('FUNCTION_TOO_SLOW', { ...placeOf(asked), about, seconds: timeout / 1000 }),
    )
  } catch (cause) {
    if (isHandoverError(cause) && passOn.includes(cause.code)) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw error('FUNCTION_FAILED', { ...placeOf(asked), about, message }, { cause })
  }
}

/** Query builders are promises of their own kind: whatever has a `then` is waited for. */
const isAwaitable = (answer: unknown): answer is PromiseLike<unknown> =>
  typeof (answer as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function'

export const placeOf = ({ flow, snapshot, effect }: Asked) => ({
  flow: flow.name,
  node: effect.task.node,
  number: snapshot.process.number,
})
