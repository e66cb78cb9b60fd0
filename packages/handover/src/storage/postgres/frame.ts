/** What a unit's statements stand in: a transaction of its own, or a savepoint in the caller's. */
import { error } from '../../errors.ts'
import { isKysely } from '../sql/lazy-transaction.ts'
import type { Clients } from './clients.ts'
import { isClient, isPool, type PgPoolClient, type PgResult } from './pg.ts'
import { wireOf, wireOfKysely, type Statement, type Wire } from './wire.ts'

export class Frame {
  readonly #wire: Wire
  readonly #keep: Statement
  readonly #undo: readonly Statement[]
  /** What begins the frame; it travels with the first statement. */
  #opening: readonly Statement[]
  /** The unit's own connection; none when joined. */
  readonly client: PgPoolClient | undefined

  constructor(wire: Wire, words: { begin: string; keep: string; undo: readonly string[] }, client?: PgPoolClient) {
    this.#wire = wire
    this.#opening = [{ text: words.begin }]
    this.#keep = { text: words.keep }
    this.#undo = words.undo.map((text) => ({ text }))
    this.client = client
  }

  async send(statements: readonly Statement[]): Promise<readonly PgResult[]> {
    const opening = this.#opening
    if (opening.length + statements.length === 0) return []
    this.#opening = []
    const results = await this.#wire.send([...opening, ...statements])
    return results.slice(opening.length)
  }

  /** Sends the last statements, and with them what keeps it all. */
  async keep(statements: readonly Statement[]): Promise<void> {
    const results = await this.send([...statements, this.#keep])
    // In a transaction that failed before, COMMIT answers ROLLBACK and no error.
    if (results.at(-1)!.command === 'ROLLBACK')
      throw error('TX_RETRY', { message: 'an earlier statement in it failed.' })
    this.client?.release()
  }

  /** Undoes all since the beginning. Where even that fails the connection is gone, and the server undoes it. */
  async undo(): Promise<void> {
    try {
      if (this.#opening.length === 0) await this.#wire.send(this.#undo)
      this.client?.release()
    } catch (cause) {
      this.client?.release(true)
      if (this.client === undefined) throw cause
    }
  }
}

export async function ownFrame(clients: Clients): Promise<Frame> {
  const client = await clients.take()
  // Said, because a database may have another default: the second statement of a load must see what is new.
  const begin = 'begin isolation level read committed'
  return new Frame(wireOf(client), { begin, keep: 'commit', undo: ['rollback'] }, client)
}

let savepoints = 0

/** A savepoint: what is undone inside leaves the caller's transaction usable. */
export function joinedFrame(wire: Wire): Frame {
  const name = `handover_${++savepoints}`
  const release = `release savepoint ${name}`
  return new Frame(wire, {
    begin: `savepoint ${name}`,
    keep: release,
    undo: [`rollback to savepoint ${name}`, release],
  })
}

/** The way into the caller's transaction: of Kysely, or on a client of `pg`. */
export function wireOfCaller(join: unknown): Wire {
  if (isKysely(join)) {
    if (!join.isTransaction)
      throw foreign('it is a database, not a transaction.', 'Pass the tx of db.transaction().execute((tx) => …).')
    const { supportsReturning, supportsTransactionalDdl } = join.getExecutor().adapter
    if (supportsReturning && supportsTransactionalDdl) return wireOfKysely(join)
    throw foreign('it is not of PostgreSQL.', undefined)
  }
  if (isClient(join)) return wireOf(join)
  if (typeof join === 'object' && join !== null && isPool(join))
    throw foreign(
      'a pool gives each statement another connection.',
      'Take one with pool.connect(), send begin, and pass it.',
    )
  throw foreign('it is neither a Kysely transaction nor a client of pg.', undefined)
}

const foreign = (why: string, advice: string | undefined) => error('TX_FOREIGN', { why, advice })
