import type { CompiledQuery } from 'kysely'
import { error } from '../../errors.ts'
import type { Row } from '../sql/columns.ts'
import { retryWhileBusy } from './busy.ts'
import { Connection } from './connection.ts'
import { translate } from './errors.ts'

/** The connection that pages read with: in WAL mode it sees the last commit, and waits for nobody. */
export class ReadConnection {
  readonly #file: string
  #connection: Connection | undefined
  #isClosed = false

  constructor(file: string) {
    this.#file = file
  }

  all({ sql, parameters }: CompiledQuery): Promise<readonly Row[]> {
    return this.use((connection) => connection.all(sql, parameters))
  }

  /** Even a reader finds the file busy, in the moment in which another process recovers or closes it. */
  async use<T>(body: (connection: Connection) => T): Promise<T> {
    try {
      return await retryWhileBusy(() => body(this.#open()))
    } catch (cause) {
      throw translate(cause, this.#file)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#connection?.close()
    this.#connection = undefined
  }

  #open(): Connection {
    if (this.#isClosed) throw error('STORE_CLOSED')
    return (this.#connection ??= new Connection(this.#file, 'read'))
  }
}
