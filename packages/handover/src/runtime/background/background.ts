import { error } from '../../errors.ts'
import type { JobQueue } from '../../jobs/job-queue.ts'
import type { Delivery, Unit } from '../../storage/store.ts'
import type { Moved } from '../action.ts'
import type { Handover, Progress } from '../handover.ts'
import { noticeOf } from '../notice-of.ts'
import { brief, codeOf } from '../observe/brief.ts'
import type { BackgroundWork, Committed, Services } from '../services.ts'
import type { CheckedWebhook } from './check-webhooks.ts'
import { Claims } from './claims.ts'
import type { Deliverers, Payloads } from './delivery.ts'
import { cancelProcess } from './deliver/cancel-process.ts'
import { childEnded } from './deliver/child-ended.ts'
import { escalation } from './deliver/escalation.ts'
import { hook } from './deliver/hook.ts'
import { job } from './deliver/job.ts'
import { message } from './deliver/message.ts'
import { signal } from './deliver/signal.ts'
import { start } from './deliver/start.ts'
import { trigger } from './deliver/trigger.ts'
import { webhook } from './deliver/webhook.ts'
import { Hooks } from './hooks.ts'
import { incidentsOf } from './incidents.ts'
import { jobLimitsOf } from './job-limits.ts'
import { JobRuns } from './job-runs.ts'
import { MessageBuffer } from './message-buffer.ts'
import { Pump } from './pump.ts'
import { sendMessage, sendSignal } from './send.ts'
import { SignalSources } from './signal-sources.ts'
import { keepStartTimers } from './start-timers.ts'
import { TimerDispatcher } from './timer-dispatcher.ts'
import { Webhooks } from './webhooks.ts'

export interface BackgroundOptions {
  /** How this server works, in milliseconds; null when it only writes what others deliver. */
  readonly work: { readonly lease: number; readonly stopWithin: number } | null
  readonly jobs: JobQueue
  readonly webhooks: readonly CheckedWebhook[]
}

/** In milliseconds: how long `stop` waits for jobs that were told to stop. */
const lastWait = 1000

/** In milliseconds: how long a transaction that was joined is expected to take. */
const joinedFor = 1000

/**
 * In milliseconds: what a queue has not begun by then is taken up here, as it may have lost it, or the worker that had it
 * died. Where it is merely late nothing is done twice: whoever comes second finds the job begun or gone.
 */
const queueTime = 60_000

/** Everything that happens after commits and by the clock on this server: composed here, done in the files beside. */
export class Background implements BackgroundWork {
  readonly incidents: Handover['incidents']
  readonly hooks: BackgroundWork['hooks']
  readonly #services: Services
  readonly #options: BackgroundOptions
  readonly #claims: Claims
  readonly #hooks: Hooks
  readonly #webhooks: Webhooks
  readonly #jobs: JobRuns
  readonly #buffer: MessageBuffer
  readonly #timers: TimerDispatcher
  readonly #pump: Pump
  readonly #sources: SignalSources
  #isOn = false
  #stopListening = () => {}

