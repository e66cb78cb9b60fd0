import { sql } from 'kysely'
import type { Json } from '../../engine/snapshot.ts'
import type { Dialect } from '../sql/session.ts'
import { unionAll } from '../sql/union.ts'

/** How pages are read from SQLite: JSON lies there as text, times as ISO strings. */
export const sqliteReadDialect: Dialect = {
  decode: { json: (value) => JSON.parse(value as string) as unknown, time: (value) => value as string },
  isId: () => true,
  hasValue: (column, key, value) => hasValue(sql`${sql.ref(column)}`, jsonPath(key), value),
  // SQLite has no lateral joins.
  forEach: (build, values, source) =>
    unionAll(
      build,
      values.map((value) => source(sql`${value}`)),
    ),
  contains: (column, part) => sql<boolean>`instr(handover_fold(${sql.ref(column)}), ${part.toLowerCase()}) > 0`,
  isAmong: (column, values) => sql<boolean>`${sql.ref(column)} in (${values})`,
  passingOver: (query) => query,
  alone: null,
}

// `json_type` tells the number 1 from the text '1' and from true, and null from a key that is not there.
function hasValue(data: ReturnType<typeof sql>, path: string, value: Json) {
  const type = sql`json_type(${data}, ${path})`
  if (value === null || typeof value === 'boolean') return sql<boolean>`${type} = ${String(value)}`
  if (typeof value === 'string') return sql<boolean>`(${type} = 'text' and ${data} ->> ${path} = ${value})`
  if (typeof value === 'number')
    return sql<boolean>`(${type} in ('integer', 'real') and ${data} ->> ${path} = ${value})`
  return sql<boolean>`handover_json_equal(${data} -> ${path}, ${JSON.stringify(value)})`
}

/** The path of a top-level key, whatever characters it has. */
const jsonPath = (key: string): string => `$.${JSON.stringify(key)}`
