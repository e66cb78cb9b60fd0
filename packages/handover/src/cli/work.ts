import { error } from '../errors.ts'
import { embeddedJobs } from '../jobs/embedded.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { createWith } from '../runtime/create-handover.ts'
import type { Handover } from '../runtime/handover.ts'
import { configOption, jsonLinesOption, type Command } from './command.ts'
import { optionsOf, type Config } from './define-config.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'
import { readCount } from './read-option.ts'
import { writeJson } from './write-out.ts'

/** `handover work`: a program that does nothing but background work. */
export const work: Command = {
  about: 'delivers messages, fires timers and runs jobs, until it is told to stop (SIGTERM, SIGINT)',
  options: {
    concurrency: { type: 'string', takes: 'a number', about: 'how many jobs run at once; 4 by default' },
    json: jsonLinesOption,
    config: configOption,
  },
  async run({ options }) {
    const concurrency = readCount(options, 'concurrency')
    const log = options['json'] === true ? logJson : logText
    // From the beginning: who is told to stop while it starts stops as gracefully.
    const stopped = stopSignal()
    const loaded = await loadConfig(options['config'] as string | undefined)
    const handover = await openWorker(loaded, { jobs: jobsOf(loaded.config, concurrency), log })
    try {
      await loaded.config.setup?.(handover)
      const atOnce = loaded.config.jobs === undefined ? (concurrency ?? 4) : (concurrency ?? null)
      log('started', { place: handover.store.place, flows: [...handover.flows.keys()], concurrency: atOnce })
      log('stopping', { signal: await awake(stopped) })
    } finally {
      await handover.close()
    }
    log('stopped', {})
    // A job that goes on though it was told to stop keeps nobody waiting: it is begun anew elsewhere.
    process.exit(0)
  },
}

async function openWorker(
  loaded: LoadedConfig,
  { jobs, log }: { readonly jobs: JobQueue; readonly log: Log },
): Promise<Handover> {
  const { flows, work = true } = loaded.config
  const store = await loaded.openStore()
  try {
    const given = optionsOf(loaded.config, (message) => log('warning', { message }))
    return await createWith({ jobs: () => jobs })({ flows, store, work, ...given })
  } catch (refusal) {
    await store.close()
    throw refusal
  }
}

function jobsOf({ jobs }: Config, concurrency: number | undefined): JobQueue {
  if (typeof jobs === 'function') return jobs(concurrency === undefined ? {} : { concurrency })
  if (jobs === undefined) return embeddedJobs(concurrency === undefined ? {} : { concurrency })
  if (concurrency === undefined) return jobs
  const expected = 'it where the configuration has jobs as a function: jobs: ({ concurrency }) => …'
  throw error('OPTION_INVALID', { option: '--concurrency', value: concurrency, expected })
}

/** Answers with the first signal to stop; the second one ends the program at once. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let isStopping = false
    const stop = (signal: string) => {
      if (isStopping) process.exit(1)
      isStopping = true
      resolve(signal)
    }
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop)
  })
}

/** Timers of background work keep no program alive; this one does. */
async function awake<T>(waiting: Promise<T>): Promise<T> {
  const alive = setInterval(() => {}, 60_000)
  return waiting.finally(() => clearInterval(alive))
}

interface Told {
  readonly started: { readonly place: string; readonly flows: readonly string[]; readonly concurrency: number | null }
  readonly stopping: { readonly signal: string }
  readonly stopped: {}
  readonly warning: { readonly message: string }
}
type Log = <E extends keyof Told>(event: E, facts: Told[E]) => void

const logJson: Log = (event, facts) => writeJson({ at: new Date(), event, ...facts })

const texts: { readonly [E in keyof Told]: (facts: Told[E]) => string } = {
  started: ({ place, flows, concurrency }) => {
    const jobs = concurrency === null ? 'jobs as configured' : `${concurrency} at once`
    return `Works on ${place}: ${flows.join(', ')}; ${jobs}.`
  },
  stopping: ({ signal }) => `${signal}: stops when what is under way has ended. Once more to stop at once.`,
  stopped: () => 'Stopped.',
  warning: ({ message }) => message,
}
const logText: Log = (event, facts) => {
  const line = `${new Date().toISOString()} ${texts[event](facts)}`
  if (event === 'warning') console.error(line)
  else console.log(line)
}
