import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { canStart } from '../engine/can.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import { readDuration } from '../flow/duration.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { Store } from '../storage/store.ts'
import { actorOf } from './actor-of.ts'
import { artifactsByName } from './artifacts-by-name.ts'
import { Background } from './background/background.ts'
import { checkWebhooks, type Webhook } from './background/check-webhooks.ts'
import { flowsByName } from './flows-by-name.ts'
import type { Handover, Started, Task } from './handover.ts'
import { refuseInside, runInTransaction } from './inside.ts'
import { idMaker } from './new-id.ts'
import { Numbers } from './numbers.ts'
import { logOf, type Log } from './observe/log.ts'
import type { Telemetry } from './observe/telemetry.ts'
import { watchCommit } from './observe/watch-commit.ts'
import { keyedBy } from './once.ts'
import { performStart } from './perform-start.ts'
import { toProcess } from './process.ts'
import { processLists } from './processes.ts'
import { readinessOf } from './readiness.ts'
import { recordDefinitions } from './record-definitions.ts'
import { runHandle } from './run-handle.ts'
import type { BackgroundWork, Services } from './services.ts'
import { commandTask, expectsAt, toTask } from './task.ts'
import { taskLists } from './tasks.ts'

export interface HandoverOptions {
  readonly flows: readonly AnyFlow[]
  /** `sqliteStore({ file })` or `postgresStore({ url })`. */
  readonly store: Store
  /** Records that processes are about, as far as no form of a flow names them. */
  readonly artifacts?: readonly AnyArtifact[]
  /** Applies missing migrations at the start; without it they have to be there (`handover migrate`). */
  readonly migrate?: boolean
  /**
   * Whether this server delivers what processes send, fires their timers and runs their jobs; true by default. Servers
   * that only answer requests leave it to others: nothing is lost meanwhile.
   */
  readonly work?: boolean | WorkOptions
  /** Runs the jobs of this server; by default `embeddedJobs()`, four at once in this program. */
  readonly jobs?: JobQueue
  /** How long a function inside a transaction may take, in milliseconds; 10,000 by default. */
  readonly functionTimeout?: number
  /** What the time is; by default the database's clock. Tests hand in a simulated one. */
  readonly now?: () => Date
  /** Where this server says what it does, such as a logger of pino; by default warnings and errors go to the console. */
  readonly log?: Log
  /** In place of `log`: hears each warning and each error as one line. */
  readonly onWarning?: (message: string) => void
  /** Traces and metrics: `openTelemetry()` of `handover/opentelemetry`. */
  readonly telemetry?: Telemetry
  /** Who outside is told of what happens, by HTTP. The same on every server. */
  readonly webhooks?: readonly Webhook[]
}

/** How a server works. */
export interface WorkOptions {
  /**
   * A server that is not heard of for so long is taken for dead, and others go on with what it had under way: a duration,
   * `30 s` by default. One that lives says so three times as often.
   */
  readonly lease?: string
  /** How long `close` lets jobs finish before it tells them to stop and hands them back: a duration, `10 s` by default. */
  readonly stopWithin?: string
}

/** In milliseconds; null when it does not work. */
function workingWith(work: boolean | WorkOptions): { readonly lease: number; readonly stopWithin: number } | null {
  if (work === false) return null
  const { lease = '30 s', stopWithin = '10 s' } = work === true ? {} : work
  const read = (option: string, value: string) => {
    const milliseconds = typeof value === 'string' ? readDuration(value) : undefined
    if (milliseconds !== undefined && milliseconds > 0) return milliseconds
    throw error('OPTION_INVALID', { option: `work.${option}`, value, expected: "a duration, such as '30 s'" })
  }
  return { lease: read('lease', lease), stopWithin: read('stopWithin', stopWithin) }
}

interface Defaults {
  readonly jobs: () => JobQueue
  /** Only looks and corrects: which definitions are in use is for the servers to say, not for an operator's machine. */
  readonly isVisitor?: true
}

