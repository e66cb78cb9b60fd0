import { error, isHandoverError } from '../../errors.ts'
import type { Actor } from '../../flow/actor.ts'
import type { Handover } from '../../runtime/handover.ts'
import { heardBy } from '../../runtime/heard-by.ts'
import type { HeardNotice } from '../../storage/store.ts'
import { LiveStream } from './live-stream.ts'

export interface LiveOptions {
  /** How many streams one actor may have at once; 20 by default. A window of the desk has one. */
  readonly perActor?: number
  /** In milliseconds: a stream tells of changes at most so often; 500 by default. */
  readonly pause?: number
  /** In milliseconds: something is sent at least so often, for proxies that end what is silent; 20,000 by default. */
  readonly heartbeat?: number
  /** In milliseconds: so often `identify` is asked again, and the stream of one who is not known any more ends; 180,000 by default. */
  readonly recheck?: number
}

export interface LiveRequest {
  readonly actor: Actor
  /** The ids of the processes that are watched; of those that the actor may not see nothing is told. */
  readonly processes: readonly string[]
  /** Who sends the request, as it is known by now; throws when that is nobody. */
  readonly identify: () => Promise<Actor>
  /** Aborts when the request is given up: not every host tells the answer that nobody reads it. */
  readonly signal: AbortSignal
}

/** One who watches; the rights are those that the actor had when they were looked at last. */
interface Watcher {
  actor: Actor
  processes: ReadonlySet<string>
  readonly stream: LiveStream
}

/** All streams of one API. It listens to the store while there is one, and ends them when the Handover closes. */
export class LiveStreams {
  readonly #handover: Handover
  readonly #options: Required<LiveOptions>
  readonly #watchers = new Set<Watcher>()
  #stopListening: (() => void) | undefined

  constructor(handover: Handover, options: LiveOptions = {}) {
    this.#handover = handover
    this.#options = { perActor: 20, pause: 500, heartbeat: 20_000, recheck: 180_000, ...options }
    handover.closing.addEventListener('abort', () => {
      for (const { stream } of this.#watchers) stream.end()
    })
  }

  /** Answers with the stream when changes are told from now on. Throws `LIVE_TOO_MANY`. */
  async open({ actor, processes, identify, signal }: LiveRequest): Promise<ReadableStream<Uint8Array>> {
    if (this.#handover.closing.aborted) throw error('STORE_CLOSED')
    const { perActor, recheck, ...pace } = this.#options
    if ([...this.#watchers].filter((watcher) => watcher.actor.id === actor.id).length >= perActor)
      throw error('LIVE_TOO_MANY', { actor: actor.name, most: perActor })
    const leave = () => watcher.stream.end()
    const onEnd = () => {
      clearInterval(timer)
      signal.removeEventListener('abort', leave)
      this.#leave(watcher)
    }
    const watcher: Watcher = { actor, processes: new Set(processes), stream: new LiveStream({ ...pace, onEnd }) }
    const timer = setInterval(() => void this.#recheck(watcher, identify), recheck).unref()
    this.#watchers.add(watcher)
    this.#stopListening ??= this.#handover.store.notices.listen((notice) => this.#tell(notice))
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    await this.#lookAgain(watcher, false)
    watcher.stream.say('ready', { processes: [...watcher.processes] })
    return watcher.stream.body
  }

  #leave(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    if (this.#watchers.size > 0) return
    this.#stopListening?.()
    this.#stopListening = undefined
  }

  #tell(notice: HeardNotice): void {
    for (const watcher of this.#watchers) {
      const change = heardBy(notice, watcher)
      if (change === undefined) continue
      watcher.stream.tell(change)
      // Who could have taken a task that another one took sees it no more: that is the last to be told of it.
      if (change.processes.length > 0) void this.#lookAgain(watcher)
    }
  }

  /** Keeps of the watched processes those that the actor sees now. */
  async #lookAgain(watcher: Watcher, isKnown = true): Promise<void> {
    const seen = await Promise.all([...watcher.processes].map((id) => this.#sees(watcher.actor, id, isKnown)))
    watcher.processes = new Set([...watcher.processes].filter((_, i) => seen[i]))
  }

  async #sees(by: Actor, id: string, isKnown: boolean): Promise<boolean> {
    try {
      await this.#handover.processes.get(id, { by })
      return true
    } catch (failure) {
      if (isHandoverError(failure) && failure.code === 'PROCESS_NOT_FOUND') return false
      return isKnown // of a store that does not answer nobody learns more
    }
  }

  async #recheck(watcher: Watcher, identify: () => Promise<Actor>): Promise<void> {
    const actor = await identify().catch(() => null)
    if (actor?.id !== watcher.actor.id) return watcher.stream.end()
    watcher.actor = actor
    await this.#lookAgain(watcher)
  }
}
