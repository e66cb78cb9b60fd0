/** What must be so when all is over, however often everything was killed. */
import type { Dump, Row } from '../dump.ts'
import { brokenInvariants } from '../invariants.ts'
import type { Told } from './customers.ts'
import { parcels, parts } from './flows.ts'
import type { Call } from './ledger.ts'

export interface Evidence {
  readonly dump: Dump
  readonly calls: readonly Call[]
  readonly told: readonly Told[]
  readonly orders: number
}

/** Everything that is wrong, in words; empty when all is well. */
export function audit(evidence: Evidence): readonly string[] {
  return [
    ...brokenInvariants(evidence.dump, { isIdle: true }),
    ...ends(evidence),
    ...applied(evidence),
    ...ledger(evidence),
    ...promised(evidence),
    ...leftOver(evidence),
  ]
}

interface OrderData {
  readonly order: number
  readonly receipt?: string
  readonly packed: readonly string[]
  readonly reviews: readonly string[]
  readonly woken: number
  readonly gathered: number
  readonly labels: readonly string[]
}
interface ShipmentData {
  readonly label?: string
  readonly printed: readonly string[]
}

const of = ({ dump }: Evidence, flow: string) => dump.handover_process.filter((row) => row['flow'] === flow)
const dataOf = <T>(row: Row) => row['data'] as T
const nameOf = (row: Row) => `${String(row['flow'])} #${String(row['number'])} (${String(row['id'])})`

function ends(evidence: Evidence): string[] {
  const [orders, shipments] = [of(evidence, 'order'), of(evidence, 'shipment')]
  const numbers = new Set(orders.map((row) => dataOf<OrderData>(row).order))
  return [
    ...[...orders, ...shipments]
      .filter(({ status }) => status !== 'done')
      .map((row) => `${nameOf(row)} is ${String(row['status'])}, not done`),
    ...(orders.length === evidence.orders ? [] : [`${orders.length} orders, not ${evidence.orders}`]),
    ...(numbers.size === orders.length ? [] : ['an order was started twice']),
    ...(shipments.length === orders.length * parcels ? [] : [`${shipments.length} shipments`]),
  ]
}

/** Each process holds what every job answered, once, and has passed each place once. */
function applied(evidence: Evidence): string[] {
  const nonces = new Map(evidence.calls.map((call) => [call.nonce, call]))
  const wrong = (row: Row, what: string, given: readonly (string | undefined)[], count: number): string[] => {
    const order = dataOf<OrderData>(row).order
    const known = given.filter((nonce) => {
      const call = nonces.get(nonce ?? '')
      return call?.what === what && call.order === order
    })
    const isRight = given.length === count && new Set(known).size === count
    return isRight ? [] : [`${nameOf(row)} has of '${what}': ${JSON.stringify(given)}`]
  }
  return [
    ...of(evidence, 'order').flatMap((row) => {
      const data = dataOf<OrderData>(row)
      const { order, woken, gathered, reviews } = data
      const isOnce = woken === 1 && gathered === 1 && reviews.length === 1 && reviews[0] === `order ${order}`
      return [
        ...wrong(row, 'charge', [data.receipt], 1),
        ...wrong(row, 'pack', data.packed, parts),
        ...wrong(row, 'ship', data.labels, parcels),
        ...(isOnce ? [] : [`${nameOf(row)} did something not once: ${JSON.stringify({ woken, gathered, reviews })}`]),
      ]
    }),
    ...of(evidence, 'shipment').flatMap((row) => {
      const { label, printed } = dataOf<ShipmentData>(row)
      return [...wrong(row, 'ship', [label], 1), ...wrong(row, 'ship', printed, 1)]
    }),
  ]
}

/** Each job was called, each call was some job's, and of each job one answer was taken. */
function ledger({ dump, calls }: Evidence): string[] {
  const jobs = new Map(dump.handover_task.filter(({ kind }) => kind === 'job').map((row) => [row['id'], row]))
  const called = new Set(calls.map(({ key }) => key))
  const ended = Map.groupBy(
    dump.handover_event.filter(({ type, task_id }) => type === 'task.done' && jobs.has(task_id)),
    ({ task_id }) => task_id,
  )
  return [
    ...[...jobs.keys()].filter((id) => !called.has(String(id))).map((id) => `job ${String(id)} was never called`),
    ...[...called].filter((key) => !jobs.has(key)).map((key) => `job ${key} was called, and is not there`),
    ...[...jobs.keys()]
      .filter((id) => ended.get(id)?.length !== 1)
      .map((id) => `job ${String(id)} was done ${ended.get(id)?.length ?? 0} times`),
  ]
}

/** What somebody was told is so. */
function promised({ dump, told }: Evidence): string[] {
  const processes = new Map(dump.handover_process.map((row) => [row['id'], row]))
  const tasks = new Map(dump.handover_task.map((row) => [row['id'], row]))
  return told.flatMap(({ order, process, review }) => {
    const row = processes.get(process)
    const isThere = row !== undefined && dataOf<OrderData>(row).order === order
    const isReviewed = tasks.get(review)?.['status'] === 'done'
    return isThere && isReviewed ? [] : [`order ${order} was told to be process ${process}, with task ${review} done`]
  })
}

function leftOver({ dump }: Evidence): string[] {
  const tables = [
    'handover_outbox',
    'handover_timer',
    'handover_subscription',
    'handover_message',
    'handover_offer',
  ] as const
  return tables.flatMap((table) =>
    dump[table].slice(0, 5).map((row) => `${dump[table].length} rows are left in ${table}: ${JSON.stringify(row)}`),
  )
}
