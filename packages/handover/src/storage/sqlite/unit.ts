import type { Snapshot, TaskState } from '../../engine/snapshot.ts'
import { lazyTransaction, type KyselyTransaction, type LazyTransaction } from '../sql/lazy-transaction.ts'
import { overError } from '../sql/over-error.ts'
import { firstOf, takeNumbers } from '../sql/take-numbers.ts'
import type { Build } from '../sql/schema.ts'
import type { Changes, Unit } from '../store.ts'
import { joinedFrame, ownFrame, type Frame } from './frame.ts'
import { TurnConnection, type StoreDialect } from './kysely-dialect.ts'
import { doneBy, loadProcess } from './load-process.ts'
import { translate } from './errors.ts'
import { writeChanges } from './write-changes.ts'
import type { Writer } from './writer.ts'

export interface SqliteParts {
  readonly writer: Writer
  readonly dialect: StoreDialect
  readonly build: Build
  readonly place: string
  /** Reads what is committed, for units that have not begun. */
  readonly doneBy: (process: string, node: string) => Promise<string | null>
}

/** One action's way to the file. It takes the writer when it is first needed, and holds it until it is over. */
export class SqliteUnit implements Unit {
  readonly #parts: SqliteParts
  readonly #join: KyselyTransaction | undefined
  readonly #loaded = new Map<string, TaskState>()
  #frame: Promise<Frame> | undefined
  #lazy: LazyTransaction | undefined
  #isOver = false

  constructor(parts: SqliteParts, join?: KyselyTransaction) {
    this.#parts = parts
    this.#join = join
  }

  get isBegun(): boolean {
    return this.#frame !== undefined
  }

  get tx(): unknown {
    if (this.#join !== undefined) {
      // What a function writes with the caller's own transaction must lie behind our savepoint, to be undone with us.
      if (!this.#isOver) this.#begin().catch(() => {}) // whoever uses the unit next hears of it
      return this.#join
    }
    const { dialect } = this.#parts
    this.#lazy ??= lazyTransaction(
      dialect,
      dialect.adapter,
      async () => new TurnConnection((await this.#begin()).turn, true),
    )
    return this.#lazy.tx
  }

  load(named: { readonly process: string } | { readonly task: string }): Promise<Snapshot | undefined> {
    return this.#using((frame) => {
      const snapshot = loadProcess(frame.connection, named)
      for (const task of snapshot?.tasks ?? []) this.#loaded.set(task.id, task)
      if (snapshot === undefined) this.#finish(frame.undo)
      return snapshot
    })
  }

  doneBy(process: string, node: string): Promise<string | null> {
    if (this.#frame === undefined) return this.#parts.doneBy(process, node)
    return this.#using(({ connection }) => doneBy(connection, process, node))
  }

  takeNumbers(count: number): Promise<number> {
    return this.#using(({ connection }) => {
      const { sql, parameters } = takeNumbers(this.#parts.build, count).compile()
      return firstOf(connection.all(sql, parameters), count)
    })
  }

  async write(changes: readonly Changes[]): Promise<void> {
    await this.#lazy?.settled()
    await this.#using((frame) => {
      for (const each of changes) writeChanges(frame.connection, each, this.#loaded)
      this.#finish(frame.keep)
    })
  }

  async rollback(): Promise<void> {
    await this.#lazy?.settled()
    if (this.#isOver || this.#frame === undefined) return void (this.#isOver = true)
    await this.#using((frame) => this.#finish(frame.undo))
  }

  #begin(): Promise<Frame> {
    if (this.#isOver) return Promise.reject(overError())
    return (this.#frame ??= this.#join === undefined ? ownFrame(this.#parts.writer) : joinedFrame(this.#join))
  }

  /** A unit that failed is over, and undone: the writer must not stay taken. */
  async #using<T>(body: (frame: Frame) => T): Promise<T> {
    const frame = this.#begin()
    try {
      const begun = await frame
      if (begun.turn.isOver) throw overError()
      return body(begun)
    } catch (cause) {
      if (!this.#isOver) {
        this.#isOver = true
        await frame.then(({ undo }) => undo()).catch(() => {}) // the first error says more
      }
      throw translate(cause, this.#parts.place)
    }
  }

  #finish(end: () => void): void {
    end()
    this.#isOver = true
  }
}
