/**
 * Writes what an action changed: of each process as one statement, of which each part is a data-modifying CTE, put
 * together from what the action needs. So there are few texts, each prepared once on a connection. New rows travel as
 * JSON: in processor time that is less than arrays for `unnest`, and as much as `values`.
 */
import type { Loaded } from '../sql/loaded.ts'
import { offerChanges } from '../sql/offers.ts'
import { waitChanges } from '../sql/waits.ts'
import type { Beside } from '../sql/beside.ts'
import type { Changes } from '../store.ts'
import { shared, sharedTime } from './recordset.ts'
import type { TableName } from './tables.ts'
import type { Statement } from './wire.ts'
import {
  claimDelivery,
  deleteOffers,
  deleteSubscription,
  deleteTimer,
  insertAnswers,
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
    const rowByRow: readonly (readonly Filled[])[] = [
      changes.changedTasks.flatMap((task) => updateTask(task, loaded.tasks.get(task.id)) ?? []),
      removed.map((each) => deleteOffers(changes.process, each)),
      stopped.map(deleteTimer),
      unsubscribed.map(deleteSubscription),
    ]
    const together = [
      changes.isNew ? insertProcess(changes) : updateProcess(changes, loaded.processes.get(id)),
      ...rowByRow.flatMap((each) => each.slice(0, 1)),
      ...insertTasks(changes.createdTasks, lastAt),
      ...insertOffers(added, lastAt),
      ...setTimers(timers, lastAt),
      ...insertSubscriptions(subscribed, lastAt),
      ...insertEvents(changes.events, lastAt),
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
    const key = written.reduce((ids, { part }) => `${ids} ${part.id}`, `${first}`)
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

function taken({ takes: { delivery, message, timer } = {}, claims }: Beside): readonly Filled[] {
  return [
    ...(claims === undefined ? [] : [claimDelivery(claims)]),
    ...(delivery === undefined ? [] : [takeDelivery(delivery)]),
    ...(message === undefined ? [] : [takeMessage(message)]),
    ...(timer === undefined ? [] : [takeTimer(timer.key, timer.dueAt)]),
  ]
}

const writtenBeside = ({ deliveries = [], startTimers = [], keeps = [], answer }: Beside): readonly Filled[] => [
  ...insertDeliveries(deliveries),
  ...setStartTimers(startTimers),
  ...insertMessages(keeps),
  ...insertAnswers(answer === undefined ? [] : [answer]),
]
