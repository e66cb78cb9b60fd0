/** The connections of one store: of a pool that was handed in, or of one that is made when it is first needed. */
import { error } from '../../errors.ts'
import { importPeer } from '../../import-peer.ts'
import { translate } from './errors.ts'
import type { PgListener, PgPool, PgPoolClient, PgResult } from './pg.ts'
import { placeOf, placeOfUrl } from './place.ts'
import { wireOf, type Statement, type Wire } from './wire.ts'

export type Connect = { readonly url: string; readonly max?: number } | { readonly pool: PgPool }

export class Clients {
  readonly place: string
  readonly #options: Connect
  readonly #known = new WeakSet<PgPoolClient>()
  #pool: Promise<PgPool> | undefined
  #isClosed = false

  constructor(options: Connect) {
    this.#options = options
    this.place = 'url' in options ? placeOfUrl(options.url) : placeOf(options.pool.options)
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Whether several statements can travel in one flush. */
  get isPipelined(): boolean {
    return (
      'url' in this.#options || (this.#options.pool.options as { pipeline?: unknown } | undefined)?.pipeline === true
    )
  }

  async take(): Promise<PgPoolClient> {
    if (this.#isClosed) throw error('STORE_CLOSED')
    try {
      const client = await (await this.#openPool()).connect()
      if (!this.#known.has(client)) {
        // A connection that dies while it is ours says so to its next statement; without a listener it would end us.
        client.on('error', () => {})
        this.#known.add(client)
      }
      return client
    } catch (cause) {
      throw translate(cause, this.place)
    }
  }

  /** A connection besides those of the pool, not connected yet. */
  async makeListener(): Promise<PgListener> {
    if (this.#isClosed) throw error('STORE_CLOSED')
    const pool = await this.#openPool()
    // As `pg.Pool` makes them; a pool without it is none of pg's.
    const { Client } = pool as unknown as { readonly Client?: new (options: object) => PgListener }
    if (Client === undefined) throw new TypeError('cannot happen: a pool of pg that makes no clients')
    return new Client(pool.options)
  }

  /** Sends statements outside of any transaction, each committed by itself. */
  async send(statements: readonly Statement[]): Promise<readonly PgResult[]> {
    return this.using((wire) => wire.send(statements))
  }

  /** Ends the statement that runs on the connection, by way of another one. */
  async cancel(client: PgPoolClient): Promise<void> {
    const pid = (client as { processID?: number | null }).processID
    if (typeof pid === 'number') await this.send([{ text: 'select pg_cancel_backend($1)', values: [pid] }])
  }

  /** Runs `body` in a transaction of its own. */
  async inTransaction<T>(body: (wire: Wire) => Promise<T>): Promise<T> {
    return this.using(async (wire) => {
      await wire.send([{ text: 'begin' }])
      try {
        const result = await body(wire)
        await wire.send([{ text: 'commit' }])
        return result
      } catch (cause) {
        await wire.send([{ text: 'rollback' }])
        throw cause
      }
    })
  }

  async using<T>(body: (wire: Wire) => Promise<T>): Promise<T> {
    const client = await this.take()
    try {
      return await body(wireOf(client))
    } catch (cause) {
      throw translate(cause, this.place)
    } finally {
      client.release()
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    if ('url' in this.#options) await (await this.#pool)?.end()
  }

  async #openPool(): Promise<PgPool> {
    try {
      return await (this.#pool ??= this.#makePool())
    } catch (cause) {
      this.#pool = undefined
      throw cause
    }
  }

  async #makePool(): Promise<PgPool> {
    const pool = 'pool' in this.#options ? this.#options.pool : await newPool(this.#options)
    // An idle connection that the server closed: the pool forgets it by itself.
    pool.on('error', () => {})
    return pool
  }
}

async function newPool({ url, max = 10 }: { readonly url: string; readonly max?: number }): Promise<PgPool> {
  const { default: pg } = await importPeer({ name: 'pg', neededBy: 'handover/postgres' }, () => import('pg'))
  const options = { connectionString: url, max, pipeline: true, connectionTimeoutMillis: 15_000, keepAlive: true }
  return new pg.Pool(options) as unknown as PgPool
}
