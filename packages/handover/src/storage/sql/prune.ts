/**
 * Removes ended processes for good, oldest first: one walk along the primary key, which is the order of creation, so that
 * no index on when they ended is needed, and no row is looked at twice. Each batch is a transaction of its own.
 */
import { sql } from 'kysely'
import type { PrunedBatch, PruneQuery } from '../store.ts'
import { freeProcesses, type Free } from './free-processes.ts'
import { countWith, removeProcesses, removeWith } from './remove-processes.ts'
import type { Keeping, Session } from './session.ts'

/** What the walk reads of a process. */
export interface Walked {
  readonly id: string
  readonly createdAt: string
  readonly parentTask: string | null
  /** How long its history is: so much there is to remove. */
  readonly events: number
  readonly isAsked: boolean
}

/** So many are read at once: ids of several servers stand in the order of creation as far as their clocks agree. */
const window = 1000
/** In events: a transaction stays short, however long the histories are. */
const mostAtOnce = 10_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

export async function* prune(session: Keeping, query: PruneQuery): AsyncGenerator<PrunedBatch, void> {
  /** Of those that are gone, or would be, who had called others: nobody keeps these any more. */
  const gone = new Set<string>()
  for (let after = beforeAll; ;) {
    const walked = await walk(session, query, after)
    const asked = walked.filter(({ isAsked }) => isAsked)
    const some = beginningOf(asked, query.batch)
    const last = some.length < asked.length ? some.at(-1) : walked.at(-1)
    if (last === undefined) break
    yield { ...(await pruneSome(session, query, { some, gone })), upTo: last.createdAt }
    const isWhole = last === walked.at(-1)
    if (isWhole && (walked.length < window || walked.every(({ createdAt }) => createdAt >= query.before))) break
    after = last.id
  }
  if (!query.isDry) await dropUndeliverable(session)
}

// Reads the last committed state; takes no lock.
async function walk(
  { build, dialect, all }: Session,
  { tenant, before, flow, statuses }: PruneQuery,
  after: string,
): Promise<readonly Walked[]> {
  const rows = await all(
    build
      .selectFrom('handover_process as p')
      .select(['p.id', 'p.tenant', 'p.flow', 'p.status', 'p.created_at', 'p.finished_at', 'p.parent_task'])
      .select('p.last_event')
      .where('p.id', '>', after)
      .orderBy('p.id')
      .limit(window),
  )
  return rows.map((row) => {
    const hasEnded = row['finished_at'] !== null && dialect.decode.time(row['finished_at']) < before
    const isOfStatus = statuses.some((status) => status === row['status'])
    return {
      id: String(row['id']),
      createdAt: dialect.decode.time(row['created_at']),
      parentTask: row['parent_task'] as string | null,
      events: Number(row['last_event']),
      isAsked: hasEnded && isOfStatus && row['tenant'] === tenant && (flow === undefined || row['flow'] === flow),
    }
  })
}

/** As many as one transaction takes, but at least one. */
function beginningOf(processes: readonly Walked[], most: number): readonly Walked[] {
  let [count, sum] = [0, 0]
  for (const { events } of processes) {
    sum += events
    if (count > 0 && (count >= most || sum > mostAtOnce)) break
    count++
  }
  return processes.slice(0, count)
}

async function pruneSome(
  session: Keeping,
  query: PruneQuery,
  { some, gone }: { readonly some: readonly Walked[]; readonly gone: Set<string> },
): Promise<Omit<PrunedBatch, 'upTo'>> {
  const free = await freeProcesses(session, some, query.tenant)
  if (free.length === 0) return { processes: 0, tasks: 0, events: 0 }
  const { build, all } = session
  if (query.isDry) return countWith({ build, run: all }, await inTurn(free, gone, async (ids) => ids))
  return session.inTransaction(async (run) => {
    const removed = await inTurn(free, gone, (ids) => removeProcesses({ build, run }, ids, query))
    return removeWith({ build, run }, removed)
  })
}

/** Who was called goes after its caller has gone, and stays with it. */
async function inTurn(
  free: readonly Free[],
  gone: Set<string>,
  remove: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const removed: string[] = []
  for (let left = free; ;) {
    const [stay = [], go = []] = partition(left, ({ caller }) => caller === null || gone.has(caller))
    if (go.length === 0) return removed
    const ids = new Set(await remove(go.map(({ id }) => id)))
    removed.push(...ids)
    for (const { id, hasCalled } of go) if (hasCalled && ids.has(id)) gone.add(id)
    left = stay
  }
}

const partition = <T>(all: readonly T[], is: (one: T) => boolean): readonly (readonly T[])[] => [
  all.filter((one) => !is(one)),
  all.filter(is),
]

// What was on its way to a process that is gone. The outbox holds what is under way only; it is read once, at the end: a
// crash before leaves rows that are dropped when they are to be delivered.
async function dropUndeliverable({ build, inTransaction }: Keeping): Promise<void> {
  await inTransaction((run) =>
    run(
      build
        .deleteFrom('handover_outbox as d')
        .where('d.process_id', 'is not', null)
        .where(sql<boolean>`not d.is_dead`)
        .where((where) => {
          const receiver = where.selectFrom('handover_process as p').select('p.id')
          return where.not(where.exists(receiver.whereRef('p.id', '=', 'd.process_id')))
        }),
    ),
  )
}
