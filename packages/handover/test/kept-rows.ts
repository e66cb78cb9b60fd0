/** All rows of the handover_* tables as they are now, to be put back as often as a test wants to begin from them. */
import { sql, type Kysely } from 'kysely'
import { tablesOfProcesses } from './dump.ts'

export interface KeptRows {
  putBack(): Promise<void>
}

const tables = [...tablesOfProcesses, 'handover_number'] as const

export async function keepRows(database: Kysely<any>, isPostgres: boolean): Promise<KeptRows> {
  const kept: (readonly [string, unknown])[] = []
  for (const table of tables) kept.push([table, await read(database, table, isPostgres)])
  const write = isPostgres ? writeTogether : writeEach
  return {
    putBack: () =>
      database.transaction().execute(async (tx) => {
        for (const [table] of kept) await sql`delete from ${sql.table(table)}`.execute(tx)
        for (const [table, rows] of kept) await write(tx, table, rows)
      }),
  }
}

// As one JSON text: what a driver makes of JSON could not be told from a text when it is written.
async function read(database: Kysely<any>, table: string, isPostgres: boolean): Promise<unknown> {
  const from = sql.table(table)
  if (!isPostgres) return (await sql`select * from ${from}`.execute(database)).rows
  const { rows } = await sql<{ all: string | null }>`select json_agg(t)::text as all from ${from} t`.execute(database)
  return rows[0]!.all
}

async function writeTogether(tx: Kysely<any>, table: string, rows: unknown): Promise<void> {
  if (rows === null) return
  const into = sql.table(table)
  await sql`insert into ${into} select * from jsonb_populate_recordset(null::${into}, ${rows}::jsonb)`.execute(tx)
}

async function writeEach(tx: Kysely<any>, table: string, rows: unknown): Promise<void> {
  for (const row of rows as Record<string, unknown>[]) await tx.insertInto(table).values(row).execute()
}
