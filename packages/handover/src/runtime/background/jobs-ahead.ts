import type { Delivery } from '../../storage/store.ts'

/** In milliseconds, of this machine: whatever the clock of the application says. */
const horizon = 1000
const most = 32

/**
 * Jobs that this server has claimed before it has a place for them: as many as it has done in the last second, for so
 * many will it do in the next. To look for each when a place is free would leave the place empty meanwhile. Who runs long
 * jobs claims none ahead, so that none waits here while another server is idle.
 */
export class JobsAhead {
  readonly #waiting: { readonly row: Delivery; readonly since: number }[] = []
  /** When the latest ended, oldest first. */
  #ends: number[] = []

  /** How many more may be claimed ahead. */
  get room(): number {
    const now = performance.now()
    this.#ends = this.#ends.filter((end) => end > now - horizon)
    return this.#ends.length - this.#waiting.length
  }
  get ids(): readonly string[] {
    return this.#waiting.map(({ row }) => row.id)
  }

  keep(row: Delivery): void {
    this.#waiting.push({ row, since: performance.now() })
  }
  /** One has ended: the one whose turn it is now. */
  next(): Delivery | undefined {
    this.#ends = [...this.#ends, performance.now()].slice(-most)
    return this.#waiting.shift()?.row
  }
  /** Those that have waited for longer than was thought. */
  takeLate(): readonly Delivery[] {
    const late = this.#waiting.filter(({ since }) => since < performance.now() - horizon)
    return this.#waiting.splice(0, late.length).map(({ row }) => row)
  }
  takeAll(): readonly Delivery[] {
    return this.#waiting.splice(0).map(({ row }) => row)
  }
}
