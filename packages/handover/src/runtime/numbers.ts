import type { Store, Unit } from '../storage/store.ts'

/** Process numbers, drawn in blocks ahead of need: a start knows its number before its one round trip. Gaps are fine. */
export class Numbers {
  readonly #store: Pick<Store, 'takeNumbers'>
  readonly #size: number
  readonly #blocks: { next: number; end: number }[] = []
  #drawing: Promise<void> | null = null

  constructor(store: Pick<Store, 'takeNumbers' | 'numberBlock'>, size = store.numberBlock) {
    this.#store = store
    this.#size = size
  }

  /**
   * The next number. Inside a transaction that is open, an empty stock is not refilled on another connection, which
   * could wait for this one: the number is then drawn in the transaction itself.
   */
  async take(inside: Unit | null): Promise<number> {
    for (;;) {
      const block = this.#blocks[0]
      if (block !== undefined) {
        const number = block.next++
        if (block.next === block.end) this.#blocks.shift()
        if (this.#left() < this.#size / 2) void this.#draw().catch(() => {})
        return number
      }
      if (inside !== null) return inside.takeNumbers(1)
      await this.#draw()
    }
  }

  #left(): number {
    return this.#blocks.reduce((left, block) => left + block.end - block.next, 0)
  }

  #draw(): Promise<void> {
    this.#drawing ??= this.#store
      .takeNumbers(this.#size)
      .then((first) => void this.#blocks.push({ next: first, end: first + this.#size }))
      .finally(() => (this.#drawing = null))
    return this.#drawing
  }
}
