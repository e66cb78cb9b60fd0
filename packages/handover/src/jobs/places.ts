/** So many at once: whoever comes when all places are taken waits in line. */
export class Places {
  #free: number
  #isClosed = false
  readonly #line: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  /** Runs the body when its turn has come; answers whether it did: nobody begins when it is closed. */
  async run(body: () => Promise<void>): Promise<boolean> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => void this.#line.push(resolve))
    try {
      if (this.#isClosed) return false
      await body()
      return true
    } finally {
      const next = this.#line.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }

  close(): void {
    this.#isClosed = true
    for (const next of this.#line.splice(0)) next()
  }
}
