import { AsyncLocalStorage } from 'node:async_hooks'
import { error } from '../../errors.ts'
import { eventTypes, type EventType } from '../../engine/event.ts'
import { nearest } from '../../flow/nearest.ts'
import type { MaybePromise } from '../../flow/visit.ts'
import type { Delivery } from '../../storage/store.ts'
import type { Moved } from '../action.ts'
import type { Happening } from '../handover.ts'
import { brief, codeOf } from '../observe/brief.ts'
import type { Log } from '../observe/log.ts'
import { toProcessRef } from '../process.ts'
import type { Committed, Services } from '../services.ts'
import { toTask } from '../task.ts'
import { withinTime } from '../within-time.ts'
import { newDelivery, type ToldHook } from './delivery.ts'
import { UnderWay } from './under-way.ts'

type Handler = (happening: Happening) => MaybePromise<void>
type Type = EventType | '*'
interface Hook {
  readonly type: Type
  /** A durable one has a name. */
  readonly name: string | null
  readonly handler: Handler
}

/** In milliseconds: a handler that takes longer has failed, or it would hold a place in the pump for ever. */
const patience = 60_000

/** Who wants to hear of what happens. Handlers run outside of any action, after its commit. */
export class Hooks {
  readonly #hooks = new Set<Hook>()
  readonly #outside = AsyncLocalStorage.snapshot()
  readonly #log: Log
  /** Names of others that are told in the same way. */
  readonly #taken: readonly string[]
  readonly #underWay = new UnderWay()

  constructor(log: Log, taken: readonly string[] = []) {
    this.#log = log
    this.#taken = taken
  }

  on(type: Type, name: string | null, handler: Handler): () => void {
    checkType(type)
    if (typeof handler !== 'function')
      throw error('OPTION_INVALID', { option: 'handler', value: handler, expected: 'a function' })
    if (name !== null) this.#checkName(name)
    const hook = { type, name, handler }
    this.#hooks.add(hook)
    return () => void this.#hooks.delete(hook)
  }

  get moves(): number {
    return this.#underWay.moves
  }
  /** Answers when no handler without a name is under way. */
  idle(): Promise<void> {
    return this.#underWay.idle()
  }

  /** The rows that tell durable hooks of what happened, in its order. */
  deliveries(services: Pick<Services, 'newId' | 'now'>, moved: Moved): readonly Delivery[] {
    const named = [...this.#hooks].filter(({ name }) => name !== null)
    if (named.length === 0) return []
    const { tenant, id } = moved.after.process
    return toldOf(moved).flatMap((told) =>
      named
        .filter((hook) => hears(hook, told.event.type))
        .map(({ name }) =>
          newDelivery(services, {
            kind: 'hook',
            payload: { hook: name!, ...told },
            tenant,
            lane: `hook:${name}:${id}`,
          }),
        ),
    )
  }

  /** Tells those without a name. */
  announce(services: Services, { moved }: Committed): void {
    const unnamed = [...this.#hooks].filter(({ name }) => name === null)
    if (unnamed.length === 0) return
    for (const told of moved.flatMap(toldOf))
      for (const hook of unnamed)
        if (hears(hook, told.event.type))
          this.#underWay.add(this.#outside(() => this.#announceTo(hook, happening(services, told))))
  }

  /** Tells the durable hook of a row. Throws what it throws, `HOOK_UNKNOWN` and `HOOK_TOO_SLOW`. */
  async tell(services: Services, { hook: name, ...told }: ToldHook): Promise<void> {
    const hook = [...this.#hooks].find((each) => each.name === name)
    if (hook === undefined) throw error('HOOK_UNKNOWN', { name })
    const heard = happening(services, told)
    await withinTime(
      Promise.resolve().then(() => hook.handler(heard)),
      patience,
      () => error('HOOK_TOO_SLOW', { name, event: heard.event.type, seconds: patience / 1000 }),
    )
  }

  async #announceTo({ handler }: Hook, heard: Happening): Promise<void> {
    try {
      await handler(heard)
    } catch (failure) {
      const { type, process } = heard.event
      this.#log.warn(
        { event: type, process, code: codeOf(failure) },
        `A handler of '${type}' failed: ${brief(failure)}`,
      )
    }
  }

  #checkName(name: unknown): asserts name is string {
    const invalid = (expected: string) => error('OPTION_INVALID', { option: 'name', value: name, expected })
    if (typeof name !== 'string' || !/^[\w.-]{1,80}$/.test(name))
      throw invalid('the hook a name of letters, digits, dots and dashes, which stays the same over restarts')
    if ([...this.#hooks].some((hook) => hook.name === name)) throw invalid('each hook a name of its own')
    if (this.#taken.includes(name)) throw invalid('the hook another name: a webhook has this one')
  }
}

const hears = ({ type }: Hook, happened: EventType) => type === '*' || type === happened

function checkType(type: unknown): asserts type is Type {
  if (type === '*' || (eventTypes as readonly unknown[]).includes(type)) return
  const near = nearest(String(type), eventTypes)
  const expected = near === undefined ? `'*' or one of ${eventTypes.join(', ')}` : `'*' or an event such as '${near}'`
  throw error('OPTION_INVALID', { option: 'type', value: type, expected })
}

type Told = Omit<ToldHook, 'hook'>

function toldOf({ after, events }: Moved): readonly Told[] {
  const { id, number, flow, summary, status, startedBy, startedByName } = after.process
  const { reason, parentTask, suspendedAt, finishedAt } = after.process
  const about = { id, number, flow, summary, status, startedBy, startedByName }
  const process = { ...about, reason, parentTask, suspendedAt, finishedAt }
  return events.map((event) => ({ event, process, task: after.tasks.find((task) => task.id === event.task) ?? null }))
}

function happening(services: Services, { event, process, task }: Told): Happening {
  return {
    id: `${event.process}:${event.number}`,
    event,
    process: toProcessRef(process),
    task: task === null ? null : toTask(services, task, process),
  }
}
