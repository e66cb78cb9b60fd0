import { brief, codeOf } from '../observe/brief.ts'
import { performStart } from '../perform-start.ts'
import type { Services } from '../services.ts'
import { beginningsBy, type Beginning } from './beginnings.ts'
import { UnderWay } from './under-way.ts'

/** An EventEmitter or an EventTarget, by the methods that are used. */
type Source =
  | { on(event: string, listener: Listener): unknown; off(event: string, listener: Listener): unknown }
  | {
      addEventListener(event: string, listener: Listener): unknown
      removeEventListener(event: string, listener: Listener): unknown
    }
type Listener = (payload: unknown) => void

/**
 * Listens to the emitters of the application with which processes begin. An event is not durable: what fails is said,
 * and not tried again.
 */
export class SignalSources {
  readonly #services: Services
  readonly #underWay = new UnderWay()
  #ends: readonly (() => unknown)[] = []

  constructor(services: Services) {
    this.#services = services
  }

  start(): void {
    this.#ends = beginningsBy(this.#services.flows, 'signal')
      .filter(({ begins }) => begins.source !== undefined)
      .map((beginning) => {
        const { source, name } = beginning.begins
        return listen(source as Source, name, (payload) => this.#underWay.add(this.#begin(beginning, payload)))
      })
  }

  get moves(): number {
    return this.#underWay.moves
  }
  idle(): Promise<void> {
    return this.#underWay.idle()
  }
  stop(): Promise<void> {
    for (const end of this.#ends) end()
    return this.idle()
  }

  async #begin(beginning: Beginning<'signal'>, payload: unknown): Promise<void> {
    try {
      await begin(this.#services, beginning, payload)
    } catch (failure) {
      const { flow, node, begins } = beginning
      const what = `Flow '${flow.name}': '${node}' could not begin with the event '${begins.name}'.`
      const fields = { flow: flow.name, node, signal: begins.name, code: codeOf(failure) }
      this.#services.log.warn(fields, `${what} ${brief(failure)}`)
    }
  }
}

async function begin(services: Services, { flow, node }: Beginning, input: unknown): Promise<void> {
  const command = { type: 'start', node, input, by: null, note: null, isTriggered: true } as const
  await performStart(services, flow, command, { isBackground: true })
}

function listen(source: Source, event: string, listener: Listener): () => unknown {
  if ('addEventListener' in source) {
    source.addEventListener(event, listener)
    return () => source.removeEventListener(event, listener)
  }
  source.on(event, listener)
  return () => source.off(event, listener)
}
