/**
 * Lets commands meet in every order in which their calls to the store can follow one another: each call waits until it
 * is let go, one at a time, and every choice is tried. No clock is looked at: a call that has to wait for a lock is known
 * by who holds it, and one that goes past a lock that is held is found out.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { isHandoverError } from 'handover'
import type { Around, StoreCall } from '../../watched-store.ts'
import { Locks, type Answer, type LockOf } from './locks.ts'

export interface Actor {
  readonly name: string
  act(): Promise<unknown>
}

export interface Played {
  /** Of each actor, in their order: `ok`, or the code of the refusal. */
  readonly outcomes: readonly string[]
  /** Which calls were let go, in their order. */
  readonly trace: readonly string[]
}

interface Waiting {
  readonly actor: number
  readonly call: StoreCall
  /** Lets it go. */
  readonly release: () => Promise<Answer>
}
interface Blocked extends Waiting {
  readonly lock: string
  readonly answer: Promise<Answer>
  isAnswered: boolean
}

export class Explorer {
  readonly #inside = new AsyncLocalStorage<number>()
  #waiting: Waiting[] = []
  #locks = new Locks()
  /** It has come to nothing: whoever still waits is let go, so that all can be closed. */
  #isOver = false

  /** Between the commands and the store. */
  readonly around: Around = (call, run) => {
    const actor = this.#inside.getStore()
    // A unit that holds nothing has nothing to undo: that is no choice.
    const isIdle = call.name === 'rollback' && (this.#locks.isOver(call.unit!) || !call.unit!.isBegun)
    if (actor === undefined || isIdle || this.#isOver) return run()
    return new Promise((resolve, reject) => {
      const release = () => {
        const running = run()
        running.then(resolve, reject)
        return running.then(
          (value) => ({ isFailure: false, value }),
          (value: unknown) => ({ isFailure: true, value }),
        )
      }
      this.#waiting.push({ actor, call, release })
    })
  }

  /** Plays all schedules, depth first; `begin` sets the scene for each, `after` looks at what came of it. Says how many. */
  async explore(
    lockOf: LockOf,
    begin: () => Promise<readonly Actor[]>,
    after: (played: Played) => Promise<void>,
  ): Promise<number> {
    let prefix: readonly number[] = []
    for (let schedules = 1; ; schedules++) {
      const choices: Choice[] = []
      await after(
        await this.#play(await begin(), lockOf, (count) => {
          const taken = prefix[choices.length] ?? 0
          choices.push({ taken, count })
          return taken
        }),
      )
      const last = choices.findLastIndex(({ taken, count }) => taken + 1 < count)
      if (last < 0) return schedules
      prefix = [...choices.slice(0, last).map(({ taken }) => taken), choices[last]!.taken + 1]
    }
  }

  async #play(actors: readonly Actor[], lockOf: LockOf, choose: (count: number) => number): Promise<Played> {
    try {
      return await this.#playOn(actors, lockOf, choose)
    } catch (failure) {
      this.#isOver = true
      for (const { release } of this.#waiting.splice(0)) void release()
      throw failure
    }
  }

  async #playOn(actors: readonly Actor[], lockOf: LockOf, choose: (count: number) => number): Promise<Played> {
    this.#waiting = []
    this.#locks = new Locks()
    this.#isOver = false
    const trace: string[] = []
    let blocked: Blocked[] = []
    const outcomes = actors.map((actor, place) => this.#inside.run(place, () => outcomeOf(actor.act())))
    for (const outcome of outcomes) outcome.catch(() => {}) // heard below, when all have ended
    await quiet()
    while (this.#waiting.length + blocked.length > 0) {
      if (this.#waiting.length === 0) throw new Error(`Nobody can go on: ${trace.join(', ')}`)
      this.#waiting.sort((one, other) => one.actor - other.actor)
      const [next] = this.#waiting.splice(choose(this.#waiting.length), 1)
      const lock = lockOf(next!.call)
      trace.push(`${actors[next!.actor]!.name} ${next!.call.name}`)
      if (this.#locks.isHeldByOther(lock, next!.call.unit)) blocked.push(blockedAt(next!, lock!))
      else blocked = await this.#letGo(next!, lock, blocked)
      await quiet()
      const past = blocked.find(({ isAnswered }) => isAnswered)
      if (past !== undefined) throw new Error(`${past.call.name} went past a lock that is held: ${trace.join(', ')}`)
    }
    return { outcomes: await Promise.all(outcomes), trace }
  }

  /** Waits for its answer; when it frees a lock, the next of those who wait for that has it. */
  async #letGo(next: Waiting, lock: string | undefined, blocked: Blocked[]): Promise<Blocked[]> {
    const freed = this.#locks.answered(next.call, lock, await next.release())
    let left = blocked
    for (const each of freed) {
      for (let isFree = true; isFree && left.some((waits) => waits.lock === each);) {
        const served = await Promise.race(
          left.filter((waits) => waits.lock === each).map(async (waits) => ({ waits, answer: await waits.answer })),
        )
        left = left.filter((waits) => waits !== served.waits)
        isFree =
          this.#locks.answered(served.waits.call, each, served.answer).length > 0 ||
          served.waits.call.unit === undefined
      }
    }
    return left
  }
}

interface Choice {
  readonly taken: number
  readonly count: number
}

function blockedAt(waiting: Waiting, lock: string): Blocked {
  const answer = waiting.release()
  const blocked: Blocked = { ...waiting, lock, answer, isAnswered: false }
  void answer.then(() => (blocked.isAnswered = true))
  return blocked
}

/** Until all has been done that needs no further answer from the store. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
}

async function outcomeOf(acting: Promise<unknown>): Promise<string> {
  try {
    await acting
    return 'ok'
  } catch (failure) {
    if (isHandoverError(failure)) return failure.code
    throw failure
  }
}
