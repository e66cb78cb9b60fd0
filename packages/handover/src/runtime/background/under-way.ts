/** What was begun and has not ended: what never fails, and nobody waits for but those who want it quiet. */
export class UnderWay {
  readonly #all = new Set<Promise<void>>()
  #moves = 0

  /** Counts each beginning and each end. */
  get moves(): number {
    return this.#moves
  }

  add(work: Promise<void>): void {
    this.#moves++
    this.#all.add(work)
    void work.then(() => {
      this.#moves++
      this.#all.delete(work)
    })
  }

  async idle(): Promise<void> {
    while (this.#all.size > 0) await Promise.all(this.#all)
  }
}
