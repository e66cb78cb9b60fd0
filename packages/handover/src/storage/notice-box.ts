/** Notices on their way: gathered for a moment, so that a busy server sends few, then told here and handed to others. */
import type { HeardNotice, Notice, Notices } from './store.ts'

/** In milliseconds. */
const gatherFor = 20
/** In milliseconds: whoever closes does not wait for a database that is away. */
const lastWait = 1000

export interface NoticeWay {
  /** Takes a notice to other programs. One at a time: what comes meanwhile goes with the next. */
  send(notice: HeardNotice): Promise<void>
  /** Somebody listens here now: from now on others are heard, until the answer is called. */
  open(heard: (notice: HeardNotice) => void): () => void
}

export class NoticeBox implements Notices {
  readonly #way: NoticeWay
  readonly #handlers = new Set<(notice: HeardNotice) => void>()
  #gathered: Notice | undefined
  #timer: NodeJS.Timeout | undefined
  #sending: Promise<void> | undefined
  #close: (() => void) | undefined

  constructor(way: NoticeWay) {
    this.#way = way
  }

  publish(notice: Partial<Notice>): void {
    this.#gathered = merged(this.#gathered, notice)
    this.#wait()
  }

  listen(handler: (notice: HeardNotice) => void): () => void {
    const own = (notice: HeardNotice) => handler(notice)
    this.#handlers.add(own)
    this.#close ??= this.#way.open((notice) => this.#tell(notice))
    return () => {
      this.#handlers.delete(own)
      if (this.#handlers.size === 0) this.#end()
    }
  }

  /** What is gathered still leaves: a script that starts a process and ends wakes the workers nevertheless. */
  async close(): Promise<void> {
    this.#handlers.clear()
    this.#end()
    let timer: NodeJS.Timeout
    const late = new Promise<void>((resolve) => void (timer = setTimeout(resolve, lastWait)))
    await Promise.race([this.#sendLast(), late]).finally(() => clearTimeout(timer))
  }

  async #sendLast(): Promise<void> {
    await this.#sending
    clearTimeout(this.#timer)
    await this.#send()
  }

  #end(): void {
    this.#close?.()
    this.#close = undefined
  }

  #wait(): void {
    if (this.#sending !== undefined) return
    this.#timer ??= setTimeout(() => void this.#send(), gatherFor).unref()
  }

  async #send(): Promise<void> {
    this.#timer = undefined
    const notice = this.#gathered
    if (notice === undefined) return
    this.#gathered = undefined
    this.#tell(notice)
    this.#sending = this.#way.send(notice).catch(() => {}) // a hint: whoever missed it finds out a little later
    await this.#sending
    this.#sending = undefined
    if (this.#gathered !== undefined) this.#wait()
  }

  #tell(notice: HeardNotice): void {
    for (const handler of this.#handlers) handler(notice)
  }
}

const nothing: Notice = { processes: [], flows: [], audience: [], wakes: false, progress: [] }

/** Both in one; of the progress of a job only what was said last. */
function merged(one: Notice = nothing, other: Partial<Notice>): Notice {
  const { processes = [], flows = [], audience = [], wakes = false, progress = [] } = other
  const last = new Map([...one.progress, ...progress].map((each) => [each.task, each]))
  return {
    processes: union(one.processes, processes),
    flows: union(one.flows, flows),
    audience: union(one.audience, audience),
    wakes: one.wakes || wakes,
    progress: [...last.values()],
  }
}

const union = (one: readonly string[], other: readonly string[]): readonly string[] => [...new Set([...one, ...other])]
