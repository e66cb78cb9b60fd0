/** A command that carries a key is performed once: whoever repeats it gets what was answered first. */
import { error, isHandoverError } from '../errors.ts'
import type { Json } from '../engine/snapshot.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { KeptAnswer, Unit } from '../storage/store.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Once } from './handover.ts'
import type { Services } from './services.ts'

/** A key with what it stands for. */
export interface Keyed {
  readonly tenant: string
  readonly key: string
  /** As the caller gave it. */
  readonly given: string
  readonly request: string
  readonly onRepeat: () => void
}

/** As long as ids and their names are; the index holds it. */
const longest = 200

/**
 * What the options say of it; undefined without a key, which then costs nothing. `part` tells commands apart that carry
 * the same one.
 */
export function keyedBy(
  { idempotencyKey: given, onRepeat = () => {} }: Once,
  request: () => Readonly<Record<string, unknown>>,
  part?: string,
): Keyed | undefined {
  if (given === undefined) return undefined
  checkKey('idempotencyKey', given)
  const key = part === undefined ? given : JSON.stringify([given, part])
  return { tenant: '', key, given, request: fingerprintOf(request()), onRepeat }
}

export function checkKey(option: string, key: unknown): void {
  if (typeof key === 'string' && key !== '' && key.length <= longest && !isBroken(key)) return
  throw error('OPTION_INVALID', { option, value: key, expected: `a text of 1 to ${longest} characters` })
}

/** What was answered before; undefined when it is to be performed now. Throws `IDEMPOTENCY_KEY_REUSED`. */
export async function firstAnswer(
  unit: Pick<Unit, 'keptAnswer'>,
  { tenant, key, given, request, onRepeat }: Keyed,
): Promise<Json | undefined> {
  const kept = await unit.keptAnswer(tenant, key)
  if (kept === undefined) return undefined
  if (kept.request !== request) throw error('IDEMPOTENCY_KEY_REUSED', { key: given })
  onRepeat()
  return kept.answer
}

/** The row that is written with what the command changes. */
export const keptAnswer = ({ tenant, key, request }: Keyed, answer: Json, createdAt: string): KeptAnswer => ({
  tenant,
  key,
  request,
  answer,
  createdAt,
})

/**
 * Whatever it failed with: another one with its key may have been performed meanwhile, or this very one, if the answer
 * of the database was lost. Then that is the answer; else the failure is thrown.
 */
export async function answerAfter(
  failure: unknown,
  { store }: Pick<Services, 'store'>,
  { keyed, tx }: { readonly keyed: Keyed | undefined; readonly tx?: unknown },
): Promise<Json> {
  if (keyed === undefined || isReused(failure)) throw failure
  let unit: Unit | undefined
  try {
    unit = store.begin(tx === undefined ? {} : { join: tx })
    const answer = await firstAnswer(unit, keyed)
    if (answer !== undefined) return answer
  } catch (second) {
    if (isReused(second)) throw second // else the first failure says more
  } finally {
    await unit?.rollback().catch(() => {})
  }
  throw failure
}

const isReused = (failure: unknown): boolean => isHandoverError(failure) && failure.code === 'IDEMPOTENCY_KEY_REUSED'
