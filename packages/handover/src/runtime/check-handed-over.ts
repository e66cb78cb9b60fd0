import type { Transition } from '../engine/transition.ts'
import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { findBrokenText, findNoJson } from '../flow/find-broken-text.ts'
import { decodeItem } from './decode-item.ts'

/** What tasks were handed, and what leaves the process, has to be storable, and an item has to fit its node. */
export function checkHandedOver(flow: FrozenFlow, step: Transition): Promise<void> | undefined {
  // Nearly always nothing is handed over, and nothing has to be waited for.
  const isHanding =
    step.snapshot.tasks.some((task) => task.item !== null || flow.graph[task.node]?.item !== undefined) ||
    step.effects.some((effect) => effect.type === 'send')
  return isHanding ? check(flow, step) : undefined
}

async function check(flow: FrozenFlow, { snapshot, events, effects }: Transition): Promise<void> {
  const { tasks, process } = snapshot
  const place = { flow: flow.name, number: process.number }
  for (const { type, task: id, node } of events) {
    if (type !== 'task.created' || node === null) continue
    const task = tasks.findLast((each) => each.id === id)!
    if (task.item === null) if (flow.graph[node]?.item === undefined) continue
    const item: Record<string, unknown> = { item: task.item }
    // A schema says how its values are stored; without one they have to be JSON already.
    const issues = [...findBrokenText(item), ...(flow.graph[node]?.item === undefined ? findNoJson(item) : [])]
    if (issues.length > 0) throw error('ITEM_INVALID', { ...place, node, issues })
    await decodeItem(flow, process, task)
  }
  for (const effect of effects) {
    if (effect.type !== 'send' || !('payload' in effect.sending)) continue
    const { type, payload } = effect.sending
    const whole: Record<string, unknown> = { payload: payload ?? null }
    if ([...findNoJson(whole), ...findBrokenText(whole)].length === 0) continue
    const node = tasks.findLast((task) => task.id === effect.task)?.node ?? type
    throw error('RULE_ANSWER_INVALID', {
      ...place,
      node,
      about: 'payload',
      value: payload,
      expected: 'what can be stored as JSON',
    })
  }
}
