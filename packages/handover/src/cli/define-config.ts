import type { AnyFlow } from '../flow/flow-types.ts'
import type { MaybePromise } from '../flow/visit.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { HandoverOptions, WorkOptions } from '../runtime/create-handover.ts'
import type { Handover } from '../runtime/handover.ts'
import type { Store } from '../storage/store.ts'

/**
 * What `handover.config.ts` tells the command line: which flows there are, where their processes are kept, and what
 * `handover work` needs to work on them as the application would.
 */
export interface Config extends Pick<
  HandoverOptions,
  'artifacts' | 'functionTimeout' | 'log' | 'onWarning' | 'telemetry' | 'webhooks'
> {
  readonly flows: readonly AnyFlow[]
  /** A store, or how to make one: the function is called only by commands that need the store. */
  readonly store: Store | (() => Store | Promise<Store>)
  /** How `handover work` works: for how long jobs may finish when it is told to stop, for one. */
  readonly work?: WorkOptions
  /** Runs the jobs of `handover work`; as a function it is told of `--concurrency`. By default `embeddedJobs`. */
  readonly jobs?: JobQueue | ((options: { readonly concurrency?: number }) => JobQueue)
  /**
   * Called with each Handover that a command opens, before it does anything: the place for hooks with a name, which have
   * to be there wherever something happens, and in every worker.
   *
   * @example setup: (handover) => handover.on('process.done', { name: 'crm' }, tellCrm)
   */
  readonly setup?: (handover: Handover) => MaybePromise<unknown>
}

/** What of it goes to `createHandover` as it is; `onWarning` where the application has no log. */
export function optionsOf(
  { artifacts, functionTimeout, log, telemetry, webhooks, onWarning }: Config,
  warn: (message: string) => void,
): Partial<HandoverOptions> {
  const heard = log === undefined ? { onWarning: onWarning ?? warn } : { log }
  const given = Object.entries({ artifacts, functionTimeout, telemetry, webhooks })
  return { ...heard, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) }
}

/**
 * Types the default export of `handover.config.ts`.
 *
 * @example
 * export default defineConfig({ flows: [helloWorld], store: () => sqliteStore({ file: 'app.db' }) })
 */
export function defineConfig(config: Config): Config {
  return config
}
