/**
 * Writes what an action changed of one process: as one statement, of which each part is a data-modifying CTE, put
 * together from what the action needs. So there are few texts, each prepared once on a connection. New rows travel as
 * JSON: in processor time that is less than arrays for `unnest`, and as much as `values`.
 */
import type { TaskState } from '../../engine/snapshot.ts'
import { offerChanges } from '../sql/offers.ts'
import type { Changes } from '../store.ts'
import { jsonRows, shared, sharedTime } from './recordset.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'
import {
  deleteOffers,
  deleteOffersValues,
  insertEvents,
  insertOffers,
  insertProcess,
  insertProcessValues,
  insertTasks,
  updateProcess,
  updateProcessAndData,
  updateProcessAndDataValues,
  updateProcessValues,
  updateTask,
  updateTaskValues,
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

  /** One statement for a new process. When more than one old task changed, each further one is a statement before it. */
  statements(changes: Changes, loaded: ReadonlyMap<string, TaskState>): readonly Statement[] {
    const { id, tenant, number, lastAt } = changes.process
    const { added, removed } = offerChanges(changes, loaded)
    const changed = changes.changedTasks.map((task) => ({ part: updateTask, values: updateTaskValues(task) }))
    const withdrawn = removed.map((each) => ({ part: deleteOffers, values: deleteOffersValues(changes.process, each) }))
    const together = [
      writtenProcess(changes),
      ...changed.slice(0, 1),
      ...withdrawn.slice(0, 1),
      ...rows(insertTasks, changes.createdTasks, lastAt),
      ...rows(insertOffers, added, lastAt),
      ...rows(insertEvents, changes.events, lastAt),
    ]
    const alone = [...changed.slice(1), ...withdrawn.slice(1)]
    return [
      ...alone.map(({ part, values }) => ({ text: this.#text([part], 1, [values]), values, isPrepared: true })),
      {
        text: this.#text(
          together.map(({ part }) => part),
          firstOwn,
          together.map(({ values }) => values),
        ),
        values: [id, tenant, number, lastAt, ...together.flatMap(({ values }) => values)],
        isPrepared: true,
      },
    ]
  }

  #text(parts: readonly Part[], first: number, values: readonly (readonly unknown[])[]): string {
    const key = `${first} ${parts.map(({ name }) => name).join()}`
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    let next = first
    const texts = parts.map((part, i) => {
      const text = part.sql(this.#table, next)
      next += values[i]!.length
      return text
    })
    const before = texts.slice(0, -1).map((text, i) => `w${i} as (${text})`)
    // Each parameter needs a type, whichever parts use it; a select that nobody reads is not run.
    if (first === firstOwn) before.unshift(`shared as (select ${Object.values(shared).join(', ')}, ${sharedTime})`)
    const text = `${before.length > 0 ? `with ${before.join(',\n')}\n` : ''}${texts.at(-1)!}`
    this.#texts.set(key, text)
    return text
  }
}

/** The first parameter after those that all parts share. */
const firstOwn = 5

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

const rows = (part: RowsPart, list: readonly object[], time: string): readonly Written[] =>
  list.length === 0 ? [] : [{ part, values: [jsonRows(part.columns, list, time)] }]
