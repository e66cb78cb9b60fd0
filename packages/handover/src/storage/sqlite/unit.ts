import type { ProcessState, Snapshot, TaskState } from '../../engine/snapshot.ts'
import { error } from '../../errors.ts'
import { Attempts, type AttemptingUnit } from '../sql/attempts.ts'
import { lazyTransaction, type KyselyTransaction, type LazyTransaction } from '../sql/lazy-transaction.ts'
import { keyTaken } from '../sql/key-taken.ts'
import { overError } from '../sql/over-error.ts'
import { startKeyTaken } from '../sql/start-key-taken.ts'
import { firstOf, takeNumbers } from '../sql/take-numbers.ts'
import type { Build } from '../sql/schema.ts'
import type { Beside } from '../sql/beside.ts'
import type { Changes, KeptAnswer, LoadOptions, Unit } from '../store.ts'
import type { Connection } from './connection.ts'
import { joinedFrame, ownFrame, type Frame } from './frame.ts'
import { TurnConnection, type StoreDialect } from './kysely-dialect.ts'
import { doneBy, doneTasks, keptAnswer, loadProcess } from './load-process.ts'
import { isKeyTaken, isStartKeyTaken, translate } from './errors.ts'
import { writeBeside, writeChanges } from './write-changes.ts'
import type { Writer } from './writer.ts'

export interface SqliteParts {
  readonly writer: Writer
  readonly dialect: StoreDialect
  readonly build: Build
  readonly place: string
  /** Reads what is committed, for units that have not begun. */
  readonly committed: <T>(read: (connection: Connection) => T) => Promise<T>
}

/** One action's way to the file. It takes the writer when it is first needed, and holds it until it is over. */
export class SqliteUnit implements Unit {
  readonly #parts: SqliteParts
  readonly #join: KyselyTransaction | undefined
  readonly #loaded = { tasks: new Map<string, TaskState>(), processes: new Map<string, ProcessState>() }
  #frame: Promise<Frame> | undefined
  #lazy: LazyTransaction | undefined
  #attempts: Attempts | undefined
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
      if (!this.#isOver) Promise.all([this.#begin(), this.#attempts?.mark()]).catch(() => {}) // whoever uses the unit next hears of it
      return this.#join
    }
    const attempt = this.#attempts?.current
    if (attempt === undefined) return (this.#lazy ??= this.#newLazy(() => this.#isOver)).tx
    return (attempt.lazy ??= this.#newLazy(() => attempt.isOver)).tx
  }

  attempt<T>(body: () => Promise<T>): Promise<T> {
    this.#attempts ??= new Attempts(this.#attempting())
    return this.#attempts.run(body)
  }

  load(
    named: { readonly process: string } | { readonly task: string },
    { newer = false }: LoadOptions = {},
  ): Promise<Snapshot | undefined> {
    return this.#using((frame) => {
      const snapshot = loadProcess(frame.connection, named, newer)
      for (const task of snapshot?.tasks ?? []) this.#loaded.tasks.set(task.id, task)
      if (snapshot !== undefined) this.#loaded.processes.set(snapshot.process.id, snapshot.process)
      if (snapshot === undefined) this.#finish(frame.undo)
      return snapshot
    })
  }

  async doneTasks(process: string, nodes: readonly string[]): Promise<readonly TaskState[]> {
    if (nodes.length === 0) return []
    const tasks = await this.#using(({ connection }) => doneTasks(connection, process, nodes))
    for (const task of tasks) this.#loaded.tasks.set(task.id, task)
    return tasks
  }

  doneBy(process: string, node: string): Promise<string | null> {
    const read = (connection: Connection) => doneBy(connection, process, node)
    return this.#frame === undefined ? this.#parts.committed(read) : this.#using(({ connection }) => read(connection))
  }

  keptAnswer(tenant: string, key: string): Promise<KeptAnswer | undefined> {
    const read = (connection: Connection) => keptAnswer(connection, tenant, key)
    // What the caller's own transaction has kept is not committed yet.
    const isApart = this.#frame === undefined && this.#join === undefined
    return isApart ? this.#parts.committed(read) : this.#using(({ connection }) => read(connection))
  }

  takeNumbers(count: number): Promise<number> {
    return this.#using(({ connection }) => {
      const { sql, parameters } = takeNumbers(this.#parts.build, count).compile()
      return firstOf(connection.all(sql, parameters), count)
    })
  }

  async write(changes: readonly Changes[], more: Beside = {}): Promise<void> {
    await this.#lazy?.settled()
    try {
      await this.#using((frame) => {
        if (!writeBeside(frame.connection, more)) throw error('ALREADY_TAKEN')
        for (const each of changes) writeChanges(frame.connection, each, this.#loaded)
        this.#finish(frame.keep)
      })
    } catch (cause) {
      if (isKeyTaken(cause)) throw keyTaken(more, cause)
      throw isStartKeyTaken(cause) ? startKeyTaken(changes, cause) : cause
    }
  }

  async rollback(): Promise<void> {
    for (const lazy of [this.#lazy, ...(this.#attempts?.lazies ?? [])]) await lazy?.settled()
    if (this.#isOver || this.#frame === undefined) return void (this.#isOver = true)
    await this.#using((frame) => this.#finish(frame.undo))
  }

  #newLazy(isOver: () => boolean): LazyTransaction {
    const { dialect } = this.#parts
    return lazyTransaction(dialect, dialect.adapter, async () => {
      if (isOver()) throw overError()
      const { turn } = await this.#begin()
      await this.#attempts?.mark()
      return new TurnConnection(turn, true)
    })
  }

  #attempting(): AttemptingUnit {
    const isOver = () => this.#isOver
    const send = (text: string) => this.#send(text)
    return {
      get isOver() {
        return isOver()
      },
      send,
      sendOrThrow: send,
      quieten: (lazy) => lazy.settled(),
    }
  }

  async #send(text: string): Promise<void> {
    if (this.#join === undefined) return this.#using(({ connection }) => connection.run(text))
    // At once when the connection is given: what the caller sends after us must lie behind the savepoint.
    await this.#join.getExecutor().provideConnection(async (given) => {
      const { turn } = given as TurnConnection
      if (turn.isOver) throw overError()
      turn.connection.run(text)
    })
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
