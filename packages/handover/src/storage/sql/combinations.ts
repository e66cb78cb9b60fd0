import type { Column } from './columns.ts'

/**
 * What is made once for each combination of a table's columns, a statement's text for example. A row fills few of many
 * columns and an action changes fewer; each one that a statement names costs. There are few combinations.
 */
export class Combinations<T> {
  readonly #columns: readonly Column[]
  readonly #make: (columns: readonly Column[]) => T
  readonly #made = new Map<number, T>()

  constructor(columns: readonly Column[], make: (columns: readonly Column[]) => T) {
    if (columns.length > 53) throw new Error('cannot happen: a number holds 53 bits, one for each column')
    this.#columns = columns
    this.#make = make
  }

  /** The columns that have something to say in some of the rows; in the others the database says it by itself. */
  filledBy(rows: readonly object[]): T {
    const isNamed = new Uint8Array(this.#columns.length)
    for (const row of rows) markFilled(this.#columns, row, isNamed)
    return this.of(isNamed)
  }

  /** The columns whose values differ from what was loaded; all of them when nothing was. */
  differing(before: object | undefined, after: object): T {
    const isNamed = new Uint8Array(this.#columns.length)
    for (let i = 0; i < isNamed.length; i++) {
      const { property } = this.#columns[i]!
      if (before === undefined || valueOf(before, property) !== valueOf(after, property)) isNamed[i] = 1
    }
    return this.of(isNamed)
  }

  /** `isNamed` has a 1 for each column that is meant. */
  of(isNamed: Uint8Array): T {
    let key = 0
    for (const bit of isNamed) key = key * 2 + bit
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const made = this.#make(this.#columns.filter((_, i) => isNamed[i] === 1))
    this.#made.set(key, made)
    return made
  }
}

function markFilled(columns: readonly Column[], row: object, isNamed: Uint8Array): void {
  for (let i = 0; i < columns.length; i++) {
    const { property, byDefault } = columns[i]!
    const value = valueOf(row, property)
    if (value !== null && value !== byDefault) isNamed[i] = 1
  }
}

const valueOf = (row: object, property: string): unknown => (row as Record<string, unknown>)[property] ?? null
