import type { SelectQueryBuilder } from 'kysely'
import type { Build, Tables } from './schema.ts'

/** What each source may give, one after the other; each keeps its own order and limit. */
export function unionAll<Row>(build: Build, sources: readonly SelectQueryBuilder<any, any, Row>[]) {
  // SQLite takes at most 500 selects in one union: more of them are gathered in groups.
  const gathered = sources.length <= mostSelects ? sources : groups(sources).map((group) => union(build, group))
  return union(build, gathered)
}

const mostSelects = 200

// SQLite allows `order by` and `limit` in a part of a union only inside a subselect.
function union<Row>(build: Build, sources: readonly SelectQueryBuilder<any, any, Row>[]) {
  const [first, ...others] = sources.map((source) => {
    const part = build.selectFrom(source.as('part') as never).selectAll()
    return part as unknown as SelectQueryBuilder<Tables, never, Row>
  })
  if (first === undefined) throw new Error('a union of nothing')
  return others.reduce((all, part) => all.unionAll(part), first)
}

function groups<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / mostSelects)
  return Array.from({ length: count }, (_, i) => list.slice(i * mostSelects, (i + 1) * mostSelects))
}
