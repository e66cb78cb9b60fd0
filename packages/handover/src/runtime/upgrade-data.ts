import { error } from '../errors.ts'
import type { JsonObject, ProcessState } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'

/** Whether its data is still that of an older definition, which the present one knows how to bring up to date. */
export const isOutdated = (flow: FrozenFlow, { version }: Pick<ProcessState, 'version'>): boolean =>
  flow.upgrade !== null && version < flow.version

/** The stored data as the present definition stores it; nothing is written. */
export function upgradeData(
  flow: FrozenFlow,
  { data, version, number }: Pick<ProcessState, 'data' | 'version' | 'number'>,
): JsonObject {
  if (!isOutdated(flow, { version })) return data
  const place = { flow: flow.name, number, node: 'upgrade', about: 'upgrade' }
  let upgraded: unknown
  try {
    upgraded = flow.upgrade!(structuredClone(data), version)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw error('FUNCTION_FAILED', { ...place, message }, { cause })
  }
  if (typeof upgraded !== 'object' || upgraded === null || 'then' in upgraded)
    throw error('RULE_ANSWER_INVALID', { ...place, value: upgraded, expected: 'the whole data, at once' })
  return JSON.parse(JSON.stringify(upgraded)) as JsonObject
}
