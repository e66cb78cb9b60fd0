import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises'
import { error } from '../../errors.ts'
import { longestTimer } from '../../flow/duration.ts'
import { retryWhileBusy } from './busy.ts'
import { Connection } from './connection.ts'

/** The time in which one caller alone has the writer connection. */
export interface Turn {
  readonly connection: Connection
  readonly isOver: boolean
  /** `begin immediate`: takes the file's write lock, waiting for other processes without freezing this one. */
  begin(): Promise<void>
  end(): void
}

interface Waiting {
  readonly resolve: () => void
  readonly timer: NodeJS.Timeout | undefined
}

/** The one connection that writes, behind a queue: first come, first served. */
export class Writer {
  readonly #file: string
  readonly #busyLimit: number
  readonly #waiting: Waiting[] = []
  #connection: Connection | undefined
  #isTaken = false
  #isClosed = false
  #busySince = 0

  constructor(file: string, busyLimit: number) {
    this.#file = file
    this.#busyLimit = busyLimit
  }

  async take(): Promise<Turn> {
    if (this.#isClosed) throw error('STORE_CLOSED')
    const since = performance.now()
    await this.#wait(this.#busyLimit)
    try {
      const connection = (this.#connection ??= await this.#retry(() => new Connection(this.#file, 'write'), since))
      return this.#turn(connection, since)
    } catch (cause) {
      this.#pass()
      throw cause
    }
  }

  /**
   * Another number whenever somebody else has written to the file: what this connection writes does not count. Undefined
   * while it cannot be told.
   */
  get version(): unknown {
    if (this.#isClosed) return undefined
    try {
      this.#connection ??= new Connection(this.#file, 'write')
      return this.#connection.all('pragma data_version')[0]?.['data_version']
    } catch {
      return undefined // another program recovers the file; the next look tells
    }
  }

  /** Closes after the turns that were asked for before. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#wait()
    this.#connection?.close()
    this.#connection = undefined
    this.#pass()
  }

  /** Like `retryWhileBusy`, with this store's patience. */
  #retry<T>(action: () => T, since: number): Promise<T> {
    return retryWhileBusy(action, since, this.#busyLimit)
  }

  #turn(connection: Connection, since: number): Turn {
    let isOver = false
    return {
      connection,
      get isOver() {
        return isOver
      },
      begin: () => this.#retry(() => connection.run('begin immediate'), since),
      end: () => {
        if (isOver) return
        isOver = true
        this.#pass()
      },
    }
  }

  // Who waits for ever waits for itself, in all likelihood: inside of a transaction that it forgot to hand in.
  #wait(limit?: number): Promise<void> | undefined {
    if (!this.#isTaken) {
      this.#isTaken = true
      this.#busySince = performance.now()
      return undefined
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(error('STORE_BUSY', { seconds: limit! / 1000 }))
      }
      const waiting = {
        resolve,
        timer: limit === undefined ? undefined : setTimeout(giveUp, Math.min(limit, longestTimer)),
      }
      this.#waiting.push(waiting)
    })
  }

  #pass(): void {
    const next = this.#waiting.shift()
    // Whose turn it is does not give up any more, or the turn would be nobody's.
    clearTimeout(next?.timer)
    if (next === undefined) this.#isTaken = false
    else void this.#breathe().then(next.resolve)
  }

  // Between two turns timers and sockets have theirs; and now and then the lock stays free for a moment, because other
  // processes that wait for it would otherwise hardly ever find it free.
  async #breathe(): Promise<void> {
    const isDue = performance.now() - this.#busySince >= mostWithoutPause
    await (isDue ? sleep(pause) : nextRound())
    if (isDue) this.#busySince = performance.now()
  }
}

const mostWithoutPause = 100
const pause = 4
