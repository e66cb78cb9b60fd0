import { sql, type Compilable, type SelectQueryBuilder } from 'kysely'
import type { Dialect } from '../sql/session.ts'

/**
 * How pages are read from PostgreSQL: each row comes as one JSON text, so that it does not matter which type parsers
 * an application gave its pool.
 */
export const postgresReadDialect: Dialect = {
  decode: { json: (value) => value, time: (value) => isoTime(value as string) },
  isId: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  hasValue: (column, key, value) => sql<boolean>`${sql.ref(column)} -> ${key}::text = ${JSON.stringify(value)}::jsonb`,
  // One select that runs once per value: a union of a hundred takes longer to plan than to run.
  forEach: (build, values, source) => {
    const each = sql<{ value: string }>`unnest(${values}::text[])`.as<'each'>(sql`each(value)`)
    const part = source(sql<string>`each.value`).as('part')
    return (build.selectFrom(each) as SelectQueryBuilder<any, any, any>)
      .innerJoinLateral(part, (join) => join.onTrue())
      .selectAll('part')
  },
  contains: (column, part) => sql<boolean>`strpos(lower(${sql.ref(column)}), lower(${part}::text)) > 0`,
  isAmong: (column, values) => sql<boolean>`${sql.ref(column)} = any(array(${values}))`,
  passingOver: (query) => query.forUpdate().skipLocked(),
  // The number is arbitrary and must never change.
  alone: {
    compile: () => ({ sql: 'select pg_advisory_xact_lock(7265418094)', parameters: [] }),
  } as unknown as Compilable,
}

/** `…T12:00:00.5+00:00` as `…T12:00:00.500Z`. By hand where the session's zone is UTC, which is ten times faster. */
function isoTime(text: string): string {
  const seconds = 'YYYY-MM-DDTHH:MM:SS'.length
  const isPlain = text.endsWith('+00:00') && (text[seconds] === '.' || text[seconds] === '+')
  if (!isPlain) return new Date(text).toISOString()
  return `${text.slice(0, seconds)}.${text.slice(seconds + 1, -6).padEnd(3, '0')}Z`
}
