import type { CallEffect } from '../engine/effect.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Call, Child } from '../flow/move.ts'
import { decodeData } from '../flow/data.ts'
import type { Asked } from './action.ts'
import { callFunction } from './call-function.ts'
import { decodeItem } from './decode-item.ts'
import { OpenVisit } from './visit.ts'

/** Starts the processes that a task calls, one after the other, each up to where it waits or ends. */
export async function startChildren(at: Omit<Asked, 'effect'>, { task, calls }: CallEffect): Promise<readonly Child[]> {
  const children: Child[] = []
  for (const call of calls) {
    const flow = flowOf(at, call, task.node)
    const input = await inputOf(at, task, call)
    const command = { type: 'start' as const, node: call.start, input, by: null, note: null }
    const { after } = await at.action.start(flow, command, { parentTask: task.id })
    children.push(childOf(after.process, call.item))
  }
  return children
}

function flowOf({ action, flow }: Omit<Asked, 'effect'>, call: Call, node: string): FrozenFlow {
  if (call.flow === 'self') return flow
  const known = action.services.flows.get(call.flow.name)
  // Another flow of the same name is another flow.
  const isSame = known !== undefined && (!('graph' in call.flow) || call.flow === known)
  if (!isSame) throw error('FLOW_UNKNOWN', { flow: call.flow.name, caller: `${flow.name}.${node}` })
  return known
}

async function inputOf(at: Omit<Asked, 'effect'>, task: CallEffect['task'], call: Call): Promise<unknown> {
  const { flow, snapshot } = at
  const question = { about: 'input', writes: false, call: call.input }
  const asked: Asked = { ...at, effect: { type: 'ask', task, question } }
  const place = { flow: flow.name, number: snapshot.process.number }
  const data = await decodeData(flow.schema, snapshot.process.data, place)
  const { visit } = new OpenVisit(asked, data, await decodeItem(flow, snapshot.process, task))
  return callFunction(asked, () => call.input(visit))
}

/** A process as its caller sees it. */
function childOf({ id, number, status, outcome, reason, data }: ProcessState, item: unknown): Child {
  const isRunning = status === 'running'
  return {
    id,
    number,
    status,
    outcome: isRunning ? null : outcome,
    code: status === 'failed' ? reason : null,
    data,
    item,
  }
}
