/** `job`: slow or outside work, run by a worker without a transaction; what it returns is laid over the data. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import type { Backoff } from '../flow/move.ts'
import { ask, go, wait } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Step } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'
import { problemsOfRules } from './check-job-rules.ts'

/** What the body of a job sees. Nothing of it is a transaction: the process may have moved on meanwhile. */
export interface Job<Data, Item = unknown> {
  /** The data as it was when the worker began. */
  readonly process: { readonly id: string; readonly number: number; readonly data: Readonly<Data> }
  readonly task: { readonly id: string; readonly item: Item }
  /** The same for every attempt: hand it to whoever is called, so that nothing is done twice there. */
  readonly key: string
  /** 1 at first. */
  readonly attempt: number
  /** Aborts when the timeout is over or the task has been canceled. */
  readonly signal: AbortSignal
  /** Says how far it is, from 0 to 1; shown with the task. */
  readonly progress: (done: number, note?: string) => void
}

/** How a job is run. */
export interface JobRules {
  /** How often it is tried again after a failure; 3 by default. */
  readonly retries?: number
  /** A body that takes longer has failed; `10 min` by default. */
  readonly timeout?: string
  /** How long it rests before it is tried again: a second, then twice as long each time, by default. */
  readonly backoff?: Backoff
  /** The codes of errors after which it is not tried again. */
  readonly noRetry?: readonly string[]
  /**
   * How many run at once on all servers together: of this node, or of all that name the same thing. Without it as many
   * as the workers have room for.
   *
   * @example n.job(charge, { concurrency: { of: 'bank', most: 2 } })
   */
  readonly concurrency?: number | { readonly of: string; readonly most: number }
}

export interface JobKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Runs at least once; what it returns is applied exactly once. */
  job(
    run: (job: Job<Data, Item>) => MaybePromise<Partial<Data> | void>,
    rules?: JobRules,
  ): Step<Data, never, 'auto', void, Item>
}

interface JobOptions extends JobRules {
  readonly run: (job: any) => unknown
  readonly retries: number
  readonly timeout: string
}

const kind: Kind<JobOptions> = {
  kind: 'job',
  role: 'auto',
  shape: 'auto',
  exits: 'one',
  run: (node) => node.options.run,
  limit: ({ options: { concurrency } }) => {
    if (concurrency === undefined) return undefined
    return typeof concurrency === 'number' ? { most: concurrency } : { name: concurrency.of, most: concurrency.most }
  },
  enter: ({ options: { retries, timeout, backoff, noRetry } }) =>
    wait({
      status: 'scheduled',
      job: { retries, timeout, ...(backoff !== undefined && { backoff }), ...(noRetry !== undefined && { noRetry }) },
    }),
  receive: (_, result) =>
    ask({ about: 'result', input: { value: result ?? {}, isPatch: true }, writes: true }, () => go()),
  check: (node, flow) => [...checkCall(node, flow, node.options.run), ...problemsOfRules(node, flow.name)],
}

export const job = (run: JobOptions['run'], { retries = 3, timeout = '10 min', ...rules }: JobRules = {}) =>
  buildNode(kind, { run, retries, timeout, ...rules })
