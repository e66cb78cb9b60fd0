/** People whose server is killed under them: they ask again, with the same key, until they have an answer. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, isApiError, type Client } from 'handover/client'

/** What a customer was told: from then on it has to be so. */
export interface Told {
  readonly order: number
  readonly process: string
  readonly review: string
}

export interface CustomersOptions {
  readonly url: string
  readonly orders: number
  /** How many ask at once. */
  readonly atOnce: number
  /** Stops them where they are. */
  readonly signal: AbortSignal
}

export class Customers {
  readonly told: Told[] = []
  /** Answers that nobody may get: anything but the answer itself, and "not now". */
  readonly refusals: string[] = []
  /** How often somebody had to ask again. */
  repeats = 0
  readonly #options: CustomersOptions
  readonly #client: Client
  #next = 1

  constructor(options: CustomersOptions) {
    this.#options = options
    this.#client = createClient({ baseUrl: options.url })
  }

  /** Answers when every order is placed and reviewed. */
  async serveAll(): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.atOnce }, () => this.#serve()))
  }

  async #serve(): Promise<void> {
    while (this.#next <= this.#options.orders) {
      const order = this.#next++
      const started = await this.#ask(`place ${order}`, (write) =>
        this.#client.start('order', 'start', { input: { order } }, write),
      )
      const { tasks } = await this.#ask(`look at ${order}`, () => this.#client.process(started.id))
      const review = tasks.find(({ node }) => node === 'review')!.id
      await this.#ask(`take ${order}`, (write) => this.#client.command(review, 'assign', {}, write))
      const mark = `order ${order}`
      await this.#ask(`review ${order}`, (write) =>
        this.#client.command(review, 'complete', { input: { mark } }, write),
      )
      this.told.push({ order, process: started.id, review })
    }
  }

  async #ask<T>(what: string, ask: (write: { idempotencyKey: string; signal: AbortSignal }) => Promise<T>): Promise<T> {
    const { signal } = this.#options
    for (;;) {
      signal.throwIfAborted()
      try {
        return await ask({ idempotencyKey: what, signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) })
      } catch (failure) {
        if (!isNotNow(failure)) {
          this.refusals.push(`'${what}' was refused: ${String(failure)}`)
          throw failure
        }
        this.repeats++
        await sleep(100)
      }
    }
  }
}

/** Nobody answered, or half of an answer came, or the database was away: it may have been done or not. */
function isNotNow(failure: unknown): boolean {
  if (!isApiError(failure)) return failure instanceof DOMException && failure.name === 'TimeoutError'
  return failure.code === 'SERVER_UNREACHABLE' || failure.status === 503 || isCutOff(failure)
}

const isCutOff = ({ code, status }: { readonly code: string; readonly status: number }) =>
  code === 'ANSWER_UNEXPECTED' && status < 300
