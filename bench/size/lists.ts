/** What each page of the desk asks for, measured beside the same in a database that is nearly empty. */
import pg from 'pg'
import { createHandover, type Handover } from 'handover'
import { postgresStore } from 'handover/postgres'
import { boss, flows, person, request } from './flows.ts'
import { percentile, rounded } from './percentile.ts'
import { costOf, watchedPool, type WatchedPool } from './watched-pool.ts'

type Ask = (handover: Handover) => Promise<unknown>

/** Nearly empty; few open ones among as many that are finished; and all of them. */
export type Size = (typeof sizes)[number]
const sizes = ['few', 'among', 'many'] as const

/** Milliseconds through the public API, shared buffers of one page, and milliseconds in SQL alone. */
export interface Figures {
  readonly p50: number
  readonly p99: number
  readonly buffers: number
  readonly sql: number
}
/** So many times as much. */
export interface Beside {
  readonly p99: number
  readonly buffers: number
}
export interface MeasuredList {
  readonly what: string
  readonly figures: Readonly<Record<Size, Figures>>
  readonly ratios: Readonly<Record<Exclude<Size, 'many'>, Beside>>
}

const people = [0, 1].map(person)

/** By what is looked at; each is asked by several people, or for several processes. */
const asks: Readonly<Record<string, (processes: readonly string[]) => readonly Ask[]>> = {
  inbox: () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.inbox(by),
    ),
  'inbox, by due time': () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.inbox(by, { sort: 'due' }),
    ),
  'inbox of a flow': () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.inbox(by, { flow: request }),
    ),
  'inbox, count': () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.count('inbox', by),
    ),
  queue: () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.queue(by),
    ),
  'queue of everyone': () => [({ tasks }) => tasks.queue(boss)],
  'queue of everyone, by due time': () => [({ tasks }) => tasks.queue(boss, { sort: 'due' })],
  'queue of everyone, overdue': () => [({ tasks }) => tasks.queue(boss, { due: 'overdue' })],
  'queue of a node': () =>
    people.map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.queue(by, { flow: request, node: 'review' }),
    ),
  archive: () =>
    [...people, boss].map(
      (by) =>
        ({ tasks }: Handover) =>
          tasks.archive(by),
    ),
  processes: () => [({ processes }) => processes.list({ by: boss })],
  // Started by them, with a task of theirs, or offered to them: no flow is whole in their sight.
  'processes of who sees only some': () =>
    people.map(
      (by) =>
        ({ processes }: Handover) =>
          processes.list({ by }),
    ),
  'processes that run': () => [({ processes }) => processes.list({ by: boss, status: 'running' })],
  'processes that need attention': () => [({ processes }) => processes.list({ by: boss, needsAttention: true })],
  'processes at a node': () => [({ processes }) => processes.list({ by: boss, flow: request, node: 'review' })],
  'processes of a starter': () =>
    people.map(
      ({ id }) =>
        ({ processes }: Handover) =>
          processes.list({ by: boss, startedBy: id }),
    ),
  process: (processes) => processes.map((id) => (handover: Handover) => readProcess(handover, id)),
}

/** Everything that the page of a process shows. */
async function readProcess({ processes }: Handover, id: string): Promise<void> {
  await processes.get(id, { by: boss })
  await processes.tasks(id, { by: boss })
  await processes.children(id, { by: boss })
  await processes.halt(id, { by: boss })
  await processes.history(id, { by: boss })
}

interface Site {
  readonly handover: Handover
  readonly watched: WatchedPool
  /** For `explain`. */
  readonly client: pg.Client
  readonly asks: Readonly<Record<string, readonly Ask[]>>
}

/** In turns, so that whatever else the machine does falls on all. */
export async function measureLists(urls: Readonly<Record<Size, string>>, rounds: number): Promise<MeasuredList[]> {
  const sites = await ofEach((size) => openSite(urls[size]))
  try {
    const measured: MeasuredList[] = []
    for (const what of Object.keys(asks)) {
      const times: Record<Size, number[]> = { few: [], among: [], many: [] }
      for (let i = -10; i < rounds; i++) {
        for (const size of sizes) {
          const all = sites[size].asks[what]!
          const begin = performance.now()
          await all[(i + 10) % all.length]!(sites[size].handover)
          // The first are slow for other reasons.
          if (i >= 0) times[size].push(performance.now() - begin)
        }
      }
      const figures = await ofEach(async (size) => ({
        p50: rounded(percentile(times[size], 50)),
        p99: rounded(percentile(times[size], 99)),
        ...(await costs(sites[size], what)),
      }))
      const beside = (other: Figures): Beside => ({
        p99: rounded(figures.many.p99 / other.p99),
        buffers: rounded(figures.many.buffers / Math.max(1, other.buffers)),
      })
      measured.push({ what, figures, ratios: { few: beside(figures.few), among: beside(figures.among) } })
    }
    return measured
  } finally {
    for (const size of sizes) {
      await sites[size].watched.pool.end()
      await sites[size].client.end()
    }
  }
}

async function ofEach<T>(make: (size: Size) => Promise<T>): Promise<Record<Size, T>> {
  return { few: await make('few'), among: await make('among'), many: await make('many') }
}

/** Of one page: the mean of buffers, and the worst of the times. */
async function costs(
  { handover, watched, client, asks }: Site,
  what: string,
): Promise<{ buffers: number; sql: number }> {
  let [buffers, sql] = [0, 0]
  for (const ask of asks[what]!) {
    const cost = await costOf(client, await watched.watch(() => ask(handover)))
    buffers += cost.buffers
    sql = Math.max(sql, cost.milliseconds)
  }
  return { buffers: Math.round(buffers / asks[what]!.length), sql: rounded(sql) }
}

async function openSite(url: string): Promise<Site> {
  const watched = watchedPool(url)
  const handover = await createHandover({ flows, store: postgresStore({ pool: watched.pool as never }), work: false })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from handover_process order by number desc limit 20')
  const processes = rows.map(({ id }) => id)
  return {
    handover,
    watched,
    client,
    asks: Object.fromEntries(Object.entries(asks).map(([what, of]) => [what, of(processes)])),
  }
}
