import { isHandoverError } from '../../errors.ts'
import type { Timer } from '../../storage/store.ts'
import { performStart } from '../perform-start.ts'
import type { Committed, Services } from '../services.ts'
import type { Beginning } from './beginnings.ts'
import type { Claims } from './claims.ts'
import { give } from './give.ts'
import { handOver } from './hand-over.ts'
import { nextOf, startOf } from './start-timers.ts'
import { verdictOn } from './verdict.ts'
import { WorkLoop, type Pace } from './work-loop.ts'

/** In milliseconds: a timer that nobody waits for any more, or nobody may be told of, is left alone for so long. */
const leaveFor = 30_000
/** Many fall due at the same moment: so many more than there is room for are claimed at once. */
const ahead = 64

/**
 * Fires timers: never before they are due by the store's clock, in the order in which they fell due, and once, since a
 * timer goes with the commit of what it causes. Each is claimed, so that servers do not stand in each other's way.
 */
export class TimerDispatcher {
  readonly #services: Services
  readonly #claims: Claims
  readonly #loop: WorkLoop<Timer>
  readonly #left = new Map<string, number>()

  constructor(services: Services, claims: Claims, pace: Pace) {
    this.#services = services
    this.#claims = claims
    const work = {
      look: (limit: number) => this.#look(limit),
      idOf: ({ key }: Timer) => key,
      turnOf: ({ key, process }: Timer) => process ?? key,
      carryOut: (timer: Timer) => this.#fire(timer),
      giveBack: (timers: readonly Timer[]) => this.#giveBack(timers),
    }
    this.#loop = new WorkLoop(work, { ...pace, ahead })
  }

  start(): void {
    this.#loop.start()
  }
  idle(): Promise<void> {
    return this.#loop.idle()
  }
  get moves(): number {
    return this.#loop.moves
  }
  stop(): Promise<void> {
    return this.#loop.stop()
  }

  /** Tasks that wait for a moment now, or may go on again. */
  afterCommit({ moved }: Committed): void {
    for (const { before, after, events } of moved) {
      if (events.some(({ type }) => type === 'process.resumed')) {
        this.#left.clear()
        this.#loop.kick()
      }
      for (const { id, waits, finishedAt } of after.tasks) {
        if (waits?.wake === undefined || finishedAt !== null) continue
        if (before?.tasks.find((task) => task.id === id)?.waits?.wake === waits.wake) continue
        this.#left.delete(id)
        this.#loop.expect(waits.wake)
      }
    }
  }

  async #look(limit: number): Promise<readonly Timer[]> {
    const now = Date.now()
    for (const [key, until] of this.#left) if (until <= now) this.#left.delete(key)
    const { timers } = this.#services.store
    const found = await timers.claim({ ...this.#claims.next(), limit }, [...this.#left.keys()])
    if (found.length < limit) await this.#expectNext()
    return found
  }

  /** What others have set too is fired at its moment, and not at the next poll. What is past is somebody's, or held. */
  async #expectNext(): Promise<void> {
    const next = await this.#services.store.timers.nextAt()
    if (next !== null && next > this.#services.now()) this.#loop.expect(next.toISOString())
  }

  async #fire(timer: Timer): Promise<void> {
    const beginning = timer.task === null ? startOf(this.#services, timer) : undefined
    try {
      if (timer.task !== null) await this.#wake(timer, timer.task)
      else if (beginning !== undefined) await this.#begin(timer, beginning)
      else return await this.#leave(timer)
      const { telemetry, now } = this.#services
      telemetry?.record('handover.timer.lag', (now().getTime() - Date.parse(timer.dueAt)) / 1000, {})
    } catch (failure) {
      const verdict = verdictOn(failure)
      if (verdict === 'rest' || verdict === 'later') throw failure
      if (verdict === 'taken') return await this.#lookAgain(timer)
      // Of a flow that is not here: a server that has it fires it, as it does with the timers of starts.
      const isForeign = isHandoverError(failure) && failure.code === 'FLOW_UNKNOWN'
      if (verdict === 'drop' || verdict === 'hold' || isForeign) await this.#leave(timer)
      else await this.#handOver(timer, beginning, failure)
    }
  }

  #wake({ key, dueAt }: Timer, task: string): Promise<void> {
    return give(this.#services, { task, cause: 'timer', input: null }, { timer: { key, dueAt } })
  }

  async #begin(timer: Timer, { flow, node, ...beginning }: Beginning<'timer'>): Promise<void> {
    const { key, tenant, dueAt } = timer
    const command = { type: 'start', node, input: dueAt, by: null, note: null, isTriggered: true } as const
    const startTimers = this.#next(timer, { flow, node, ...beginning })
    await performStart(this.#services, flow, command, {
      tenant,
      takes: { timer: { key, dueAt } },
      startTimers,
      isBackground: true,
    })
    for (const next of startTimers) this.#loop.expect(next.dueAt)
  }

  /** The schedule of a start goes on. */
  async #handOver(timer: Timer, beginning: Beginning<'timer'> | undefined, failure: unknown): Promise<void> {
    const { key, tenant, dueAt, process, task } = timer
    const takes = { timer: { key, dueAt } }
    const about = { tenant, process, failure }
    if (task !== null) {
      const payload = { task, cause: 'timer', input: null } as const
      return handOver(this.#services, { kind: 'trigger', payload, ...about }, { takes })
    }
    const { flow, node } = beginning!
    const row = { kind: 'start', payload: { flow: flow.name, node, input: dueAt }, ...about } as const
    await handOver(this.#services, row, { takes, startTimers: this.#next(timer, beginning!) })
  }

  #next(timer: Timer, beginning: Beginning<'timer'>): readonly Timer[] {
    const next = nextOf(beginning, timer, this.#services.now())
    return next === undefined ? [] : [next]
  }

  /** Another server may know more of it. */
  async #leave(timer: Timer): Promise<void> {
    this.#left.set(timer.key, Date.now() + leaveFor)
    await this.#giveBack([timer])
  }

  /** It was moved while it waited here, and may have been claimed anew: under the same key it was passed over. */
  async #lookAgain(timer: Timer): Promise<void> {
    await this.#giveBack([timer])
    this.#loop.expect(this.#services.now().toISOString())
  }

  #giveBack(timers: readonly Timer[]): Promise<void> {
    const keys = timers.map(({ key }) => key)
    return this.#services.store.timers.giveBack(this.#claims.server, keys)
  }
}
