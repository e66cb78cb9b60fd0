/**
 * Writes what an action changed: of each process as one statement, of which each part is a data-modifying CTE, put
 * together from what the action needs. So there are few texts, each prepared once on a connection. New rows travel as
 * JSON: in processor time that is less than arrays for `unnest`, and as much as `values`.
 */
import type { TaskState } from '../../engine/snapshot.ts'
import { changingTaskColumns } from '../sql/columns.ts'
import { columnsThatDiffer, type Loaded } from '../sql/loaded.ts'
import { offerChanges } from '../sql/offers.ts'
import { waitChanges } from '../sql/waits.ts'
import type { Beside } from '../sql/beside.ts'
import type { Changes } from '../store.ts'
import { jsonRows, shared, sharedTime } from './recordset.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'
import {
  deleteOffers,
  deleteOffersValues,
  deleteSubscription,
  deleteSubscriptionValues,
  deleteTimer,
  forRows,
  insertDeliveries,
  insertEvents,
  insertMessages,
  insertOffers,
  insertProcess,
  insertSubscriptions,
  insertTasks,
  setStartTimers,
  setTimers,
  takeDelivery,
  takeMessage,
  takeTimer,
  updateProcess,
  updateTask,
  type Filled,
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

  /** What is taken comes first, in the same order everywhere; what is sent goes with the last process. */
  statements(changes: readonly Changes[], loaded: Loaded, more: Beside): readonly Statement[] {
    const beside = writtenBeside(more)
    const last = changes.length - 1
    return [
      ...taken(more).map((each) => this.#statement([each])),
      ...changes.flatMap((each, i) => this.#ofProcess(each, loaded, i === last ? beside : [])),
      ...(changes.length === 0 && beside.length > 0 ? [this.#statement(beside)] : []),
    ]
  }

  /** One statement for a new process. When several old rows of a sort changed, each further one is a statement before it. */
  #ofProcess(changes: Changes, loaded: Loaded, beside: readonly Filled[]): Statement[] {
    const { id, tenant, number, lastAt } = changes.process
    const { added, removed } = offerChanges(changes, loaded.tasks)
    const { timers, stopped, subscribed, unsubscribed } = waitChanges(changes, loaded.tasks)
    const rowByRow = [
      changes.changedTasks
        .filter((task) => hasChanged(task, loaded.tasks.get(task.id)))
        .map((task) => updateTask(task, loaded.tasks.get(task.id))),
      removed.map((each) => ({ part: deleteOffers, values: deleteOffersValues(changes.process, each) })),
      stopped.map((key) => ({ part: deleteTimer, values: [key] })),
      unsubscribed.map((each) => ({ part: deleteSubscription, values: deleteSubscriptionValues(each) })),
    ]
    const together = [
      changes.isNew ? insertProcess(changes) : updateProcess(changes, loaded.processes.get(id)),
      ...rowByRow.flatMap((each) => each.slice(0, 1)),
      ...rows(insertTasks, changes.createdTasks, lastAt),
      ...rows(insertOffers, added, lastAt),
      ...rows(setTimers, timers, lastAt),
      ...rows(insertSubscriptions, subscribed, lastAt),
      ...rows(insertEvents, changes.events, lastAt),
      ...beside,
    ]
    const alone = rowByRow.flatMap((each) => each.slice(1))
    return [...alone.map((each) => this.#statement([each])), this.#statement(together, [id, tenant, number, lastAt])]
  }

  #statement(parts: readonly Filled[], common: readonly unknown[] = []): Statement {
    const values = [...common, ...parts.flatMap((part) => part.values)]
    return { text: this.#text(parts, common.length + 1), values, isPrepared: true }
  }

  #text(written: readonly Filled[], first: number): string {
    const key = `${first} ${written.map(({ part }) => part.name).join()}`
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    let next = first
    const texts = written.map(({ part, values }) => {
      const text = part.sql(this.#table, next)
      next += values.length
      return text
    })
    const before = texts.slice(0, -1).map((text, i) => `w${i} as (${text})`)
    // Each parameter needs a type, whichever parts use it; a select that nobody reads is not run.
    if (first > 1) before.unshift(`shared as (select ${Object.values(shared).join(', ')}, ${sharedTime})`)
    const text = `${before.length > 0 ? `with ${before.join(',\n')}\n` : ''}${texts.at(-1)!}`
    this.#texts.set(key, text)
    return text
  }
}

/** Something was changed and then changed back: nothing is to be written. */
const hasChanged = (task: TaskState, before: TaskState | undefined): boolean =>
  columnsThatDiffer(changingTaskColumns, before, task).length > 0

function taken({ takes: { delivery, message, timer } = {} }: Beside): readonly Filled[] {
  return [
    ...(delivery === undefined ? [] : [{ part: takeDelivery, values: [delivery] }]),
    ...(message === undefined ? [] : [{ part: takeMessage, values: [message] }]),
    ...(timer === undefined ? [] : [{ part: takeTimer, values: [timer.key, timer.dueAt] }]),
  ]
}

const writtenBeside = ({ deliveries = [], startTimers = [], keeps = [] }: Beside): readonly Filled[] => [
  ...rows(insertDeliveries, deliveries),
  ...rows(setStartTimers, startTimers),
  ...rows(insertMessages, keeps),
]

function rows(whole: RowsPart, list: readonly object[], time?: string): readonly Filled[] {
  if (list.length === 0) return []
  const part = forRows(whole, list)
  return [{ part, values: [jsonRows(part.columns, list, time)] }]
}
