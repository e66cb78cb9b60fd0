/** A dump in which whatever is made up anew in each run has a name that is the same in all of them. */
import type { Dump, Row } from './dump.ts'

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const byNumber = (column: string) => (one: Row, other: Row) => Number(one[column]) - Number(other[column])

/**
 * Who has a row under way is not told: that is no part of the state. Ids in `known` stay as they are; all others are called after the order in which they come: processes by their number,
 * tasks and events as they were created.
 */
export function canonical(dump: Dump, known: ReadonlySet<string>): string {
  const names = new Map<string, string>()
  const nameOf = (id: string) => {
    if (known.has(id)) return id
    if (!names.has(id)) names.set(id, `new ${names.size + 1}`)
    return names.get(id)!
  }
  const processes = dump.handover_process.toSorted(byNumber('number'))
  const place = new Map(processes.map(({ id }, n) => [id, n]))
  const inOrder = (rows: readonly Row[], column: string) =>
    rows.toSorted(
      (one, other) => place.get(one['process_id'])! - place.get(other['process_id'])! || byNumber(column)(one, other),
    )
  const lines = [
    ...processes,
    ...inOrder(dump.handover_task, 'sequence'),
    ...inOrder(dump.handover_event, 'number'),
  ].map((row) => JSON.stringify(row).replaceAll(uuid, nameOf))
  const rest = [
    ...dump.handover_offer,
    ...dump.handover_outbox,
    ...dump.handover_timer,
    ...dump.handover_subscription,
    ...dump.handover_message,
    ...dump.handover_idempotency,
  ].map((row) =>
    JSON.stringify(withoutClaim(row)).replaceAll(uuid, (id) =>
      known.has(id) || names.has(id) ? nameOf(id) : 'another',
    ),
  )
  return [...lines, ...rest.toSorted()].join('\n')
}

const withoutClaim = (row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !column.startsWith('claimed_')))

/** All ids of a dump. */
export const idsIn = (dump: Dump): ReadonlySet<string> => new Set(JSON.stringify(dump).match(uuid))

/** How each process went, without ids, numbers and times. */
export function wayOf(dump: Dump): readonly unknown[] {
  const ofProcess = (rows: readonly Row[], id: unknown, column: string) =>
    rows.filter(({ process_id }) => process_id === id).toSorted(byNumber(column))
  return dump.handover_process
    .toSorted(byNumber('number'))
    .map(({ id, flow, status, outcome, data, reason }) => ({
      flow,
      status,
      outcome,
      reason,
      data,
      tasks: ofProcess(dump.handover_task, id, 'sequence').map((task) => words(task, 'node', 'status', 'reason')),
      events: ofProcess(dump.handover_event, id, 'number')
        .map((event) => words(event, 'type', 'node'))
        // The body of a job begins anew after a crash, and history says so each time.
        .filter((event, place, all) => !event.startsWith('task.started') || event !== all[place - 1]),
    }))
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

const words = (row: Row, ...columns: readonly string[]): string =>
  columns.flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : [])).join(' ')

/** The rows that some server has under way, or had when it died. */
export const claimedIn = (dump: Dump): readonly Row[] =>
  [...dump.handover_outbox, ...dump.handover_timer].filter((row) => row['claimed_by'] !== null)
