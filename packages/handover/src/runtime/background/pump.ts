import { isHandoverError } from '../../errors.ts'
import { longestTimer } from '../../flow/duration.ts'
import type { JobQueue } from '../../jobs/job-queue.ts'
import type { Delivery, JobLimit } from '../../storage/store.ts'
import { noticeOfIncident } from '../notice-of.ts'
import { countDelivery, watchFailure } from '../observe/watch-delivery.ts'
import type { Services } from '../services.ts'
import { mostAttempts, pauseAfter } from './backoff.ts'
import type { Claims } from './claims.ts'
import type { Deliver, Deliverers, DeliveryKind, Payloads } from './delivery.ts'
import type { JobRuns } from './job-runs.ts'
import { JobsAhead } from './jobs-ahead.ts'
import { reasonOf, verdictOn } from './verdict.ts'
import { WorkLoop, type Pace } from './work-loop.ts'

/** In milliseconds: what waits for a process to be resumed is tried again after this, if nobody says so before. */
const holdFor = 30_000
/** The same of what a job has answered here already: somebody else may resume the process. */
const reportAgain = 5000
/** What lies here beyond that is written for whoever comes first. */
const mostWaiting = 100

export interface PumpOptions {
  readonly deliver: Deliverers
  readonly jobs: {
    readonly queue: Pick<JobQueue, 'room'>
    readonly runs: JobRuns
    readonly limits: readonly JobLimit[]
  }
  readonly claims: Claims
  readonly pace: Pace
}

/**
 * Delivers the rows of the outbox: each claimed by one server, under the lock of who receives it, and gone with that
 * commit, so that none is delivered twice; several at once, but those of one lane, and of one process, one after the
 * other.
 */
export class Pump {
  readonly #services: Services
  readonly #options: PumpOptions
  readonly #loop: WorkLoop<Delivery>
  /** Rows that wait for something else than time. */
  readonly #held = new Set<string>()
  /** Jobs that are answered here, and wait with their answer. */
  readonly #answered = new Map<string, Delivery>()
  readonly #ahead = new JobsAhead()
  /** Jobs may be due that nobody had room for. */
  #isMoreJobs = true
  #heart: NodeJS.Timeout | undefined
  #releasing: Promise<void> = Promise.resolve()

  constructor(services: Services, options: PumpOptions) {
    this.#services = services
    this.#options = options
    const work = {
      look: (limit: number) => this.#look(limit),
      idOf: ({ id }: Delivery) => id,
      turnOf: (row: Delivery) => row.process ?? taskOf(row) ?? row.lane ?? row.id,
      carryOut: (row: Delivery) => this.#deliver(row),
      giveBack: (rows: readonly Delivery[]) => options.claims.giveBack(rows.map(({ id }) => id)),
    }
    this.#loop = new WorkLoop(work, options.pace)
  }

