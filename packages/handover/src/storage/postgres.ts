/** The store for PostgreSQL 13 and newer, with `pg`. */
import { DummyDriver, Kysely, PostgresAdapter, type Compilable, type Dialect } from 'kysely'
import { error } from '../errors.ts'
import { databaseDialect } from './postgres/client-connection.ts'
import { Clients } from './postgres/clients.ts'
import { Clock } from './postgres/clock.ts'
import { isMissingTable } from './postgres/errors.ts'
import { LoadProcess } from './postgres/load-process.ts'
import { NoticeBox } from './notice-box.ts'
import { notifyWay } from './postgres/notify.ts'
import type { PgPool } from './postgres/pg.ts'
import { postgresReadDialect } from './postgres/read-dialect.ts'
import { quoteName, tableNames } from './postgres/tables.ts'
import { StartQueue } from './postgres/start-queue.ts'
import { PostgresUnit, type PostgresParts } from './postgres/unit.ts'
import type { Wire } from './postgres/wire.ts'
import { WriteChanges } from './postgres/write-changes.ts'
import type { Row } from './sql/columns.ts'
import { answersOf } from './sql/answers.ts'
import { applyMigrations, checkMigrations, missingOf, printMigrations, selectApplied } from './sql/migrate.ts'
import { postgresTypes } from './sql/migrations/migration.ts'
import { readerOf } from './sql/reader.ts'
import { recordDefinition } from './sql/record-definition.ts'
import type { Build, Tables } from './sql/schema.ts'
import { messagesOf } from './sql/messages.ts'
import { outboxOf } from './sql/outbox.ts'
import { prune } from './sql/prune.ts'
import type { Keeping, Session } from './sql/session.ts'
import { timersOf } from './sql/timers.ts'
import { firstOf, takeNumbers } from './sql/take-numbers.ts'
import type { Store } from './store.ts'

export type PostgresOptions = {
  /** Where the tables lie; by default where the connection's `search_path` leads. */
  readonly schema?: string
} & (
  | {
      /** `postgres://user:password@host/database`. The store makes a pool of its own, and ends it. */
      readonly url: string
      /** The most connections of that pool; 10 by default. */
      readonly connections?: number
    }
  | {
      /** The application's own `pg.Pool`. With `pipeline: true` in its options a command needs two round trips, else more. */
      readonly pool: PgPool
    }
)

export interface PostgresStore extends Store {
  /** The same database for the application's own tables. */
  readonly database: Kysely<any>
}

/**
 * Keeps processes in PostgreSQL.
 *
 * @example const handover = createHandover({ store: postgresStore({ url: process.env.DATABASE_URL }), flows: [leaveRequest] })
 */
export function postgresStore(options: PostgresOptions): PostgresStore {
  const { schema } = options
  const clients = new Clients('url' in options ? { url: options.url, max: options.connections ?? 10 } : options)
  const clock = new Clock(clients)
  const dialect = databaseDialect(clients)
  const database = new Kysely<any>({ dialect })
  const table = tableNames(schema)
  const build = buildOf(dialect, schema)
  const [load, write] = [new LoadProcess(table), new WriteChanges(table)]
  const starts = new StartQueue(clients)
  const notices = new NoticeBox(notifyWay(clients, schema))
  const parts: PostgresParts = { clients, dialect, adapter: new PostgresAdapter(), build, load, write, starts }
  const session: Session = { build, dialect: postgresReadDialect, all: (query) => readRows(clients, query) }
  const keeping: Keeping = {
    ...session,
    once: (statement) => clients.using((wire) => run(wire, statement)),
    inTransaction: (body) => clients.inTransaction((wire) => body((statement) => run(wire, statement))),
    write: (beside) => new PostgresUnit(parts).write([], beside),
  }
  return {
    place: clients.place,
    database,
    read: readerOf(session),
    outbox: outboxOf(keeping),
    timers: timersOf(keeping),
    messages: messagesOf(keeping),
    answers: answersOf(keeping),
    notices,
    prune: (query) => prune(keeping, query),
    now: () => clock.now(),
    begin: ({ join } = {}) => {
      if (clients.isClosed) throw error('STORE_CLOSED')
      return new PostgresUnit(parts, join)
    },
    transaction: (body) => database.transaction().execute(body),
    numberBlock: 100,
    takeNumbers: async (count) =>
      clients.using(async (wire) => firstOf(await run(wire, takeNumbers(build, count)), count)),
    recordDefinition: (definition) =>
      clients.inTransaction((wire) =>
        recordDefinition({ build, run: (statement) => run(wire, statement) }, definition, clock.now()),
      ),
    migrate: () => clients.inTransaction((wire) => migrate(wire, build, schema)),
    migrationSql: () => printMigrations(build, postgresTypes, schema === undefined ? [] : [createSchema(schema)]),
    pendingMigrations: async () => missingOf(await applied(session)),
    check: async () => {
      checkMigrations(await applied(session), clients.place)
      await clock.start()
    },
    close: async () => {
      clock.stop()
      if (!clients.isClosed) await notices.close()
      await clients.close()
    },
  }
}

// An advisory lock that ends with the transaction: of several servers that boot at once, one migrates and the others
// find it done. The number is arbitrary and must never change.
async function migrate(wire: Wire, build: Build, schema: string | undefined): Promise<readonly string[]> {
  await wire.send([{ text: 'select pg_advisory_xact_lock(7265418093)' }])
  if (schema !== undefined) {
    // `if not exists` would need the right to create schemas even when it is there.
    const [found] = await wire.send([{ text: 'select 1 from pg_namespace where nspname = $1', values: [schema] }])
    if (found!.rows.length === 0) await wire.send([{ text: createSchema(schema) }])
  }
  return applyMigrations({ build, types: postgresTypes, run: (statement) => run(wire, statement) })
}

const createSchema = (schema: string) => `create schema if not exists ${quoteName(schema)}`

async function run(wire: Wire, statement: Compilable): Promise<readonly Row[]> {
  const { sql: text, parameters: values } = statement.compile()
  const [result] = await wire.send([{ text, values }])
  return result!.rows
}

async function readRows(clients: Clients, query: Compilable): Promise<readonly Row[]> {
  const { sql, parameters: values } = query.compile()
  const [result] = await clients.send([{ text: `select row_to_json(page)::text as row from (${sql}) page`, values }])
  return result!.rows.map(({ row }) => JSON.parse(row) as Row)
}

async function applied({ build, all }: Session): Promise<readonly string[]> {
  try {
    return (await all(selectApplied(build))).map((row) => String(row['name']))
  } catch (cause) {
    if (isMissingTable((cause as Error).cause ?? cause)) return []
    throw cause
  }
}

function buildOf(dialect: Dialect, schema: string | undefined): Build {
  const build = new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => dialect.createIntrospector(database),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  })
  return schema === undefined ? build : build.withSchema(schema)
}
