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
  keep(): void
  undo(): void
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
  const end = (statement: 'commit' | 'rollback') => () => {
    connection.run(statement)
    turn.end()
  }
  return { turn, connection, keep: end('commit'), undo: end('rollback') }
}

let savepoints = 0

/** A savepoint: what is undone inside leaves the caller's transaction usable. */
export async function joinedFrame(join: KyselyTransaction): Promise<Frame> {
  const turn = await join.getExecutor().provideConnection(async (connection) => (connection as TurnConnection).turn)
  if (turn.isOver) throw overError()
  const name = `handover_${++savepoints}`
  const { connection } = turn
  connection.run(`savepoint ${name}`)
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
