import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../flow/actor.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { embeddedJobs } from '../jobs/embedded.ts'
import { createWith, type HandoverOptions } from '../runtime/create-handover.ts'
import type { Handover } from '../runtime/handover.ts'
import { sqliteStore, type SqliteStore } from '../storage/sqlite.ts'
import type { Store } from '../storage/store.ts'
import { actingAs, type ActingAs } from './acting-as.ts'
import { advance } from './advance.ts'
import { simulatedClock, type SimulatedClock } from './simulated-clock.ts'

const createHandover = createWith({ jobs: embeddedJobs })

export interface TestHandoverOptions<S extends Store = SqliteStore> extends Pick<
  HandoverOptions,
  'artifacts' | 'work' | 'jobs' | 'functionTimeout' | 'log' | 'onWarning' | 'telemetry' | 'webhooks'
> {
  readonly flows: readonly AnyFlow[]
  /** When the test begins; by default Monday 2026-01-05, 09:00 UTC. */
  readonly now?: Date | string
  /** An empty database to run on instead of a SQLite file of its own; `close` closes it. */
  readonly store?: S
}

export interface TestHandover<S extends Store = SqliteStore> extends AsyncDisposable {
  /** The Handover under test, as the application would hold it. */
  readonly handover: Handover
  /** Where it keeps its processes; `store.database` is for the application's own tables. */
  readonly store: S
  readonly clock: SimulatedClock
  /** Code that names nobody. */
  readonly system: ActingAs
  as(actor: Actor): ActingAs
  /** Closes the store and removes its folder. `await using` calls it by itself. */
  close(): Promise<void>
}

/**
 * A Handover for tests: on a SQLite file in a folder of its own, with the settings of production and a clock that
 * stands still.
 *
 * @example
 * await using test = await createTestHandover({ flows: [leaveRequest] })
 * const leave = await test.as(anna).start(leaveRequest, 'start', { days: 3 })
 * await test.as(ben).complete(leave, 'approve', { approved: true })
 * assert.deepEqual(await leave.trace(), ['start', 'approve', 'check', 'booked'])
 */
export function createTestHandover(options: TestHandoverOptions): Promise<TestHandover>
export function createTestHandover<S extends Store>(
  options: TestHandoverOptions<S> & { readonly store: S },
): Promise<TestHandover<S>>
export async function createTestHandover({
  now,
  store,
  ...options
}: TestHandoverOptions<Store>): Promise<TestHandover<Store>> {
  let handover: Handover | undefined
  const clock = simulatedClock(now, (moved, until) => advance(handover!, moved, until))
  const place = store === undefined ? await ownFile() : { store, remove: async () => {} }
  const close = async () => {
    await (handover ?? place.store).close()
    await place.remove()
  }
  try {
    const created = await createHandover({ ...options, store: place.store, migrate: true, now: () => clock.now() })
    handover = created
    return {
      handover: created,
      store: place.store,
      clock,
      system: actingAs(created, null),
      as: (actor) => actingAs(created, actor),
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (failure) {
    await close()
    throw failure
  }
}

async function ownFile(): Promise<{ readonly store: Store; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-test-'))
  return {
    store: sqliteStore({ file: join(folder, 'test.db') }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
