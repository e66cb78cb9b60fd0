import { error } from '../errors.ts'
import type { HandedJob, JobQueue, RunJob } from './job-queue.ts'

export interface EmbeddedJobsOptions {
  /** How many run at once; 4 by default. */
  readonly concurrency?: number
}

/**
 * Runs jobs in this program, as functions that are called: for work that waits for others rather than computes.
 *
 * @example createHandover({ flows, store, jobs: embeddedJobs({ concurrency: 10 }) })
 */
export function embeddedJobs({ concurrency = 4 }: EmbeddedJobsOptions = {}): JobQueue {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw error('OPTION_INVALID', { option: 'concurrency', value: concurrency, expected: 'a whole number from 1 on' })
  const running = new Map<string, Promise<void>>()
  let run: RunJob | undefined
  const begin = (job: HandedJob, body: RunJob): Promise<void> => body(job).finally(() => running.delete(job.id))
  return {
    get room() {
      return run === undefined ? 0 : concurrency - running.size
    },
    async start(body) {
      run = body
    },
    async hand(job) {
      if (run !== undefined && !running.has(job.id)) running.set(job.id, begin(job, run))
    },
    async stop() {
      const isFirst = run !== undefined
      run = undefined
      if (isFirst) await Promise.all(running.values())
    },
  }
}
