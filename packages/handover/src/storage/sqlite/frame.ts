/** What a unit's statements stand in: a transaction of its own, or a savepoint in the caller's. */
import { error } from '../../errors.ts'
import { isKysely, type KyselyTransaction } from '../sql/lazy-transaction.ts'
import { overError } from '../sql/over-error.ts'
import type { Connection } from './connection.ts'
import type { StoreAdapter, TurnConnection } from './kysely-dialect.ts'
import type { Turn, Writer } from './writer.ts'

export interface Frame {
  readonly turn: Turn
  readonly connection: Connection
  readonly keep: () => void
  readonly undo: () => void
}

/** Takes the file's write lock; nothing else of this store writes until the frame ends. */
export async function ownFrame(writer: Writer): Promise<Frame> {
  const turn = await writer.take()
  const { connection } = turn
  try {
    await turn.begin()
  } catch (cause) {
    turn.end()
    throw cause
  }
  return {
    turn,
    connection,
    keep: () => {
      connection.run('commit')
      turn.end()
    },
    undo: () => {
      try {
        // A disk that is full, for one, has ended the transaction already.
        if (connection.isInTransaction) connection.run('rollback')
      } finally {
        turn.end()
      }
    },
  }
}

let savepoints = 0

/** A savepoint: what is undone inside leaves the caller's transaction usable. */
export async function joinedFrame(join: KyselyTransaction): Promise<Frame> {
  const name = `handover_${++savepoints}`
  // At once when the connection is given: what the caller sends after us must lie behind the savepoint.
  const turn = await join.getExecutor().provideConnection(async (given) => {
    const { turn: callers } = given as TurnConnection
    if (callers.isOver) throw overError()
    callers.connection.run(`savepoint ${name}`)
    return callers
  })
  const { connection } = turn
  return {
    turn,
    connection,
    keep: () => connection.run(`release ${name}`),
    undo: () => {
      connection.run(`rollback to ${name}`)
      connection.run(`release ${name}`)
    },
  }
}

/** The transaction to join, when it is one of this very store: another connection would wait for the writer forever. */
export function ofThisStore(join: unknown, adapter: StoreAdapter): KyselyTransaction {
  if (!isKysely(join)) throw error('TX_FOREIGN', { why: 'it is not a Kysely transaction.' })
  if (!join.isTransaction) throw error('TX_FOREIGN', { why: 'it is a database, not a transaction.' })
  if (join.getExecutor().adapter !== adapter) throw error('TX_FOREIGN', { why: 'it was begun on another connection.' })
  return join
}
