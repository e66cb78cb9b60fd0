import { error } from '../../errors.ts'
import type { TriggerCommand } from '../../engine/command.ts'
import { decodeData } from '../../flow/data.ts'
import { readDuration } from '../../flow/duration.ts'
import type { HandedJob } from '../../jobs/job-queue.ts'
import type { Answer } from '../act.ts'
import { decodeItem } from '../decode-item.ts'
import type { Progress } from '../handover.ts'
import { flowNow } from '../flow-now.ts'
import { watchJob, type JobWatch } from '../observe/watch-job.ts'
import { perform } from '../perform.ts'
import type { Committed, Services } from '../services.ts'
import { taskErrorOf } from '../task-error.ts'
import type { Claims } from './claims.ts'
import { verdictOn } from './verdict.ts'

interface Run {
  readonly job: HandedJob
  readonly abort: AbortController
  progress: Progress | null
  /** What was said last is written a little later. */
  telling: NodeJS.Timeout | undefined
  /** It has this server's claim; before that a queue may have it. */
  isBegun: boolean
  /** The body has answered; what comes of that does not concern it. */
  isOver: boolean
}
type Report = TriggerCommand & { readonly type: 'jobDone' | 'jobFailed' }

export interface JobRunsOptions {
  readonly claims: Claims
  /** The name under which the queue has what it keeps. */
  readonly queue: string | undefined
  /** Says what becomes of a job that could not be run or reported. */
  readonly settle: (job: HandedJob, failure: unknown) => Promise<void>
  /** A place is free. */
  readonly onEnd: () => void
}

/** In milliseconds: progress is written at most so often. */
const betweenTellings = 300
/** A timer that is set further ahead fires at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Runs the bodies of jobs that were handed to this server, outside of any transaction, and reports what came of them.
 * Progress is written now and then, for those who watch on other servers.
 */
export class JobRuns {
  readonly #services: Services
  readonly #options: JobRunsOptions
  readonly #running = new Map<string, Run>()
  /** Those who wait until one of them ends. */
  readonly #waiting: (() => void)[] = []
  #moves = 0
  /** What bodies have answered and could not be applied yet: the process is suspended, or the store away. */
  readonly #reports = new Map<string, Report>()
  #isStopping = false

  constructor(services: Services, options: JobRunsOptions) {
    this.#services = services
    this.#options = options
  }

