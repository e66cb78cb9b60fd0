/**
 * Parts of a unit that may fail by themselves. Each stands behind a savepoint, which is not sent before something in it
 * is, and has a transaction object of its own: a function that goes on after its attempt is over writes nothing more.
 */
import type { LazyTransaction } from './lazy-transaction.ts'

export interface Attempt {
  readonly name: string
  isMarked: boolean
  isOver: boolean
  lazy: LazyTransaction | undefined
}

/** The unit that they are part of. */
export interface AttemptingUnit {
  readonly isOver: boolean
  /** Sends a statement; the unit is over when it fails. */
  send(text: string): Promise<unknown>
  /** Sends a statement that may fail. */
  sendOrThrow(text: string): Promise<unknown>
  /** Answers when the statements of a function that was given up have ended. */
  quieten(lazy: LazyTransaction): Promise<void>
}

export class Attempts {
  readonly #unit: AttemptingUnit
  readonly #open: Attempt[] = []

  constructor(unit: AttemptingUnit) {
    this.#unit = unit
  }

  /** The innermost. */
  get current(): Attempt | undefined {
    return this.#open.at(-1)
  }

  /** The transactions that functions may still use. */
  get lazies(): readonly LazyTransaction[] {
    return this.#open.flatMap(({ lazy }) => lazy ?? [])
  }

  /** Sends the savepoints that are missing, at once and in their order. */
  async mark(): Promise<void> {
    const missing = this.#open.filter(({ isMarked }) => !isMarked)
    await Promise.all(
      missing.map((attempt) => {
        attempt.isMarked = true
        return this.#unit.send(`savepoint ${attempt.name}`)
      }),
    )
  }

  async run<T>(body: () => Promise<T>): Promise<T> {
    const attempt: Attempt = { name: `handover_try_${++attempts}`, isMarked: false, isOver: false, lazy: undefined }
    this.#open.push(attempt)
    try {
      const result = await body()
      await attempt.lazy?.settled()
      // Fails when the body hid a statement that failed: PostgreSQL takes no more behind it.
      if (attempt.isMarked) await this.#unit.sendOrThrow(`release savepoint ${attempt.name}`)
      return result
    } catch (cause) {
      attempt.isOver = true
      if (attempt.lazy !== undefined) await this.#unit.quieten(attempt.lazy)
      if (attempt.isMarked && !this.#unit.isOver) await this.#undo(attempt)
      throw cause
    } finally {
      attempt.isOver = true
      this.#open.splice(this.#open.indexOf(attempt), 1)
    }
  }

  // Where even that fails the unit is over, which whoever uses it next hears; what the body threw says more.
  async #undo({ name }: Attempt): Promise<void> {
    await this.#unit.send(`rollback to savepoint ${name}`).catch(() => {})
    if (!this.#unit.isOver) await this.#unit.send(`release savepoint ${name}`).catch(() => {})
  }
}

let attempts = 0
