import type { Clients } from './clients.ts'
import type { PgListener } from './pg.ts'

export interface Listening {
  readonly heard: (payload: string) => void
  /** It listens from now on: what was said before, or while the connection was away, was not heard. */
  readonly missed: () => void
}

/** In milliseconds. */
const firstPause = 100
const longestPause = 10_000
/** A connection of which nothing comes, not even an end, is found out by asking. */
const askEvery = 30_000
const answerWithin = 10_000

/**
 * Listens on a channel over a connection of its own, which is made anew whenever it is lost, until the answer is called.
 * Neither it nor its timers keep a program alive.
 */
export function listenOn(clients: Clients, channel: string, { heard, missed }: Listening): () => void {
  let isOver = false
  let pause = firstPause
  let client: PgListener | undefined
  let timer: NodeJS.Timeout | undefined

  const lost = (from: PgListener | undefined) => {
    if (isOver || from !== client) return
    client = undefined
    end(from)
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), pause).unref()
    pause = Math.min(2 * pause, longestPause)
  }
  const ask = (of: PgListener) => {
    timer = setTimeout(() => {
      timer = setTimeout(() => lost(of), answerWithin).unref()
      of.query('select 1').then(
        () => {
          clearTimeout(timer)
          if (!isOver && of === client) ask(of)
        },
        () => lost(of),
      )
    }, askEvery).unref()
  }
  const connect = async () => {
    let made: PgListener | undefined
    try {
      made = await clients.makeListener()
      if (isOver) return end(made)
      client = made
      const mine = made
      made.on('error', () => lost(mine))
      made.on('end', () => lost(mine))
      made.on('notification', ({ payload = '' }) => heard(payload))
      await made.connect()
      made.unref?.()
      await made.query(`listen "${channel}"`)
    } catch {
      return lost(made)
    }
    if (isOver) return
    pause = firstPause
    ask(made)
    missed()
  }

  void connect()
  return () => {
    isOver = true
    clearTimeout(timer)
    end(client)
  }
}

const end = (client: PgListener | undefined) => void client?.end().catch(() => {}) // it may be gone already
