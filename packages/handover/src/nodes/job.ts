/** `job`: slow or outside work, run by a worker without a transaction; what it returns is laid over the data. */
import type { z } from 'zod'
import { quoted } from '../errors.ts'
import { readDuration } from '../flow/duration.ts'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { Step } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

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
  progress(done: number, note?: string): void
}

export interface JobKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Runs at least once; what it returns is applied exactly once. `retries` is 3, `timeout` `10 min` by default. */
  job(
    run: (job: Job<Data, Item>) => MaybePromise<Partial<Data> | void>,
    options?: { readonly retries?: number; readonly timeout?: string },
  ): Step<Data, never, 'auto', void, Item>
}

interface JobOptions {
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
  enter: ({ options: { retries, timeout } }) => wait({ status: 'scheduled', job: { retries, timeout } }),
  receive: (_, result) =>
    ask({ about: 'result', input: { value: result ?? {}, isPatch: true }, writes: true }, () => go()),
  check: (node, flow) => {
    const { run, retries, timeout } = node.options
    const isCount = Number.isInteger(retries) && retries >= 0
    const isTime = typeof timeout === 'string' && (readDuration(timeout) ?? 0) > 0
    return [
      ...checkCall(node, flow, run),
      ...(isTime ? [] : [problem('FLOW_BAD_DURATION', node.name, { flow: flow.name, value: timeout })]),
      ...(isCount ? [] : [notCounted(node.name, flow.name, retries)]),
    ]
  },
}

const notCounted = (node: string, flow: string, retries: unknown) =>
  problem('FLOW_BAD_OPTION', node, {
    flow,
    problem: `its retries are ${quoted(retries)}.`,
    advice: 'Give a whole number from 0 on, such as { retries: 5 }.',
  })

export const job = (run: JobOptions['run'], { retries = 3, timeout = '10 min' }: Partial<JobOptions> = {}) =>
  buildNode(kind, { run, retries, timeout })
