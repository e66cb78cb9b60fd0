import { isHandoverError } from '../errors.ts'
import { encodeData } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Process, Task } from '../runtime/handover.ts'
import { findUndecided } from './find-undecided.ts'
import { showFacts } from './show-facts.ts'
import type { Fact } from './wire.ts'

export interface KnownData {
  readonly data: Readonly<Record<string, unknown>>
  readonly facts: readonly Fact[]
  /** Why the present definition cannot read it; null when it can. */
  readonly problem: string | null
}
export const nothingKnown: KnownData = { data: {}, facts: [], problem: null }

/** The data of a process, whose tasks are known, as JSON: its page has to open also when that cannot be read, for somebody has to mend it. */
export async function readData(flow: FrozenFlow, process: Process, tasks: readonly Task[]): Promise<KnownData> {
  try {
    const data = await encodeData(flow.schema, process.data)
    return { data, facts: showFacts(flow.schema, data, findUndecided(flow, data, tasks)), problem: null }
  } catch (failure) {
    if (!isHandoverError(failure)) throw failure
    return { ...nothingKnown, problem: failure.says }
  }
}
