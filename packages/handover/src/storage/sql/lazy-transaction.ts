import {
  DefaultQueryExecutor,
  DummyDriver,
  Transaction,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Kysely,
} from 'kysely'

/** A Kysely transaction that asks for its connection when it is first used, and takes one statement at a time. */
export interface LazyTransaction {
  readonly tx: Transaction<any>
  /** Answers when the statements that were begun have ended. */
  settled(): Promise<void>
}

export function lazyTransaction(
  dialect: Dialect,
  adapter: DialectAdapter,
  connect: () => Promise<DatabaseConnection>,
): LazyTransaction {
  let last: Promise<unknown> = Promise.resolve()
  const provider: ConnectionProvider = {
    provideConnection: (consumer) => {
      const run = last.then(async () => consumer(await connect()))
      last = run.catch(() => {}) // whoever asked hears of it
      return run
    },
  }
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), adapter, provider)
  // The driver would open and close connections; a transaction never asks it to.
  const tx = new Transaction<any>({ config: { dialect }, dialect, driver: new DummyDriver(), executor })
  return { tx, settled: async () => void (await last) }
}

/** The shape of a Kysely transaction, from whatever copy of Kysely it comes. */
export interface KyselyTransaction {
  readonly isTransaction: boolean
  withoutPlugins(): Kysely<any>
  getExecutor(): {
    readonly adapter: DialectAdapter
    provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T>
  }
}

export function isKysely(value: unknown): value is KyselyTransaction {
  const { executeQuery, getExecutor } = (value ?? {}) as Record<string, unknown>
  return typeof executeQuery === 'function' && typeof getExecutor === 'function'
}
