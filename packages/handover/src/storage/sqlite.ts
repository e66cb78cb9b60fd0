/** The store for one file on this machine, with `node:sqlite`: nothing to install, nothing to start. */
import { resolve } from 'node:path'
import { DummyDriver, Kysely } from 'kysely'
import { error } from '../errors.ts'
import { NoticeBox } from './notice-box.ts'
import { answersOf } from './sql/answers.ts'
import { applyMigrations, checkMigrations, missingOf, printMigrations, selectApplied } from './sql/migrate.ts'
import { sqliteTypes } from './sql/migrations/migration.ts'
import { readerOf } from './sql/reader.ts'
import { recordDefinition } from './sql/record-definition.ts'
import type { Build, Tables } from './sql/schema.ts'
import { messagesOf } from './sql/messages.ts'
import { outboxOf } from './sql/outbox.ts'
import { prune } from './sql/prune.ts'
import type { Keeping, Run, Session } from './sql/session.ts'
import { timersOf } from './sql/timers.ts'
import { firstOf, takeNumbers } from './sql/take-numbers.ts'
import { busyLimit } from './sqlite/busy.ts'
import { isMissingTable, translate } from './sqlite/errors.ts'
import { ofThisStore, ownFrame } from './sqlite/frame.ts'
import { StoreDialect } from './sqlite/kysely-dialect.ts'
import { ReadConnection } from './sqlite/read-connection.ts'
import { sqliteReadDialect } from './sqlite/read-dialect.ts'
import { SqliteUnit, type SqliteParts } from './sqlite/unit.ts'
import { watchFile } from './sqlite/watch-file.ts'
import { Writer } from './sqlite/writer.ts'
import type { Connection } from './sqlite/connection.ts'
import type { Store } from './store.ts'

export interface SqliteOptions {
  /** The database's file; it is created when it is not there. */
  readonly file: string
  /** How long a writer waits for another process's lock before `STORE_BUSY`, in milliseconds; 10,000 by default. */
  readonly busyTimeout?: number
}

export interface SqliteStore extends Store {
  /** The same file for the application's own tables; its statements wait in the same queue as ours. */
  readonly database: Kysely<any>
}

/**
 * Keeps processes in a SQLite file.
 *
 * @example const handover = createHandover({ store: sqliteStore({ file: 'data.db' }), flows: [leaveRequest] })
 */
export function sqliteStore({ file, busyTimeout = busyLimit }: SqliteOptions): SqliteStore {
  if (file === ':memory:') throw error('STORE_UNREACHABLE', { place: file, message: inMemory })
  const path = resolve(file)
  const writer = new Writer(path, busyTimeout)
  const reader = new ReadConnection(path)
  const dialect = new StoreDialect(writer)
  const database = new Kysely<any>({ dialect })
  const session: Session = {
    build: buildOf(dialect),
    dialect: sqliteReadDialect,
    all: (query) => reader.all(query.compile()),
  }
  const parts: SqliteParts = {
    writer,
    dialect,
    build: session.build,
    place: path,
    committed: (read) => reader.use(read),
  }
  const keeping: Keeping = {
    ...session,
    once: (statement) => inTransaction(parts, ({ run }) => run(statement)),
    inTransaction: (body) => inTransaction(parts, ({ run }) => body(run)),
    write: (beside) => new SqliteUnit(parts).write([], beside),
  }
  // Within this program they are told directly; other programs see that the file has changed.
  const notices = new NoticeBox({ send: async () => {}, open: (heard) => watchFile(writer, heard) })
  let isClosed = false
  return {
    place: path,
    database,
    read: readerOf(session),
    outbox: outboxOf(keeping),
    timers: timersOf(keeping),
    messages: messagesOf(keeping),
    answers: answersOf(keeping),
    notices,
    prune: (query) => prune(keeping, query),
    now: () => new Date(),
    begin: ({ join } = {}) => {
      if (isClosed) throw error('STORE_CLOSED')
      return new SqliteUnit(parts, join === undefined ? undefined : ofThisStore(join, dialect.adapter))
    },
    transaction: (body) => database.transaction().execute(body),
    // A block costs one commit more, which a start would share; what is left of it is a gap when the program starts again.
    numberBlock: 100,
    takeNumbers: (count) =>
      inTransaction(parts, async ({ build, run }) => firstOf(await run(takeNumbers(build, count)), count)),
    recordDefinition: (definition) =>
      inTransaction(parts, (session) => recordDefinition(session, definition, new Date())),
    migrate: () => inTransaction(parts, (session) => applyMigrations({ ...session, types: sqliteTypes })),
    migrationSql: () => printMigrations(session.build, sqliteTypes),
    pendingMigrations: async () => missingOf(await applied(session)),
    check: async () => checkMigrations(await applied(session), path),
    close: async () => {
      isClosed = true
      await notices.close()
      await writer.close()
      reader.close()
    },
  }
}

const inMemory = 'a database in memory has no second connection to read with; use a file in a temporary folder.'

async function inTransaction<T>(
  { writer, build, place }: SqliteParts,
  body: (session: { build: Build; run: Run }) => Promise<T>,
): Promise<T> {
  try {
    const frame = await ownFrame(writer)
    try {
      const result = await body({ build, run: async (statement) => rowsOf(frame.connection, statement.compile()) })
      frame.keep()
      return result
    } catch (cause) {
      frame.undo()
      throw cause
    }
  } catch (cause) {
    throw translate(cause, place)
  }
}

const rowsOf = (connection: Connection, { sql, parameters }: { sql: string; parameters: readonly unknown[] }) =>
  connection.execute(sql, parameters).rows

async function applied({ build, all }: Session): Promise<readonly string[]> {
  try {
    return (await all(selectApplied(build))).map((row) => String(row['name']))
  } catch (cause) {
    if (isMissingTable((cause as Error).cause)) return []
    throw cause
  }
}

function buildOf(dialect: StoreDialect): Build {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => dialect.createIntrospector(database),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  })
}
