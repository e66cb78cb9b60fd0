import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Row } from '../sql/columns.ts'
import { encode } from './encode.ts'
import { fold, jsonEqual } from './functions.ts'

export interface Result {
  readonly rows: Row[]
  /** Undefined for statements that answer with rows. */
  readonly changes?: bigint
  readonly insertId?: bigint
}

/** One connection to the file, with its statements prepared once. Everything in it is synchronous. */
export class Connection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #arrays = new Map<string, StatementSync>()

  /** Throws SQLITE_BUSY while another process turns the file into WAL mode or recovers it. */
  constructor(file: string, use: 'read' | 'write') {
    this.#database = new DatabaseSync(file, { timeout: 0 })
    try {
      this.#database.exec(use === 'write' ? writerSettings : readerSettings)
      this.#database.function('handover_fold', { deterministic: true }, fold)
      this.#database.function('handover_json_equal', { deterministic: true }, jsonEqual)
    } catch (cause) {
      this.#database.close()
      throw cause
    }
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  all(text: string, parameters: readonly unknown[] = []): Row[] {
    return this.#prepare(text).all(...parameters.map(encode))
  }

  /** The rows as arrays, in the order of the columns: for texts of our own, and in half the time. */
  arrays(text: string, parameters: readonly unknown[]): readonly (readonly unknown[])[] {
    const known = this.#arrays.get(text)
    const statement = known ?? this.#database.prepare(text)
    if (known === undefined) {
      statement.setReturnArrays(true)
      this.#arrays.set(text, statement)
    }
    return statement.all(...parameters.map(encode)) as unknown as readonly (readonly unknown[])[]
  }

  run(text: string, parameters: readonly unknown[] = []): void {
    this.#prepare(text).run(...parameters.map(encode))
  }

  /** For statements of which it is not known whether they answer with rows. */
  execute(text: string, parameters: readonly unknown[]): Result {
    const statement = this.#prepare(text)
    const values = parameters.map(encode)
    // Plain objects: those of node:sqlite have no prototype, which shows wherever an application prints one.
    if (statement.columns().length > 0) return { rows: statement.all(...values).map((row) => ({ ...row })) }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  *iterate(text: string, parameters: readonly unknown[]): IterableIterator<Row> {
    // A statement of its own: a cached one would be reset by whoever uses it meanwhile.
    yield* this.#database.prepare(text).iterate(...parameters.map(encode))
  }

  close(): void {
    this.#statements.clear()
    this.#arrays.clear()
    this.#database.close()
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text)
    if (known !== undefined) return known
    if (this.#statements.size >= mostStatements) this.#statements.clear()
    const statement = this.#database.prepare(text)
    this.#statements.set(text, statement)
    return statement
  }
}

// The texts of lists differ by the number of entries that an actor has.
const mostStatements = 500

// FULL: a commit is on the disk before it is acknowledged.
const writerSettings =
  'pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma foreign_keys = on'
const readerSettings = 'pragma query_only = on'
