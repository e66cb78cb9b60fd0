import type { Column } from '../sql/columns.ts'
import type { Connection } from './connection.ts'

/** What of a row is written beside its columns: `data = json_set(…)`. */
export interface Besides {
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Updates the columns of a row that differ from what was loaded: an action changes few of many, and each parameter
 * costs. Which ones is one of a few combinations, each with a statement that is prepared once.
 */
export function updateRow(table: string, columns: readonly Column[]) {
  const texts = new Map<string, string>()
  const bits = columns.map((_, i) => 2 ** i)
  return (connection: Connection, before: object | undefined, after: { readonly id: string }, besides?: Besides) => {
    const values: unknown[] = [...(besides?.values ?? [])]
    let changed = 0
    // Counted by hand: this runs for every row of every action.
    for (let i = 0; i < columns.length; i++) {
      const { property, type } = columns[i]!
      const value = (after as unknown as Record<string, unknown>)[property] ?? null
      if (before !== undefined && (before as Record<string, unknown>)[property] === value) continue
      changed += bits[i]!
      values.push(type === 'json' && value !== null ? JSON.stringify(value) : value)
    }
    if (values.length === 0) return
    const key = `${changed} ${besides?.text ?? ''}`
    connection.run(texts.get(key) ?? textFor(key, changed, besides), [...values, after.id])
  }

  function textFor(key: string, changed: number, besides: Besides | undefined): string {
    const own = columns.filter((_, i) => Math.floor(changed / bits[i]!) % 2 === 1).map(({ column }) => `${column} = ?`)
    const text = `update ${table} set ${[...(besides === undefined ? [] : [besides.text]), ...own].join(', ')} where id = ?`
    // The keys of data come from the application: there may be many combinations.
    if (texts.size < mostTexts) texts.set(key, text)
    return text
  }
}

const mostTexts = 500