  constructor(services: Services, options: BackgroundOptions) {
    const { jobs: queue } = options
    const { log, now } = services
    const pace = {
      now,
      onFailure: (failure: unknown) =>
        log.warn({ code: codeOf(failure) }, `Background work rests for a moment. ${brief(failure)}`),
      onRecovery: () => log.warn({}, 'Background work goes on.'),
    }
    this.#services = services
    this.#options = options
    this.#webhooks = new Webhooks(options.webhooks)
    this.#hooks = new Hooks(log, this.#webhooks.names)
    this.hooks = {
      deliveries: (moved: Moved) => [
        ...this.#hooks.deliveries(services, moved),
        ...this.#webhooks.deliveries(services, moved),
      ],
    }
    const claims = new Claims(services, options.work?.lease ?? 0)
    this.#claims = claims
    this.#jobs = new JobRuns(services, {
      claims,
      queue: queue.name,
      settle: ({ id }, failure) => this.#pump.settleById(id, failure),
      onEnd: () => this.#pump.jobEnded(),
    })
    this.#buffer = new MessageBuffer(services, pace)
    this.#timers = new TimerDispatcher(services, claims, pace)
    this.#pump = new Pump(services, {
      deliver: this.#deliverers(),
      jobs: { queue, runs: this.#jobs, limits: jobLimitsOf(services.flows.values()) },
      claims,
      pace,
    })
    this.#sources = new SignalSources(services)
    this.incidents = incidentsOf(services, (rows) => this.#written(rows))
  }

  async start(): Promise<void> {
    if (this.#options.work === null) return
    await keepStartTimers(this.#services)
    await this.#startJobs()
    this.#isOn = true
    for (const part of this.#loops) part.start()
    this.#sources.start()
    this.#stopListening = this.#services.store.notices.listen((notice) => {
      if (notice === 'everything' || notice.wakes) this.#pump.kick()
    })
  }

  /** One of which only a part has started would keep the program alive. */
  async #startJobs(): Promise<void> {
    const { jobs } = this.#options
    try {
      await jobs.start((each) => this.#jobs.run(each))
    } catch (failure) {
      await jobs.stop().catch(() => {}) // why it could not start says more
      throw failure
    }
  }

  /** Jobs finish, or are told to stop and handed back. */
  async stop(): Promise<void> {
    // A queue may have been opened by what it was given to keep.
    if (!this.#isOn) return this.#options.jobs.stop()
    this.#isOn = false
    this.#stopListening()
    await this.#finish().finally(() => this.#pump.end())
  }

  async #finish(): Promise<void> {
    const ended = allOf([this.#sources, this.#options.jobs, ...this.#loops].map((part) => part.stop()))
    // What was under way until now may have made a job, for which the queue was opened again.
    if (await isOver(ended, this.#options.work!.stopWithin)) return this.#options.jobs.stop()
    this.#jobs.stop()
    this.#webhooks.stop()
    if (await isOver(ended, lastWait)) return this.#options.jobs.stop()
    await this.#claims.giveBack(this.#jobs.ids).catch(() => {}) // others take them over when their claims end
    await this.#options.jobs.stop()
    this.#services.store.notices.publish({ wakes: true })
  }

  async idle(): Promise<void> {
    // Each leaves work to the others: until nothing has begun or ended while all of them were asked.
    const moves = () => this.#parts.reduce((sum, part) => sum + part.moves, 0)
    for (let before = -1; this.#isOn && before !== moves();) {
      before = moves()
      for (const part of this.#parts) await part.idle()
    }
  }

  progressOf(task: string): Progress | null {
    return this.#jobs.progressOf(task)
  }

  readonly on: Handover['on'] = (...given: readonly unknown[]): (() => void) => {
    const [type, options, handler] = given.length > 2 ? given : [given[0], undefined, given[1]]
    const name = options === undefined ? null : (options as { readonly name?: unknown } | null)?.name
    if (name === undefined)
      throw error('OPTION_INVALID', { option: 'options', value: options, expected: "a name, such as { name: 'crm' }" })
    const end = this.#hooks.on(type as never, name as never, handler as never)
    // What was written for it before a restart has waited for it.
    if (name !== null && this.#isOn) this.#pump.release()
    return end
  }

  async message(name: string, options: Parameters<Handover['message']>[1] = {}): Promise<void> {
    await sendMessage(this.#services, name, options)
  }

  async signal(name: string, payload?: unknown, options: Parameters<Handover['signal']>[2] = {}): Promise<void> {
    await sendSignal(this.#services, { name, payload }, options)
  }

  afterCommit(committed: Committed): void {
    this.#hooks.announce(this.#services, committed)
    this.#publish(committed)
    if (!this.#isOn) return
    this.#written(committed.deliveries)
    this.#timers.afterCommit(committed)
    this.#buffer.afterCommit(committed)
    this.#jobs.afterCommit(committed)
    if (committed.moved.some(({ events }) => events.some(({ type }) => type === 'process.resumed')))
      this.#pump.release()
  }

  afterJoin(committed: Committed): void {
    // Of a transaction that is longer under way, those who watch hear when they look by themselves.
    setTimeout(() => this.#publish(committed), joinedFor).unref()
  }

  async prepare(rows: readonly Delivery[], unit: Pick<Unit, 'tx'>, isJoined: boolean): Promise<readonly Delivery[]> {
    const kept = await this.#enqueue(rows, unit)
    return this.#isOn && !isJoined ? this.#pump.mark(kept) : kept
  }

  /** The row of a job that a queue keeps is looked after by the queue, until it has had its time. */
  async #enqueue(rows: readonly Delivery[], unit: Pick<Unit, 'tx'>): Promise<readonly Delivery[]> {
    const queue = this.#options.jobs
    const isKept = ({ kind, limit }: Delivery) => kind === 'job' && limit === null
    const jobs = rows.filter(isKept)
    if (queue.enqueue === undefined || jobs.length === 0) return rows
    const now = this.#services.now().toISOString()
    await queue.enqueue(
      unit.tx,
      jobs.map(({ id, tenant, process, payload, dueAt }) => ({
        id,
        tenant,
        process: process!,
        dueAt: dueAt <= now ? null : dueAt,
        ...taskOf(payload),
      })),
    )
    const until = (dueAt: string) => new Date(Date.parse(dueAt) + queueTime).toISOString()
    return rows.map((row) => (isKept(row) ? { ...row, claimedBy: queue.name!, claimedUntil: until(row.dueAt) } : row))
  }

  #publish(committed: Committed): void {
    const { store, now } = this.#services
    store.notices.publish(noticeOf(committed, now().toISOString()))
  }

  #written(rows: readonly Delivery[]): void {
    if (this.#isOn && rows.length > 0) this.#pump.written(rows)
  }

  get #loops() {
    return [this.#timers, this.#buffer, this.#pump] as const
  }
  get #parts() {
    return [this.#sources, this.#hooks, ...this.#loops, this.#jobs] as const
  }

  #deliverers(): Deliverers {
    const services = this.#services
    return {
      job: job(this.#options.jobs, this.#jobs, (row) => this.#pump.keepAhead(row)),
      childEnded: childEnded(services),
      escalation: escalation(services),
      cancelProcess: cancelProcess(services),
      message: message(services, this.#buffer),
      signal: signal(services),
      trigger: trigger(services),
      start: start(services),
      hook: hook(services, this.#hooks),
      webhook: webhook(services, this.#webhooks),
    }
  }
}

const taskOf = (payload: unknown) => {
  const { task, trace } = payload as Payloads['job']
  return { task, ...(trace !== undefined && { trace }) }
}

/** Answers when all have ended, also those beside one that failed; then throws what that one threw. */
async function allOf(ending: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(ending)
  await Promise.all(ending)
}

/** Whether it comes to its end within so many milliseconds. */
async function isOver(work: Promise<unknown>, within: number): Promise<boolean> {
  let timer: NodeJS.Timeout
  const late = new Promise<false>((resolve) => void (timer = setTimeout(() => resolve(false), within)))
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}
