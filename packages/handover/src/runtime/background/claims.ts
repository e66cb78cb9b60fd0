import type { Claim, Delivery } from '../../storage/store.ts'
import type { Services } from '../services.ts'

/**
 * Under which name this server has what is under way, and for how long: others take it over when the server is not heard
 * of for that time. A server that lives renews its claims three times as often.
 */
export class Claims {
  readonly server: string
  /** In milliseconds. */
  readonly lease: number
  readonly #services: Pick<Services, 'now' | 'store'>

  constructor(services: Pick<Services, 'newId' | 'now' | 'store'>, lease: number) {
    this.#services = services
    this.server = services.newId()
    this.lease = lease
  }

  /** From now on. */
  next(): Omit<Claim, 'limit'> {
    const now = this.#services.now()
    return { by: this.server, now, until: new Date(now.getTime() + this.lease) }
  }

  /** A row that is to be written, with this server's name in it: it need not be looked for. */
  mark(row: Delivery): Delivery {
    const { by, until } = this.next()
    return { ...row, claimedBy: by, claimedUntil: until.toISOString() }
  }
  isMine({ claimedBy }: Delivery): boolean {
    return claimedBy === this.server
  }

  giveBack(ids: readonly string[]): Promise<void> {
    return this.#services.store.outbox.giveBack(this.server, ids)
  }
}