/** Binds `createHandover` to how jobs are run where nothing is said: the runtime knows the port, not who stands behind. */
export function createWith(defaults: Defaults) {
  return async function createHandover(options: HandoverOptions): Promise<Handover> {
    const { store, migrate = false, work = !defaults.isVisitor, jobs = defaults.jobs() } = options
    const { functionTimeout = 10_000, telemetry } = options
    const log = logOf(options)
    const flows = flowsByName(options.flows)
    const artifacts = artifactsByName(flows.values(), options.artifacts)
    if (!(functionTimeout > 0))
      throw error('OPTION_INVALID', {
        option: 'functionTimeout',
        value: functionTimeout,
        expected: 'milliseconds above 0',
      })
    const webhooks = checkWebhooks(options.webhooks, flows)
    if (migrate) await store.migrate()
    await store.check()
    const services: Services = {
      store,
      flows,
      artifacts,
      functionTimeout,
      numbers: new Numbers(store),
      newId: idMaker(),
      now: options.now ?? (() => store.now()),
      log,
      telemetry,
      afterCommit(committed) {
        watchCommit(services, committed)
        background.afterCommit(committed)
      },
      afterJoin: (committed) => background.afterJoin(committed),
      prepare: (rows, unit, isJoined) => background.prepare(rows, unit, isJoined),
      hooks: { deliveries: (moved) => background.hooks.deliveries(moved) },
      progressOf: (task) => background.progressOf(task),
    }
    const background: BackgroundWork = new Background(services, { work: workingWith(work), jobs, webhooks })
    if (!defaults.isVisitor) await recordDefinitions(store, flows.values(), log)
    await background.start()
    log.info({ flows: flows.size, work: work !== false }, `Started${work ? '' : ', without background work'}.`)
    return handoverOf(services, background)
  }
}

/** Its tasks are made when they are looked at: few who start a process do. */
async function toStarted(services: Services, { process, tasks }: Snapshot): Promise<Started<any>> {
  let made: readonly Task[] | undefined
  const get = () => (made ??= tasks.map((task) => toTask(services, task, process)))
  return Object.defineProperty(await toProcess(services, process), 'tasks', { get, enumerable: true }) as Started<any>
}

function handoverOf(services: Services, background: BackgroundWork): Handover {
  const { store, flows, log } = services
  const readiness = readinessOf(store)
  const closing = new AbortController()
  return {
    flows,
    store,
    tasks: taskLists(services),
    processes: processLists(services),
    async start(flow, node, input, options = {}) {
      const { note = null, tx, key } = options
      const by = actorOf(options)
      const { name } = knownFlow(flows, flow)
      const keyed = keyedBy(options, () => ({ type: 'start', flow: name, node, key, input, by: by?.id, note }))
      const { after } = await performStart(
        services,
        knownFlow(flows, flow),
        { type: 'start', node, input, by, note },
        {
          ...(tx === undefined ? {} : { tx }),
          ...(key === undefined ? {} : { key }),
          ...(keyed && { once: { ...keyed, answerOf: (whole) => whole } }),
        },
      )
      return toStarted(services, after)
    },
    async complete(flow, node, task, input, options = {}) {
      const expects = expectsAt(knownNode(flows, flow, node), node, task)
      return commandTask(services, task, 'complete', { ...options, input, expects })
    },
    async run(flow, node, at, input, options = {}) {
      return runHandle(services, { flow: knownNode(flows, flow, node), node, input }, at, options)
    },
    message: (name, options) => background.message(name, options),
    signal: (name, payload, options) => background.signal(name, payload, options),
    on: background.on.bind(background) as Handover['on'],
    incidents: background.incidents,
    idle: () => background.idle(),
    canStart(flow, node, by) {
      checkActor(by)
      return canStart(knownFlow(flows, flow), node, by)
    },
    async transaction(body) {
      refuseInside('transaction')
      return store.transaction((tx) => runInTransaction(() => body(tx)))
    },
    closing: closing.signal,
    ready: () => readiness.check(),
    async close() {
      if (readiness.stop()) log.info({}, 'Stops: what is under way comes to its end.')
      closing.abort()
      try {
        await background.stop()
      } finally {
        await store.close()
      }
    },
  }
}

function knownFlow(flows: ReadonlyMap<string, FrozenFlow>, flow: AnyFlow): FrozenFlow {
  const known = flows.get(flow?.name)
  if (known === undefined || known !== flow) throw error('FLOW_UNKNOWN', { flow: flow?.name })
  return known
}

function knownNode(flows: ReadonlyMap<string, FrozenFlow>, flow: AnyFlow, node: string): FrozenFlow {
  const known = knownFlow(flows, flow)
  if (known.graph[node] === undefined)
    throw error('NODE_UNKNOWN', { flow: known.name, node, known: Object.keys(known.graph).join(', ') })
  return known
}
