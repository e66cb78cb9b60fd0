/** The shape of `pg` that is needed here: who uses SQLite never installs it, and no version of it is bundled. */
export interface PgResult {
  readonly command?: string
  readonly rowCount?: number | null
  readonly rows: any[]
}

export interface PgQuery {
  readonly text: string
  readonly values?: readonly unknown[]
  readonly name?: string
}

/** A single connection: of `pool.connect()`, or a `pg.Client`. */
export interface PgClient {
  query(query: any, values?: any): Promise<PgResult>
}

export interface PgPoolClient extends PgClient {
  release(destroy?: boolean | Error): void
  on(event: 'error', listener: (cause: Error) => void): unknown
}

/** A `pg.Client` of our own, for listening. */
export interface PgListener extends PgClient {
  connect(): Promise<unknown>
  end(): Promise<void>
  on(event: 'error' | 'end', listener: () => void): unknown
  on(event: 'notification', listener: (message: { readonly payload?: string | undefined }) => void): unknown
  unref?(): void
}

/** A `pg.Pool`. With `pipeline: true` in its options, statements that belong together travel together. */
export interface PgPool {
  connect(): Promise<PgPoolClient>
  end(): Promise<void>
  on(event: 'error', listener: (cause: Error) => void): unknown
  readonly options: object
}

export const isPool = (value: object): boolean => 'totalCount' in value || 'idleCount' in value

export function isClient(value: unknown): value is PgClient {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { query?: unknown }).query === 'function' &&
    !isPool(value)
  )
}