  /** What runs here, and what was answered and waits with its answer. */
  get ids(): readonly string[] {
    const begun = [...this.#running].flatMap(([id, { isBegun }]) => (isBegun ? [id] : []))
    return [...begun, ...this.#reports.keys()]
  }
  isRunning(id: string): boolean {
    return this.#running.has(id)
  }
  hasReport(id: string): boolean {
    return this.#reports.has(id)
  }
  progressOf(task: string): Progress | null {
    return [...this.#running.values()].find(({ job }) => job.task === task)?.progress ?? null
  }

  /** Counts each beginning and each end. */
  get moves(): number {
    return this.#moves
  }
  /** Answers when none is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await new Promise<void>((resolve) => void this.#waiting.push(resolve))
  }

  /** Does one job to its end. Never throws. */
  async run(job: HandedJob): Promise<void> {
    if (this.#isStopping || this.isRunning(job.id)) return
    const run: Run = {
      job,
      abort: new AbortController(),
      progress: null,
      telling: undefined,
      isBegun: false,
      isOver: false,
    }
    this.#running.set(job.id, run)
    this.#moves++
    await watchJob(this.#services, job, (watch) => this.#do(run, watch))
  }

  async #do(run: Run, watch: JobWatch): Promise<void> {
    const { job } = run
    try {
      const command = { type: 'jobStarted', task: job.task, delivery: job.id, by: null, note: null } as const
      const { claims, queue } = this.#options
      const claim = { ...claims.next(), delivery: job.id, ...(queue !== undefined && { from: queue }) }
      const started = await perform(this.#services, { task: job.task }, command, { claims: claim, isBackground: true })
      run.isBegun = true
      const report = await this.#runBody(run, started, watch)
      // Stopped before it answered: another server begins anew.
      if (report === undefined) return await claims.giveBack([job.id])
      this.#reports.set(job.id, report)
      await this.report(job.id)
    } catch (failure) {
      // When the store does not even take this, the row is as it was, and is handed over again.
      await this.#options.settle(job, failure).catch(() => {})
    } finally {
      this.#running.delete(job.id)
      this.#moves++
      this.#options.onEnd()
      for (const resolve of this.#waiting.splice(0)) resolve()
    }
  }

  /** Applies what a body has answered. */
  async report(id: string): Promise<void> {
    const report = this.#reports.get(id)!
    try {
      await perform(this.#services, { task: report.task }, report, { takes: { delivery: id }, isBackground: true })
      this.#reports.delete(id)
    } catch (failure) {
      if (!['hold', 'later', 'rest'].includes(verdictOn(failure))) this.#reports.delete(id)
      throw failure
    }
  }

  /** A body whose task has ended, or waits for another attempt, works in vain. */
  afterCommit({ moved }: Committed): void {
    if (this.#running.size === 0) return
    const tasks = new Map(moved.flatMap(({ after }) => after.tasks.map((task) => [task.id, task])))
    for (const { job, abort, isOver } of this.#running.values()) {
      const task = isOver ? undefined : tasks.get(job.task)
      if (task !== undefined && (task.finishedAt !== null || task.waits?.job?.delivery !== job.id))
        abort.abort(error('JOB_ABORTED', { task: job.task, why: 'its task does not wait for it any more' }))
    }
  }

  /** Another server has begun with these: their bodies work in vain here. */
  lose(ids: readonly string[]): void {
    for (const id of ids) {
      const run = this.#running.get(id)
      if (run?.isOver === false)
        run.abort.abort(error('JOB_ABORTED', { task: run.job.task, why: 'another server has begun with it' }))
    }
  }

  /** Asks the bodies to stop: those that answer nevertheless are applied, the others begin anew with another server. */
  stop(): void {
    this.#isStopping = true
    for (const { job, abort } of this.#running.values())
      abort.abort(error('JOB_ABORTED', { task: job.task, why: 'the server stops' }))
  }

  async #runBody(run: Run, started: Answer, watch: JobWatch): Promise<Report | undefined> {
    const { id: delivery, task } = run.job
    const about = { task, delivery, by: null, note: null } as const
    try {
      const result = await watch.body(
        started,
        () => this.#within(run, started),
        () => this.#isStopping,
      )
      return { type: 'jobDone', ...about, result }
    } catch (failure) {
      return this.#isStopping ? undefined : { type: 'jobFailed', ...about, error: taskErrorOf(failure) }
    }
  }

  /** The body's answer; refused when it takes too long, or when nobody waits for it any more. */
  async #within(run: Run, { after }: Answer): Promise<unknown> {
    const { abort, job } = run
    const flow = flowNow(this.#services, after.process.flow)
    const task = after.tasks.find(({ id }) => id === job.task)!
    const node = flow.graph[task.node]!
    const { attempt, timeout } = task.waits!.job!
    const { id, number, data } = after.process
    const place = { flow: flow.name, node: node.name, number }
    const late = () => abort.abort(error('JOB_TOO_SLOW', { ...place, timeout }))
    const timer = setTimeout(late, Math.min(readDuration(timeout)!, longestTimer)).unref()
    try {
      const decoded = await decodeData(flow.schema, structuredClone(data), place)
      const given = {
        process: { id, number, data: decoded },
        task: { id: task.id, item: await decodeItem(flow, after.process, task) },
        key: task.id,
        attempt,
        signal: abort.signal,
        progress: (done: number, note?: string) => {
          // A body that was given up may go on.
          if (run.isOver) return
          run.progress = { done: Math.min(Math.max(Number(done) || 0, 0), 1), note: note ?? null }
          run.telling ??= setTimeout(() => this.#tell(run, id), betweenTellings).unref()
        },
      }
      const body = Promise.resolve().then(() => node.kind.run!(node)(given))
      return await Promise.race([body, this.#refusalOf(abort.signal)])
    } finally {
      clearTimeout(timer)
      clearTimeout(run.telling)
      run.isOver = true
    }
  }

  /** For those who watch: nothing depends on it. */
  #tell(run: Run, process: string): void {
    run.telling = undefined
    const { store } = this.#services
    const { job, progress } = run
    store.outbox.tell(this.#options.claims.server, job.id, progress as never).then(
      () => store.notices.publish({ progress: [{ process, task: job.task, ...progress! }] }),
      () => {},
    )
  }

  /** A body that is asked to stop with the server may still answer; whoever is late or unwanted may not. */
  #refusalOf(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const refuse = () => this.#isStopping || reject(signal.reason)
      if (signal.aborted) refuse()
      else signal.addEventListener('abort', refuse, { once: true })
    })
  }
}