  start(): void {
    this.#loop.start()
    const pause = Math.min(this.#options.claims.lease / 3, longestTimer)
    this.#heart = setInterval(() => void this.#renew().catch(() => {}), pause).unref()
  }
  kick(): void {
    this.#loop.kick()
  }
  async idle(): Promise<void> {
    await this.#releasing
    await this.#loop.idle()
  }
  get moves(): number {
    return this.#loop.moves
  }
  /** What runs here goes on, and is still this server's, until `end`. */
  async stop(): Promise<void> {
    await this.#loop.stop()
    await this.#giveBack(this.#ahead.takeAll())
  }
  /** From now on nothing is renewed. */
  end(): void {
    clearInterval(this.#heart)
  }

  /** A job that was claimed ahead, and begins when another one has ended. */
  async keepAhead(row: Delivery): Promise<void> {
    if (this.#ahead.room > 0) this.#ahead.keep(row)
    else await this.#giveBack([row])
  }

  /** A place is free. */
  jobEnded(): void {
    const next = this.#ahead.next()
    if (next !== undefined) this.#loop.push([next])
    // Of a limit that was exhausted, one more may begin.
    const isMore = this.#isMoreJobs || this.#options.jobs.limits.length > 0
    if (isMore && this.#ahead.ids.length <= this.#ahead.room) this.#loop.kick()
  }

  /** Rows that are to be written: with this server's name where it would deliver them right after. */
  mark(rows: readonly Delivery[]): readonly Delivery[] {
    const now = this.#services.now().toISOString()
    let room = this.#jobRoom + this.#ahead.room
    return rows.map((row) => {
      const isNext = row.dueAt <= now && row.lane === null && row.limit === null && row.claimedBy === null
      if (!isNext || this.#loop.waiting.length >= mostWaiting) return row
      return row.kind !== 'job' || room-- > 0 ? this.#options.claims.mark(row) : row
    })
  }

  /** Rows that were just written. */
  written(rows: readonly Delivery[]): void {
    const now = this.#services.now().toISOString()
    const mine = rows.filter((row) => this.#options.claims.isMine(row))
    if (mine.length > 0) this.#loop.push(mine)
    const others = rows.filter(({ claimedBy }) => claimedBy === null)
    if (others.some(({ kind }) => kind === 'job')) this.#isMoreJobs = true
    if (others.some(({ dueAt }) => dueAt <= now)) this.#loop.kick()
    for (const { dueAt } of others) if (dueAt > now) this.#loop.expect(dueAt)
  }

  /** What was held back may go on: a process was resumed, or a hook is here. */
  release(): void {
    const held = [...this.#held]
    this.#held.clear()
    this.#loop.push([...this.#answered.values()])
    this.#answered.clear()
    const released = this.#releasing.then(() => this.#makeDue(held))
    // Those that could not be released come again by themselves, a little later.
    this.#releasing = released.catch(() => {}).then(() => this.#loop.kick())
  }

  /** What becomes of a row that could not be delivered. Throws the failure when it is the store's. */
  async settle(row: Delivery, failure: unknown): Promise<void> {
    const verdict = verdictOn(failure)
    if (verdict === 'rest') throw failure
    if (verdict === 'taken') return
    if (verdict === 'drop') return this.#drop(row)
    const { id } = row
    const reason = reasonOf(failure)
    if ((verdict === 'hold' || verdict === 'later') && this.#options.jobs.runs.hasReport(id)) return this.#keep(row)
    if (verdict === 'hold' || verdict === 'later') {
      const pause = verdict === 'hold' ? holdFor : pauseAfter(1)
      if (verdict === 'hold') this.#held.add(id)
      countDelivery(this.#services, row, 'put off')
      return this.#change(row, { attempts: row.attempts, dueAt: this.#in(pause), error: reason, isDead: false })
    }
    if (isHandoverError(failure) && failure.code === 'HOOK_UNKNOWN') this.#held.add(id)
    const attempts = row.attempts + 1
    const isDead = verdict === 'give up' || attempts >= mostAttempts
    await this.#change(row, { attempts, dueAt: this.#in(pauseAfter(attempts)), error: reason, isDead })
    watchFailure(this.#services, row, { failure, attempts, isDead })
    if (isDead) this.#services.store.notices.publish(noticeOfIncident(row))
  }

  /** Of a row that only its id is known of. */
  async settleById(id: string, failure: unknown): Promise<void> {
    const row = await this.#services.store.outbox.get(id)
    if (row !== undefined) await this.settle(row, failure)
    this.#loop.kick()
  }

  async #makeDue(held: readonly string[]): Promise<void> {
    const { outbox } = this.#services.store
    for (const id of held) {
      const row = await outbox.get(id)
      if (row !== undefined && !row.isDead) await outbox.change(id, { ...row, dueAt: this.#in(0) })
    }
  }

  async #look(limit: number): Promise<readonly Delivery[]> {
    const { claims, jobs } = this.#options
    const { outbox } = this.#services.store
    const others = await outbox.claim({ ...claims.next(), limit }, 'others')
    await this.#giveBack(this.#ahead.takeLate())
    // What waits ahead counts as one of its limit: it would keep others from running.
    const ahead = jobs.limits.length > 0 ? 0 : Math.max(this.#ahead.room, 0)
    const room = Math.min(this.#jobRoom + ahead, limit)
    this.#isMoreJobs = true
    if (room <= 0) return others
    const begun = await outbox.claim({ ...claims.next(), limit: room }, 'jobs', jobs.limits)
    this.#isMoreJobs = begun.length >= room
    return [...others, ...begun.filter(({ id }) => !jobs.runs.isRunning(id))]
  }

  /** How many jobs more can begin here, besides those that wait for their turn. */
  get #jobRoom(): number {
    return this.#options.jobs.queue.room - this.#loop.waiting.filter(({ kind }) => kind === 'job').length
  }

  /** Where that fails, they come free when the claim ends. */
  async #giveBack(rows: readonly Delivery[]): Promise<void> {
    if (rows.length > 0) await this.#options.claims.giveBack(rows.map(({ id }) => id)).catch(() => {})
  }

  /** It stays this server's: nobody else has the answer. */
  #keep(row: Delivery): void {
    this.#answered.set(row.id, row)
    const again = () => {
      if (this.#answered.delete(row.id)) this.#loop.push([row])
    }
    setTimeout(again, reportAgain).unref()
  }

  /** Says of what is under way here that this server lives; a job that another one has begun with is told to stop. */
  async #renew(): Promise<void> {
    const { claims, jobs } = this.#options
    const ids = [...new Set([...this.#loop.ids, ...this.#ahead.ids, ...jobs.runs.ids])]
    if (ids.length === 0) return
    const kept = new Set(await this.#services.store.outbox.renew(claims.next(), ids))
    jobs.runs.lose(ids.filter((id) => !kept.has(id)))
  }

  async #deliver(row: Delivery): Promise<void> {
    const deliver = this.#options.deliver[row.kind as DeliveryKind] as Deliver<DeliveryKind> | undefined
    try {
      if (deliver === undefined) throw new TypeError(`This server knows no delivery of the kind '${row.kind}'.`)
      if ((await deliver(row, row.payload as unknown as Payloads[DeliveryKind])) === 'dropped') await this.#drop(row)
      countDelivery(this.#services, row, 'delivered')
    } catch (failure) {
      await this.settle(row, failure)
    }
    // The next of its lane was not in sight before.
    if (row.lane !== null) this.#loop.kick()
  }

  async #change(row: Delivery, change: Pick<Delivery, 'attempts' | 'dueAt' | 'error' | 'isDead'>): Promise<void> {
    await this.#services.store.outbox.change(row.id, change)
    if (!change.isDead) this.#loop.expect(change.dueAt)
  }

  async #drop({ id }: Delivery): Promise<void> {
    try {
      await this.#services.store.outbox.replace(id, [])
    } catch (failure) {
      if (verdictOn(failure) !== 'taken') throw failure
    }
  }

  #in(milliseconds: number): string {
    return new Date(this.#services.now().getTime() + milliseconds).toISOString()
  }
}

/** The task that receives it: of all children that end at once, one after the other tells it. */
function taskOf({ payload }: Delivery): string | undefined {
  const { task } = payload as { readonly task?: unknown }
  return typeof task === 'string' ? task : undefined
}
