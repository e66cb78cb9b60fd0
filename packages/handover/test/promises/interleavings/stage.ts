import { isDeepStrictEqual } from 'node:util'
import { canonical, idsIn } from '../../canonical-dump.ts'
import { dumpTables, type Dump } from '../../dump.ts'
import { brokenInvariants, rewritten } from '../../invariants.ts'
import { keepRows, type KeptRows } from '../../kept-rows.ts'
import { watchedStore } from '../../watched-store.ts'
import { idMaker } from '../../../src/runtime/new-id.ts'
import { Numbers } from '../../../src/runtime/numbers.ts'
import { perform } from '../../../src/runtime/perform.ts'
import type { Services } from '../../../src/runtime/services.ts'
import { taskAt } from '../crash/cases.ts'
import { finish } from '../crash/finish.ts'
import { crashFlows, machine } from '../crash/flows.ts'
import { openServer, type Clock, type Server, type TestStore } from '../../server.ts'
import { Explorer, type Played } from './explore.ts'
import { postgresLock, sqliteLock } from './locks.ts'
import type { Meeting, Scene } from './meetings.ts'

const morning = Date.parse('2026-01-05T09:00:00.000Z')

export interface Performance {
  readonly schedules: number
  /** All that the actors heard, each once. */
  readonly outcomes: readonly string[]
  readonly problems: readonly string[]
}

/** Where commands meet: one server, whose every call to the store the explorer holds in its hand. */
export class Stage {
  readonly #explorer: Explorer
  readonly #newStore: () => TestStore
  readonly #store: TestStore
  readonly #clock: Clock
  readonly #server: Server
  readonly #services: Services
  readonly #empty: KeptRows
  readonly #isPostgres: boolean

  static async build(newStore: () => TestStore, isPostgres: boolean): Promise<Stage> {
    const store = newStore()
    await store.migrate()
    const explorer = new Explorer()
    const clock = { time: morning }
    const watched = watchedStore(store, explorer.around)
    const server = await openServer({ flows: crashFlows.flat(), store: watched, clock, work: false })
    return new Stage({
      newStore,
      isPostgres,
      store,
      watched,
      explorer,
      clock,
      server,
      empty: await keepRows(store.database, isPostgres),
    })
  }

  private constructor(parts: Parts) {
    this.#newStore = parts.newStore
    this.#isPostgres = parts.isPostgres
    this.#store = parts.store
    this.#explorer = parts.explorer
    this.#clock = parts.clock
    this.#server = parts.server
    this.#empty = parts.empty
    this.#services = servicesOf(parts)
  }

  async play(meeting: Meeting): Promise<Performance> {
    machine.isBroken = false
    this.#clock.time = morning
    await this.#empty.putBack()
    await meeting.prepare(this.#scene(await this.#dump()))
    const [before, kept, time] = [
      await this.#dump(),
      await keepRows(this.#store.database, this.#isPostgres),
      this.#clock.time,
    ]
    const scene = this.#scene(before)
    const known = idsIn(before)
    const problems: string[] = []
    const [outcomes, ends] = [new Set<string>(), new Set<string>()]
    const begin = async () => {
      await kept.putBack()
      this.#clock.time = time
      return Object.entries(meeting.actors).map(([name, act]) => ({ name, act: () => act(scene) }))
    }
    const after = async (played: Played) => {
      const dump = await this.#dump()
      outcomes.add(played.outcomes.join(' '))
      const wrong = [...brokenInvariants(dump), ...rewritten(before, dump), ...checked(meeting, dump)]
      // What comes of it depends on the rows alone.
      const end = canonical(dump, known)
      if (!ends.has(end)) wrong.push(...(await this.#goOn()))
      ends.add(end)
      problems.push(...wrong.map((what) => `${played.trace.join(', ')}: ${what}`))
    }
    const schedules = await this.#explorer.explore(this.#lockOf(before), begin, after)
    return { schedules, outcomes: [...outcomes], problems }
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  /** A server that works does what is left, to the end. */
  async #goOn(): Promise<readonly string[]> {
    const worker = await openServer({
      flows: crashFlows.flat(),
      store: this.#newStore(),
      clock: { time: this.#clock.time },
      work: true,
    })
    try {
      await worker.handover.idle()
      const rest = brokenInvariants(await worker.dump(), { isIdle: true })
      await finish(worker)
      const dump = await worker.dump()
      const dead = dump.handover_outbox.filter((row) => row['is_dead']).map(() => 'an incident is left')
      return [...rest, ...brokenInvariants(dump, { isIdle: true }), ...dead]
    } finally {
      await worker.close()
    }
  }

  #dump(): Promise<Dump> {
    return dumpTables(this.#store.database)
  }

  #lockOf(dump: Dump) {
    if (!this.#isPostgres) return sqliteLock
    const processes = new Map(dump.handover_task.map(({ id, process_id }) => [id, String(process_id)]))
    return postgresLock((task) => processes.get(task)!)
  }

  #scene(dump: Dump): Scene {
    return {
      handover: this.#server.handover,
      dump,
      at: (node, place = 0) => taskAt(dump.handover_task, node, place),
      of: (flow, place = 0) => String(dump.handover_process.filter((row) => row['flow'] === flow)[place]!['id']),
      sent: (kind) => String(dump.handover_outbox.find((row) => row['kind'] === kind)!['id']),
      wait: (minutes) => void (this.#clock.time += minutes * 60_000),
      give: (command, takes) => {
        const named = 'task' in command ? { task: command.task } : { process: canceled(dump) }
        return perform(this.#services, named, command, { isBackground: true, ...(takes && { takes }) })
      },
    }
  }
}

/** Which process a cancellation in the outbox is for. */
function canceled(dump: Dump): string {
  const row = dump.handover_outbox.find(({ kind }) => kind === 'cancelProcess')!
  return (row['payload'] as { process: string }).process
}

function checked({ check, shows }: Meeting, dump: Dump): readonly string[] {
  const found = check?.(dump)
  return isDeepStrictEqual(found, shows) ? [] : [`${JSON.stringify(found)} instead of ${JSON.stringify(shows)}`]
}

interface Parts {
  readonly newStore: () => TestStore
  readonly isPostgres: boolean
  readonly store: TestStore
  readonly watched: TestStore
  readonly explorer: Explorer
  readonly clock: Clock
  readonly server: Server
  readonly empty: KeptRows
}

/** What comes by itself goes through the same door, without the loops that would look for it. */
const servicesOf = ({ watched: store, clock, server }: Parts): Services => ({
  store,
  flows: server.handover.flows,
  artifacts: new Map(),
  functionTimeout: 10_000,
  numbers: new Numbers(store),
  newId: idMaker(),
  now: () => new Date(clock.time),
  log: { debug() {}, info() {}, warn() {}, error() {}, hearsAll: false },
  telemetry: undefined,
  afterCommit: () => {},
  afterJoin: () => {},
  prepare: async (rows) => rows,
  hooks: { deliveries: () => [] },
  progressOf: () => null,
})
