/** Who may hold up whom, as the port promises it: the explorer holds the stores to exactly this. */
import type { Unit } from '../../../src/storage/store.ts'
import type { StoreCall } from '../../watched-store.ts'

/** The name of the lock that a call takes or waits for; undefined when it waits for nobody. */
export type LockOf = (call: StoreCall) => string | undefined

/** A file has one writer; whoever reads waits for nobody. */
export const sqliteLock: LockOf = ({ name }) => (name.startsWith('read.') || reading.has(name) ? undefined : 'the file')
const reading = new Set([
  'outbox.due',
  'outbox.nextAt',
  'outbox.get',
  'outbox.progress',
  'outbox.dead',
  'messages.subscriptions',
  'doneBy',
  'keptAnswer',
])

/** The row of a process, from when it is loaded. */
export const postgresLock =
  (processOf: (task: string) => string): LockOf =>
  ({ name, given: [named] }) => {
    if (name !== 'load') return undefined
    const { process, task } = named as { process?: string; task?: string }
    return process ?? processOf(task!)
  }

/** Who holds what, and until when. */
export class Locks {
  readonly #holders = new Map<string, Unit>()
  readonly #over = new WeakSet<Unit>()

  /** Whether the call has to wait for another one. */
  isHeldByOther(lock: string | undefined, unit: Unit | undefined): boolean {
    const holder = lock === undefined ? undefined : this.#holders.get(lock)
    return holder !== undefined && holder !== unit
  }

  isOver(unit: Unit): boolean {
    return this.#over.has(unit)
  }
  holdsAny(unit: Unit): boolean {
    return [...this.#holders.values()].includes(unit)
  }

  /** A call was answered; says which locks are free now. */
  answered({ name, unit }: StoreCall, lock: string | undefined, answer: Answer): readonly string[] {
    if (unit === undefined) return []
    const ends =
      answer.isFailure || name === 'write' || name === 'rollback' || (name === 'load' && answer.value === undefined)
    if (lock !== undefined) this.#holders.set(lock, unit)
    if (!ends) return []
    this.#over.add(unit)
    const freed = [...this.#holders].flatMap(([held, by]) => (by === unit ? [held] : []))
    for (const each of freed) this.#holders.delete(each)
    return freed
  }
}

export interface Answer {
  readonly isFailure: boolean
  readonly value: unknown
}
