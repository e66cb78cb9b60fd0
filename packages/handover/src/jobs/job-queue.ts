/**
 * The PORT: hands jobs to those who run them. The outbox keeps a job until its result is applied, so a queue may forget
 * everything: what a crash takes from it is claimed by a server that lives, and handed to the queue there. `embedded.ts`
 * runs them in this program; a queue with a store of its own, as `pg-boss.ts`, shares them out among all servers.
 */
export interface JobQueue {
  /** Of a queue that keeps what it is handed: by this it is known who has it. */
  readonly name?: string
  /**
   * Of such a queue: writes jobs in the transaction that makes them, so that they are there if and only if it commits.
   * None is begun before its `dueAt`, an ISO time; null when it may begin at once. It may be asked on a server that only
   * enqueues, where `start` is never called.
   */
  enqueue?(tx: unknown, jobs: readonly (HandedJob & { readonly dueAt: string | null })[]): Promise<void>
  /** Begins to run what it is handed. `run` does one job to its end, reports what came of it, and never throws. */
  start(run: RunJob): Promise<void>
  /** How many more it may be handed now. */
  readonly room: number
  /**
   * Takes over a job that this server has claimed: it runs here, as soon as there is a place. It may be handed one that
   * it has already: it knows it by its id, and runs it once at a time.
   */
  hand(job: HandedJob): Promise<void>
  /**
   * Begins no more jobs; answers when those that run here have ended. Asked again, it waits for them no longer. It may
   * never have been started.
   */
  stop(): Promise<void>
}

/** What a worker needs to know to begin: everything else it reads under the lock of the process. */
export interface HandedJob {
  /** Of this attempt: the row of the outbox. */
  readonly id: string
  readonly tenant: string
  readonly process: string
  readonly task: string
  /** The W3C traceparent of what caused it, when traces are kept. */
  readonly trace?: string
}

export type RunJob = (job: HandedJob) => Promise<void>
