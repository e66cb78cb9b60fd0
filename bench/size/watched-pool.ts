/** A pool that remembers the statements that go through it, so that PostgreSQL can be asked what each of them costs. */
import pg from 'pg'

export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface WatchedPool {
  readonly pool: pg.Pool
  /** What was sent while the body ran. */
  watch(body: () => Promise<unknown>): Promise<readonly Sent[]>
}

export function watchedPool(url: string, max = 4): WatchedPool {
  // Statements that belong together travel together, as in a pool of the store's own; the types do not know of it yet.
  const options = { connectionString: url, max, pipeline: true }
  const pool = new pg.Pool(options)
  let sent: Sent[] | undefined
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((given: string | { text: string; values?: unknown[] }, ...rest: unknown[]) => {
      const { text, values = [] } = typeof given === 'string' ? { text: given } : given
      sent?.push({ text, values: Array.isArray(rest[0]) ? (rest[0] as unknown[]) : values })
      return query(given, ...rest)
    }) as typeof client.query
  })
  return {
    pool,
    async watch(body) {
      const seen: Sent[] = (sent = [])
      await body()
      sent = undefined
      return seen
    },
  }
}

export interface Cost {
  /** Pages of shared memory that were looked at. */
  readonly buffers: number
  /** In the database alone. */
  readonly milliseconds: number
}

export async function costOf(client: pg.ClientBase, statements: readonly Sent[]): Promise<Cost> {
  let [buffers, milliseconds] = [0, 0]
  for (const { text, values } of statements) {
    if (!/^\s*(select|with)\b/i.test(text)) continue
    const { rows } = await client.query<{ 'QUERY PLAN': readonly Explained[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      [...values],
    )
    const { Plan: plan, 'Execution Time': time } = rows[0]!['QUERY PLAN'][0]!
    buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    milliseconds += time
  }
  return { buffers, milliseconds }
}

interface Explained {
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number }
  readonly 'Execution Time': number
}
