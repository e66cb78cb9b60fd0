import { longestTimer } from '../../flow/duration.ts'
import { bothChanges, type Change } from '../../runtime/heard-by.ts'

export interface LiveStreamOptions {
  /** In milliseconds: changes are told at most so often. */
  readonly pause: number
  /** In milliseconds: something is sent at least so often, so that nobody on the way takes it for dead. */
  readonly heartbeat: number
  /** It is over, whoever ended it. */
  readonly onEnd: () => void
}

/** So many words may wait for a reader who is slow; what comes then is gathered. */
const mostWaiting = 16

/** Server-sent events to one reader: the first change at once, those that follow soon together. */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #options: LiveStreamOptions
  readonly #encoder = new TextEncoder()
  readonly #heart: NodeJS.Timeout
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #gathered: Change | undefined
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  constructor(options: LiveStreamOptions) {
    this.#options = options
    this.body = new ReadableStream(
      { start: (controller) => void (this.#controller = controller), cancel: () => this.#over() },
      new CountQueuingStrategy({ highWaterMark: mostWaiting }),
    )
    // As a socket does, it keeps the program alive for as long as somebody listens.
    this.#heart = setInterval(() => this.#isSlow || this.#send(':\n\n'), Math.min(options.heartbeat, longestTimer))
    // A reader that lost the connection comes again after so long.
    this.#send('retry: 3000\n\n')
  }

  tell(change: Change): void {
    this.#gathered = bothChanges(this.#gathered, change)
    if (this.#timer === undefined) this.#flush()
  }

  say(event: string, data: unknown): void {
    this.#send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  end(): void {
    if (this.#isOver) return
    this.#over()
    this.#controller.close()
  }

  #flush(): void {
    this.#timer = undefined
    const change = this.#gathered
    if (change === undefined || this.#isOver) return
    if (!this.#isSlow) {
      this.#gathered = undefined
      this.say('changed', change)
    }
    this.#timer = setTimeout(() => this.#flush(), Math.min(this.#options.pause, longestTimer)).unref()
  }

  get #isSlow(): boolean {
    return (this.#controller.desiredSize ?? 0) <= 0
  }

  #send(text: string): void {
    if (!this.#isOver) this.#controller.enqueue(this.#encoder.encode(text))
  }

  #over(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearInterval(this.#heart)
    clearTimeout(this.#timer)
    this.#options.onEnd()
  }
}
