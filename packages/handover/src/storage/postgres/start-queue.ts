import { isHandoverError } from '../../errors.ts'
import type { Clients } from './clients.ts'
import type { Statement } from './wire.ts'

/** Two keep the server busy while one is on its way; what comes meanwhile leaves with the next. */
const mostFlushes = 2
/** Bounds how long the first of a group waits for the last. */
const mostTogether = 32

interface Waiting {
  readonly statement: Statement
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

/**
 * Starts that come while others are on their way leave together: one packet, one transaction, one commit. Each is still
 * answered only when it is durable, and none takes another with it: a group in which one fails is undone, and each of
 * it is sent by itself. A start locks nothing, so nobody can wait for anybody within a group.
 */
export class StartQueue {
  readonly #clients: Clients
  readonly #waiting: Waiting[] = []
  #flushes = 0

  constructor(clients: Clients) {
    this.#clients = clients
  }

  /** Answers when the statement is committed. */
  send(statement: Statement): Promise<void> {
    // Statement by statement, a group would take more round trips than its members alone.
    if (!this.#clients.isPipelined) return this.#sendAlone(statement)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statement, resolve, reject })
      this.#pump()
    })
  }

  #pump(): void {
    while (this.#flushes < mostFlushes && this.#waiting.length > 0) {
      this.#flushes++
      void this.#flush(this.#waiting.splice(0, mostTogether)).finally(() => {
        this.#flushes--
        this.#pump()
      })
    }
  }

  async #flush(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1) {
      try {
        await this.#sendTogether(group.map(({ statement }) => statement))
        for (const { resolve } of group) resolve()
        return
      } catch (cause) {
        // A connection that broke may have committed before: sent again, a start would meet itself.
        if (isHandoverError(cause) && cause.code === 'STORE_UNREACHABLE') {
          for (const { reject } of group) reject(cause)
          return
        }
      }
    }
    await Promise.all(group.map(({ statement, resolve, reject }) => this.#sendAlone(statement).then(resolve, reject)))
  }

  async #sendTogether(statements: readonly Statement[]): Promise<void> {
    const begin = { text: 'begin isolation level read committed' }
    await this.#clients.using((wire) => wire.send([begin, ...statements, { text: 'commit' }]))
  }

  async #sendAlone(statement: Statement): Promise<void> {
    await this.#clients.send([statement])
  }
}
