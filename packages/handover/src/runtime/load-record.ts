import { error } from '../errors.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import type { Action } from './action.ts'

/** The application's record as its `load` answers; null when there is none, or it is gone. Throws `ARTIFACT_UNKNOWN`. */
export async function loadRecord(
  { services, unit }: Pick<Action, 'services' | 'unit'>,
  { flow, number }: Pick<ProcessState, 'flow' | 'number'>,
  about: { readonly type: string; readonly id: string } | null,
): Promise<unknown> {
  if (about === null) return null
  const { type, id } = about
  const artifact = services.artifacts.get(type)
  if (artifact === undefined) throw error('ARTIFACT_UNKNOWN', { flow, number, artifact: type })
  return (await artifact.load(unit.tx, id)) ?? null
}
