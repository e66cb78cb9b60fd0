import { error } from '../errors.ts'
import type { BossDatabase } from './boss.ts'

/** The transaction of an action, or the caller's that it has joined, as pg-boss sends statements. */
export function bossDatabaseOf(tx: unknown): BossDatabase {
  if (isKysely(tx)) {
    const { supportsReturning, supportsTransactionalDdl } = tx.getExecutor().adapter
    if (supportsReturning !== true || supportsTransactionalDdl !== true)
      throw error('JOB_QUEUE_UNAVAILABLE', {
        queue: 'pg-boss',
        why: 'the store is not on PostgreSQL.',
        advice: 'Leave `jobs` out, or use embeddedJobs(): they run on every database.',
      })
    return {
      async executeSql(sql, parameters = []) {
        const { rows } = await tx.executeQuery({ sql, parameters, query: { kind: 'RawNode' }, queryId })
        return { rows: [...rows] }
      },
    }
  }
  const client = tx as { query(text: string, values?: unknown[]): Promise<{ rows: any[] }> }
  return { executeSql: (text, values) => client.query(text, values) }
}

const queryId = { queryId: 'handover/pg-boss' }

interface KyselyLike {
  executeQuery(query: object): Promise<{ readonly rows: readonly any[] }>
  getExecutor(): {
    readonly adapter: { readonly supportsReturning?: boolean; readonly supportsTransactionalDdl?: boolean }
  }
}

function isKysely(value: unknown): value is KyselyLike {
  const { executeQuery, getExecutor } = (value ?? {}) as Record<string, unknown>
  return typeof executeQuery === 'function' && typeof getExecutor === 'function'
}
