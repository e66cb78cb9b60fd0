/** Brings a database up to date. Each dialect holds its own lock around it, so several servers may try at once. */
import { sql, type Compilable } from 'kysely'
import { error } from '../../errors.ts'
import { migrations } from './migrations/index.ts'
import type { ColumnTypes } from './migrations/migration.ts'
import type { Row } from './columns.ts'
import type { Build } from './schema.ts'

/** A connection inside the transaction that holds the migration lock. */
export interface Migrating {
  readonly build: Build
  readonly types: ColumnTypes
  readonly run: (statement: Compilable) => Promise<readonly Row[]>
}

/** Applies what is missing; answers with the names. Under the migration lock, in its transaction: all or nothing. */
export async function applyMigrations({ build, types, run }: Migrating): Promise<readonly string[]> {
  await run(migrationTable(build, types))
  const rows = await run(selectApplied(build))
  const missing = missingOf(rows.map((row) => String(row['name'])))
  for (const migration of migrations.filter(({ name }) => missing.includes(name))) {
    for (const statement of migration.statements(build, types)) await run(statement)
    await run(record(build, migration.name))
  }
  return missing
}

export const selectApplied = (build: Build) => build.selectFrom('handover_migration').select('name').orderBy('name')

/** The names of those that this package brings and the database lacks. */
export function missingOf(applied: readonly string[]): readonly string[] {
  return migrations.map(({ name }) => name).filter((name) => !applied.includes(name))
}

/** Throws unless the database has exactly what this package needs. */
export function checkMigrations(applied: readonly string[], place: string): void {
  const known = new Set(migrations.map(({ name }) => name))
  const newer = applied.find((name) => !known.has(name))
  if (newer !== undefined) throw error('STORE_TOO_NEW', { place, migration: newer })
  const missing = missingOf(applied)
  if (missing.length > 0) throw error('STORE_NOT_MIGRATED', { place, missing: missing.length })
}

/** The same as plain SQL, each migration a transaction of its own, for psql or sqlite3. */
export function printMigrations(build: Build, types: ColumnTypes, preparation: readonly string[] = []): string {
  const script = migrations.map(({ name, statements }) =>
    [`-- ${name}`, 'begin', ...[...statements(build, types), record(build, name)].map(textOf), 'commit'].join(';\n'),
  )
  const first = [...preparation, textOf(migrationTable(build, types))].join(';\n')
  return `${[first, ...script].join(';\n\n')};\n`.replaceAll(/^(-- .*);$/gm, '$1')
}

const migrationTable = (build: Build, { time }: ColumnTypes) =>
  build.schema
    .createTable('handover_migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('applied_at', time, (column) => column.notNull())

const record = (build: Build, name: string) =>
  build.insertInto('handover_migration').values({ name: sql.lit(name), applied_at: sql<string>`current_timestamp` })

function textOf(statement: Compilable): string {
  const { sql: text, parameters } = statement.compile()
  if (parameters.length > 0) throw new Error(`cannot happen: a migration with parameters: ${text}`)
  return text
}
