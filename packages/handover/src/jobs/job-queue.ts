/**
 * The PORT: hands jobs to those who run them. The outbox keeps a job until its result is applied, so a queue may forget
 * everything: what a crash takes from it is handed to it again. `embedded.ts` runs them in this program; a queue with a
 * store of its own keeps what it is handed, and its workers may stand elsewhere.
 */
export interface JobQueue {
  /** Of a queue that keeps what it is handed: by this it is known who has it. */
  readonly name?: string
  /**
   * Of such a queue: writes jobs in the transaction that makes them, so that they are there if and only if it commits.
   * Each may be begun at its `dueAt`, an ISO time.
   */
  enqueue?(tx: unknown, jobs: readonly (HandedJob & { readonly dueAt: string })[]): Promise<void>
  /** Begins to run what it is handed. `run` does one job to its end, reports what came of it, and never throws. */
  start(run: RunJob): Promise<void>
  /** How many more it takes now; a queue that keeps them takes any number. */
  readonly room: number
  /**
   * Takes a job over, and answers when it has. It may be handed one that it has already: it knows it by its id, and runs
   * it once at a time.
   */
  hand(job: HandedJob): Promise<void>
  /** Begins no more jobs; answers when those that run here have ended. */
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
