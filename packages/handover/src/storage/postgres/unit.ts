import { setTimeout as sleep } from 'node:timers/promises'
import type { Dialect, DialectAdapter } from 'kysely'
import { error } from '../../errors.ts'
import type { ProcessState, Snapshot, TaskState } from '../../engine/snapshot.ts'
import { Attempts, type AttemptingUnit } from '../sql/attempts.ts'
import { lazyTransaction, type LazyTransaction } from '../sql/lazy-transaction.ts'
import { overError } from '../sql/over-error.ts'
import type { Build } from '../sql/schema.ts'
import { keyTaken } from '../sql/key-taken.ts'
import { startKeyTaken } from '../sql/start-key-taken.ts'
import { firstOf, takeNumbers } from '../sql/take-numbers.ts'
import type { Beside } from '../sql/beside.ts'
import type { Changes, KeptAnswer, LoadOptions, Unit } from '../store.ts'
import { ClientConnection } from './client-connection.ts'
import type { Clients } from './clients.ts'
import { isKeyTaken, isNothingTaken, isStartKeyTaken, translate, unstorable } from './errors.ts'
import { joinedFrame, ownFrame, wireOfCaller, type Frame } from './frame.ts'
import type { LoadProcess } from './load-process.ts'
import type { PgResult } from './pg.ts'
import { postgresReadDialect } from './read-dialect.ts'
import type { StartQueue } from './start-queue.ts'
import type { Statement } from './wire.ts'
import type { WriteChanges } from './write-changes.ts'

/** How long a rollback waits for a statement under way, in milliseconds, before it cancels it. */
const patience = 20

export interface PostgresParts {
  readonly clients: Clients
  readonly dialect: Dialect
  readonly adapter: DialectAdapter
  readonly build: Build
  readonly load: LoadProcess
  readonly write: WriteChanges
  readonly starts: StartQueue
}

/** One action's way to the database. It takes a connection when it is first needed, and holds it until it is over. */
export class PostgresUnit implements Unit {
  readonly #parts: PostgresParts
  readonly #join: unknown
  readonly #loaded = { tasks: new Map<string, TaskState>(), processes: new Map<string, ProcessState>() }
  #frame: Frame | Promise<Frame> | undefined
  #lazy: LazyTransaction | undefined
  #isOver = false
  #attempts: Attempts | undefined

  constructor(parts: PostgresParts, join?: unknown) {
    this.#parts = parts
    this.#join = join
    if (join !== undefined) this.#frame = joinedFrame(wireOfCaller(join))
  }

  get isBegun(): boolean {
    return this.#frame !== undefined
  }

