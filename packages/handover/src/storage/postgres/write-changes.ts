/**
 * Writes what an action changed of one process, as one statement: each part is a data-modifying CTE. The text is put
 * together from the parts that the action needs, so there are few texts, each prepared once on a connection. Rows
 * travel as JSON: in processor time that is a little less than arrays for `unnest`, and as much as `values`.
 */
import type { TaskState } from '../../engine/snapshot.ts'
import { offerChanges } from '../sql/offers.ts'
import type { Changes } from '../store.ts'
import { jsonRows } from './recordset.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'
import {
  deleteOffers,
  insertEvents,
  insertOffers,
  insertProcess,
  insertProcessValues,
  insertTasks,
  updateProcess,
  updateProcessAndData,
  updateProcessAndDataValues,
  updateProcessValues,
  updateTasks,
  type Part,
  type RowsPart,
} from './write-parts.ts'

/**
 * A new process locks nothing; of an old one the unit holds the row lock. All parts see the database as it was before
 * the statement, which is why none of them reads what another one writes. The primary key of the events refuses a
 * writer with a stale view.
 */
export class WriteChanges {
  readonly #table: TableName
  readonly #texts = new Map<string, string>()

  constructor(table: TableName) {
    this.#table = table
  }

  statement(changes: Changes, loaded: ReadonlyMap<string, TaskState>): Statement {
    const { id, tenant, number, lastAt } = changes.process
    const written = [writtenProcess(changes), ...writtenRows(changes, loaded)]
    const key = written.map(({ part }) => part.name).join()
    const text = this.#texts.get(key) ?? this.#assemble(written)
    this.#texts.set(key, text)
    return { text, values: [id, tenant, number, lastAt, ...written.flatMap(({ values }) => values)], isPrepared: true }
  }

  #assemble(written: readonly Written[]): string {
    let next = 5 // after those that all parts share
    const texts = written.map(({ part, values }) => {
      const first = next
      next += values.length
      return part.sql(this.#table, first)
    })
    const before = texts.slice(0, -1).map((text, i) => `w${i} as (${text})`)
    return `${before.length > 0 ? `with ${before.join(',\n')}\n` : ''}${texts.at(-1)!}`
  }
}

interface Written {
  readonly part: Part
  readonly values: readonly unknown[]
}

function writtenProcess(changes: Changes): Written {
  const { isNew, data } = changes
  if (isNew) return { part: insertProcess, values: insertProcessValues(changes) }
  if (Object.keys(data.set).length + data.remove.length === 0)
    return { part: updateProcess, values: updateProcessValues(changes) }
  return { part: updateProcessAndData, values: updateProcessAndDataValues(changes) }
}

function writtenRows(changes: Changes, loaded: ReadonlyMap<string, TaskState>): readonly Written[] {
  const { added, removed } = offerChanges(changes, loaded)
  const all: [RowsPart, readonly object[]][] = [
    [insertTasks, changes.createdTasks],
    [updateTasks, changes.changedTasks],
    [insertOffers, added],
    [deleteOffers, removed],
    [insertEvents, changes.events],
  ]
  return all
    .filter(([, rows]) => rows.length > 0)
    .map(([part, rows]) => ({ part, values: [jsonRows(part.columns, rows, changes.process.lastAt)] }))
}
