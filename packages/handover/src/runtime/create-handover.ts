import { error } from '../errors.ts'
import { checkActor } from '../access/check-actor.ts'
import { canStart } from '../engine/can.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Store } from '../storage/store.ts'
import { actorOf } from './actor-of.ts'
import { flowsByName } from './flows-by-name.ts'
import type { Handover } from './handover.ts'
import { refuseInside, runInTransaction } from './inside.ts'
import { idMaker } from './new-id.ts'
import { Numbers } from './numbers.ts'
import { performStart } from './perform.ts'
import { toProcess } from './process.ts'
import { processLists } from './processes.ts'
import { recordDefinitions } from './record-definitions.ts'
import type { Services } from './services.ts'
import { commandTask, toTask } from './task.ts'
import { taskLists } from './tasks.ts'

export interface HandoverOptions {
  readonly flows: readonly AnyFlow[]
  /** `sqliteStore({ file })` or `postgresStore({ url })`. */
  readonly store: Store
  /** Applies missing migrations at the start; without it they have to be there (`handover migrate`). */
  readonly migrate?: boolean
  /** How long a function inside a transaction may take, in milliseconds; 10,000 by default. */
  readonly functionTimeout?: number
  /** What the time is; by default the database's clock. Tests hand in a simulated one. */
  readonly now?: () => Date
  /** Hears what is wrong but no reason to stop; `console.warn` by default. */
  readonly onWarning?: (message: string) => void
}

/**
 * Opens the store, checks it, records the definitions, and answers with the object that does everything.
 *
 * @example
 * const handover = await createHandover({ flows: [helloWorld], store: sqliteStore({ file: 'app.db' }), migrate: true })
 * const process = await handover.start(helloWorld, 'start', { message: 'Hello' }, { by: anna })
 */
export async function createHandover(options: HandoverOptions): Promise<Handover> {
  const { store, migrate = false, functionTimeout = 10_000, onWarning = console.warn } = options
  const flows = flowsByName(options.flows)
  if (!(functionTimeout > 0))
    throw error('OPTION_INVALID', {
      option: 'functionTimeout',
      value: functionTimeout,
      expected: 'milliseconds above 0',
    })
  if (migrate) await store.migrate()
  await store.check()
  const now = options.now ?? (() => store.now())
  const services: Services = { store, flows, numbers: new Numbers(store), newId: idMaker(), now, functionTimeout }
  for (const warning of await recordDefinitions(store, flows.values())) onWarning(warning)
  return handoverOf(services)
}

function handoverOf(services: Services): Handover {
  const { store, flows } = services
  return {
    flows,
    store,
    tasks: taskLists(services),
    processes: processLists(services),
    async start(flow, node, input, options = {}) {
      const { note = null, tx } = options
      const by = actorOf(options)
      const known = knownFlow(flows, flow)
      const { after } = await performStart(
        services,
        known,
        { type: 'start', node, input, by, note },
        tx === undefined ? {} : { tx },
      )
      const tasks = after.tasks.map((task) => toTask(services, task, after.process))
      return { ...(await toProcess(services, after.process)), tasks }
    },
    async complete(flow, at, task, input, options = {}) {
      const node: string = at
      const { name, graph } = knownFlow(flows, flow)
      if (graph[node] === undefined)
        throw error('NODE_UNKNOWN', { flow: name, node, known: Object.keys(graph).join(', ') })
      return commandTask(services, task, 'complete', {
        ...options,
        input,
        expects({ process, tasks }) {
          const stands = tasks.find((each) => each.id === task)!
          if (process.flow !== name) throw error('TASK_OF_OTHER_FLOW', { task, flow: name, actual: process.flow })
          if (stands.node !== node) throw error('TASK_OF_OTHER_NODE', { task, node, actual: stands.node })
        },
      })
    },
    canStart(flow, node, by) {
      checkActor(by)
      return canStart(knownFlow(flows, flow), node, by)
    },
    async transaction(body) {
      refuseInside('transaction')
      return store.transaction((tx) => runInTransaction(() => body(tx)))
    },
    close: () => store.close(),
  }
}

function knownFlow(flows: ReadonlyMap<string, FrozenFlow>, flow: AnyFlow): FrozenFlow {
  const known = flows.get(flow?.name)
  if (known === undefined || known !== flow) throw error('FLOW_UNKNOWN', { flow: flow?.name })
  return known
}