  get tx(): unknown {
    if (this.#join !== undefined) {
      // What a function writes with the caller's own transaction must lie behind our savepoint, to be undone with us.
      if (!this.#isOver) Promise.all([this.#opened(), this.#attempts?.mark()]).catch(() => {}) // whoever uses the unit next hears of it
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

  async load(
    named: { readonly process: string } | { readonly task: string },
    { newer = false }: LoadOptions = {},
  ): Promise<Snapshot | undefined> {
    const id = 'task' in named ? named.task : named.process
    if (!postgresReadDialect.isId(id)) {
      await this.rollback()
      return undefined
    }
    return this.#using(async (frame) => {
      const { load } = this.#parts
      const snapshot = load.snapshot(await frame.send(load.statements(named, newer)))
      for (const task of snapshot?.tasks ?? []) this.#loaded.tasks.set(task.id, task)
      if (snapshot !== undefined) this.#loaded.processes.set(snapshot.process.id, snapshot.process)
      if (snapshot === undefined) await this.#undo(frame)
      return snapshot
    })
  }

  async doneTasks(process: string, nodes: readonly string[]): Promise<readonly TaskState[]> {
    if (nodes.length === 0 || !postgresReadDialect.isId(process)) return []
    const { load } = this.#parts
    const [found] = await this.#using((frame) => frame.send([load.doneTasks(process, nodes)]))
    const tasks = load.tasks(found!)
    for (const task of tasks) this.#loaded.tasks.set(task.id, task)
    return tasks
  }

  async doneBy(process: string, node: string): Promise<string | null> {
    const { rows } = await this.#look(this.#parts.load.doneBy(process, node))
    return (rows[0]?.ended_by ?? null) as string | null
  }

  async keptAnswer(tenant: string, key: string): Promise<KeptAnswer | undefined> {
    const { load } = this.#parts
    return load.answer(await this.#look(load.keptAnswer(tenant, key)))
  }

  async takeNumbers(count: number): Promise<number> {
    const { sql: text, parameters: values } = takeNumbers(this.#parts.build, count).compile()
    const [result] = await this.#using((frame) => frame.send([{ text, values }]))
    return firstOf(result!.rows, count)
  }

  async write(changes: readonly Changes[], more: Beside = {}): Promise<void> {
    await this.#lazy?.settled()
    const { write } = this.#parts
    if (!isTakeable(more)) {
      await this.rollback()
      throw error('ALREADY_TAKEN')
    }
    const statements = write.statements(changes, this.#loaded, more)
    const isAlone =
      this.#frame === undefined &&
      statements.length <= 1 &&
      changes.every(({ isNew }) => isNew) &&
      !more.takes &&
      !more.claims
    try {
      // A new process locks nothing: one statement is atomic by itself and needs no transaction around it.
      if (isAlone) await this.#sendAlone(statements, mayWait(changes, more))
      else await this.#using((frame) => frame.keep(statements))
      this.#isOver = true
    } catch (cause) {
      throw named(cause, changes, more)
    }
  }

  async rollback(): Promise<void> {
    await this.#quieten([this.#lazy, ...(this.#attempts?.lazies ?? [])])
    if (!this.#isOver && this.#frame !== undefined) await this.#using((frame) => this.#undo(frame))
    this.#isOver = true
  }

  /** Reads inside the unit, or beside it as long as it has not begun. */
  async #look(statement: Statement): Promise<PgResult> {
    const { clients } = this.#parts
    const [result] = await (this.#frame === undefined
      ? clients.send([statement])
      : this.#using((frame) => frame.send([statement])))
    return result!
  }

  async #sendAlone([statement]: readonly Statement[], waits: boolean): Promise<void> {
    if (this.#isOver) throw overError()
    this.#isOver = true
    const { starts, clients } = this.#parts
    if (statement === undefined) return
    await (waits ? clients.send([statement]) : starts.send(statement))
  }

  #newLazy(isOver: () => boolean): LazyTransaction {
    const { dialect, adapter } = this.#parts
    return lazyTransaction(dialect, adapter, async () => {
      if (isOver()) throw overError()
      await this.#attempts?.mark()
      const { client } = await this.#opened()
      return new ClientConnection(client!, this.#parts.clients.place)
    })
  }

  #attempting(): AttemptingUnit {
    const isOver = () => this.#isOver
    return {
      get isOver() {
        return isOver()
      },
      send: (text) => this.#using((frame) => frame.send([{ text }])),
      sendOrThrow: async (text) => {
        const frame = await this.#frame!
        await frame.send([{ text }]).catch((cause: unknown) => {
          throw translate(cause, this.#parts.clients.place)
        })
      },
      quieten: (lazy) => this.#quieten([lazy]),
    }
  }

  /** A statement that a function left behind, or that took too long, is canceled: it would hold the lock until it ends. */
  async #quieten(lazies: readonly (LazyTransaction | undefined)[]): Promise<void> {
    const begun = lazies.filter((lazy) => lazy !== undefined)
    if (begun.length === 0) return
    const settled = Promise.all(begun.map((lazy) => lazy.settled()))
    if (await Promise.race([settled.then(() => true), sleep(patience, false)])) return
    const { client } = await this.#frame!
    if (client !== undefined) await this.#parts.clients.cancel(client)
    await settled
  }

  async #opened(): Promise<Frame> {
    return this.#using(async (frame) => {
      await frame.send([])
      return frame
    })
  }

  /** A unit that failed is over, and undone: PostgreSQL takes no more in that transaction. */
  async #using<T>(body: (frame: Frame) => Promise<T>): Promise<T> {
    if (this.#isOver) throw overError()
    const { clients } = this.#parts
    // A joined frame is there at once: its savepoint must go out before the caller's next statement.
    const frame = (this.#frame ??= ownFrame(clients))
    try {
      return await body(frame instanceof Promise ? await frame : frame)
    } catch (cause) {
      if (!this.#isOver) {
        this.#isOver = true
        await Promise.resolve(frame)
          .then((begun) => begun.undo())
          .catch(() => {}) // the first error says more
      }
      throw translate(cause, clients.place)
    }
  }

  async #undo(frame: Frame): Promise<void> {
    this.#isOver = true
    await frame.undo()
  }
}

/** Whether what it writes may have to wait for what another unit writes, which none of a group of starts may. */
const mayWait = (changes: readonly Changes[], { startTimers = [], answer }: Beside): boolean =>
  startTimers.length > 0 || answer !== undefined || changes.some(({ process }) => process.startKey !== null)

/** PostgreSQL would refuse to compare a uuid with anything else. */
const isTakeable = ({ takes: { delivery, message } = {}, claims }: Beside): boolean =>
  [delivery, message, claims?.delivery].every((id) => id === undefined || postgresReadDialect.isId(id))

// Refusals must come with our names, not with a code of PostgreSQL.
function named(cause: unknown, changes: readonly Changes[], more: Beside): unknown {
  if (isNothingTaken(cause)) return error('ALREADY_TAKEN', {}, { cause })
  if (isStartKeyTaken(cause)) return startKeyTaken(changes, cause)
  if (isKeyTaken(cause)) return keyTaken(more, cause)
  const message = unstorable(cause)
  const [first] = changes
  if (message === null || first === undefined) return cause
  const node = first.createdTasks[0]?.node ?? first.changedTasks[0]?.node
  return error('INPUT_INVALID', { flow: first.process.flow, node, issues: [{ path: [], message }] }, { cause })
}
