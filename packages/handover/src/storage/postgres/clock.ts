import type { Clients } from './clients.ts'

/** The database's clock: ours, and by how much they differ. Commands never wait for it. */
export class Clock {
  readonly #clients: Clients
  #offset = 0
  #timer: NodeJS.Timeout | undefined

  constructor(clients: Clients) {
    this.#clients = clients
  }

  now(): Date {
    return new Date(Date.now() + this.#offset)
  }

  /** Measures now, and from now on every minute. */
  async start(): Promise<void> {
    await this.#measure()
    // When the database is away, the last offset stays good enough, and commands say what is wrong.
    this.#timer ??= setInterval(() => void this.#measure().catch(() => {}), 60_000).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #measure(): Promise<void> {
    await this.#clients.using(async (wire) => {
      const before = Date.now()
      const text = 'select (extract(epoch from clock_timestamp()) * 1000)::text as time'
      const [result] = await wire.send([{ text }])
      const after = Date.now()
      this.#offset = Math.round(Number(result!.rows[0].time) - (before + after) / 2)
    })
  }
}
