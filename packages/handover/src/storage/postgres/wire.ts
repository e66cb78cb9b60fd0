/** How statements travel: together in one flush where the connection can pipeline, else one by one. */
import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { KyselyTransaction } from '../sql/lazy-transaction.ts'
import type { PgClient, PgQuery, PgResult } from './pg.ts'

export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
  /** Prepared once for each connection; for texts of which there are few. */
  readonly isPrepared?: boolean
}

export interface Wire {
  /** Answers when all have been answered; throws what the first of them that failed threw. */
  send(statements: readonly Statement[]): Promise<readonly PgResult[]>
}

export function wireOf(client: PgClient): Wire {
  const isPipelined = (client as { pipeline?: unknown }).pipeline === true
  return {
    send: (statements) =>
      isPipelined ? sendTogether(client, statements) : sendEach((each) => client.query(queryOf(each)), statements),
  }
}

/** Over somebody's Kysely transaction; their plugins must not rename our columns. */
export function wireOfKysely(tx: KyselyTransaction): Wire {
  const plain = tx.withoutPlugins()
  const query = ({ text, values = [] }: Statement) => plain.executeQuery<any>(CompiledQuery.raw(text, [...values]))
  return { send: (statements) => sendEach(query, statements) }
}

type Query = (statement: Statement) => Promise<PgResult>

async function sendEach(query: Query, statements: readonly Statement[]): Promise<readonly PgResult[]> {
  const results: PgResult[] = []
  for (const statement of statements) results.push(await query(statement))
  return results
}

// All of it leaves in one packet: without the cork each statement would be written to the socket on its own, and the
// first answers would come between.
async function sendTogether(client: PgClient, statements: readonly Statement[]): Promise<readonly PgResult[]> {
  const stream = (client as { connection?: { stream?: Partial<Corked> } }).connection?.stream
  stream?.cork?.()
  const sent = statements.map((statement) => client.query(queryOf(statement)))
  stream?.uncork?.()
  // All of them are answered, also after one that failed; until then the connection is not free.
  const answers = await Promise.allSettled(sent)
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

interface Corked {
  cork(): void
  uncork(): void
}

function queryOf({ text, values, isPrepared }: Statement): PgQuery | string {
  if (values === undefined) return text
  return {
    text,
    values,
    ...(isPrepared === true ? { name: nameOf(text) } : {}),
  }
}

const names = new Map<string, string>()

// By the text itself: two stores with different schemas may share one pool.
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `handover_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
  names.set(text, name)
  return name
}
