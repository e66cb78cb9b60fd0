/** Takes deliveries that are due for one server; jobs with a limit only as long as few enough of them are claimed. */
import type { Claim, Delivery, DeliverySort, JobLimit } from '../store.ts'
import { claimRows, claimWindow, deliveries } from './claim-rows.ts'
import { dueDeliveries } from './due-deliveries.ts'
import type { Keeping, Reading, Run } from './session.ts'

export async function claimDeliveries(
  keeping: Keeping,
  claim: Claim,
  sort: DeliverySort,
  limits: readonly JobLimit[],
): Promise<readonly Delivery[]> {
  const { now, limit } = claim
  const full = limits.length === 0 ? [] : exhausted(await roomOf(keeping, keeping.all, limits, now))
  const due = await dueDeliveries(keeping, { now, limit: limit * claimWindow, sort, withoutLimits: full })
  if (due.length === 0) return []
  const isLimited = due.some(({ limit: name }) => limits.some((each) => each.name === name))
  const mine = await (isLimited
    ? keeping.inTransaction((run) => claimWithin(keeping, run, due, { claim, limits }))
    : claimRows(keeping, keeping.once, deliveries, { ...claim, keys: due.map(({ id }) => id) }))
  const { by, until } = claim
  return due
    .filter(({ id }) => mine.has(id))
    .map((row) => ({ ...row, claimedBy: by, claimedUntil: until.toISOString() }))
}

// Who counts and takes does so alone: two that count at once would both find room.
async function claimWithin(
  keeping: Keeping,
  run: Run,
  due: readonly Delivery[],
  { claim, limits }: { readonly claim: Claim; readonly limits: readonly JobLimit[] },
): Promise<ReadonlySet<string>> {
  const { alone } = keeping.dialect
  if (alone !== null) await run(alone)
  const room = new Map(await roomOf(keeping, run, limits, claim.now))
  const fitting = due.filter(({ limit }) => {
    const left = limit === null ? undefined : room.get(limit)
    if (left === undefined) return true
    room.set(limit!, left - 1)
    return left > 0
  })
  const keys = fitting.slice(0, claim.limit).map(({ id }) => id)
  return claimRows(keeping, run, deliveries, { ...claim, keys })
}

/** How many more of each limit may be claimed. */
async function roomOf(
  { build }: Reading,
  run: Run,
  limits: readonly JobLimit[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const names = limits.map(({ name }) => name)
  const rows = await run(
    build
      .selectFrom('handover_outbox as d')
      .select(({ fn }) => ['d.job_limit', fn.countAll().as('running')])
      .where('d.job_limit', 'in', names)
      .where(({ eb }) => eb.not('d.is_dead'))
      .where('d.claimed_until', '>', now.toISOString())
      .groupBy('d.job_limit'),
  )
  const running = new Map(rows.map((row) => [String(row['job_limit']), Number(row['running'])]))
  return new Map(limits.map(({ name, most }) => [name, most - (running.get(name) ?? 0)]))
}

const exhausted = (room: ReadonlyMap<string, number>) => [...room].filter(([, left]) => left <= 0).map(([name]) => name)
