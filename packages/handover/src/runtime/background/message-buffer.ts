import type { Message, Messages, Subscription } from '../../storage/store.ts'
import type { Committed, Services } from '../services.ts'
import { messageLane } from './delivery-of.ts'
import { forgetAnswers } from './forget-answers.ts'
import { give } from './give.ts'
import { handOver } from './hand-over.ts'
import { verdictOn } from './verdict.ts'
import { WorkLoop, type Pace } from './work-loop.ts'

type Match = Awaited<ReturnType<Messages['matches']>>[number]
type Correlation = Pick<Message, 'tenant' | 'name' | 'key'>

/** In milliseconds. What this server commits itself it looks up at once; what others leave is found by the sweep. */
const betweenSweeps = 5000
const betweenCleanings = 60_000
/** How long a pair that could not be brought together is left alone. */
const betweenTries = 30_000

/**
 * Messages that came before anybody waited for them: as soon as a task does, the oldest that has not expired is given to
 * it. Between keeping and waiting nothing gets lost, since each side looks for the other after its own commit.
 */
export class MessageBuffer {
  readonly #services: Services
  readonly #loop: WorkLoop<Match>
  readonly #asked = new Map<string, Correlation>()
  /** Pairs that do not come together, with the time until which they are left alone. */
  readonly #apart = new Map<string, number>()
  #cleanedAt = -Infinity

  constructor(services: Services, pace: Pace) {
    this.#services = services
    const work = {
      look: (limit: number) => this.#look(limit),
      idOf: ({ message }: Match) => message.id,
      turnOf: ({ message: { tenant, name, key } }: Match) => messageLane(tenant, name, key),
      carryOut: (match: Match) => this.#bringTogether(match),
    }
    this.#loop = new WorkLoop(work, { ...pace, poll: betweenSweeps, most: 4 })
  }

  start(): void {
    this.#loop.start()
  }
  idle(): Promise<void> {
    return this.#loop.idle()
  }
  get moves(): number {
    return this.#loop.moves
  }
  stop(): Promise<void> {
    return this.#loop.stop()
  }

  /** Looks whether a message is kept for those who wait for this name and key. */
  ask(of: Correlation): void {
    this.#asked.set(messageLane(of.tenant, of.name, of.key), of)
    this.#loop.kick()
  }

  /** Tasks that have begun to wait for a message, or may go on again. */
  afterCommit({ moved }: Committed): void {
    for (const { before, after, events } of moved) {
      const isResumed = events.some(({ type }) => type === 'process.resumed')
      if (isResumed) this.#apart.clear()
      for (const { id, waits, finishedAt } of after.tasks) {
        const message = waits?.message
        if (message === undefined || finishedAt !== null) continue
        const waited = before?.tasks.find((task) => task.id === id)?.waits?.message
        if (isResumed || waited?.name !== message.name || waited.key !== message.key)
          this.ask({ tenant: after.process.tenant, name: message.name, key: message.key })
      }
    }
  }

  /** Gives what is kept for them to those who wait, oldest first; answers with how many of them were served. */
  async giveOlder(of: Correlation, waiting: readonly Subscription[]): Promise<number> {
    const kept = await this.#services.store.messages.kept({ ...of, now: this.#services.now() })
    const pairs = kept.slice(0, waiting.length).map((message, n) => ({ message, subscription: waiting[n]! }))
    for (const pair of pairs) await this.#bringTogether(pair)
    return pairs.length
  }

  async #look(limit: number): Promise<readonly Match[]> {
    const { store, now } = this.#services
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    await this.#clean()
    const matches =
      asked.length > 0
        ? (await Promise.all(asked.map((of) => this.#matchesOf(of)))).flat()
        : await store.messages.matches(now(), limit)
    return matches.filter((match) => !this.#areApart(match))
  }

  async #matchesOf(of: Correlation): Promise<readonly Match[]> {
    const { messages } = this.#services.store
    const kept = await messages.kept({ ...of, now: this.#services.now() })
    if (kept.length === 0) return []
    const waiting = await messages.subscriptions({ ...of, kind: 'message' })
    return kept.slice(0, waiting.length).map((message, n) => ({ message, subscription: waiting[n]! }))
  }

  async #bringTogether(match: Match): Promise<void> {
    const { message, subscription } = match
    const { id, tenant, name, key, payload: input } = message
    const { task, process } = subscription
    const trigger = { task, cause: 'message', name, key, input } as const
    try {
      await give(this.#services, trigger, { message: id })
    } catch (failure) {
      const verdict = verdictOn(failure)
      if (verdict === 'rest' || verdict === 'later') throw failure
      if (verdict === 'taken') return
      this.#apart.set(pairOf(match), Date.now() + betweenTries)
      if (verdict === 'drop' || verdict === 'hold') return
      const row = { kind: 'trigger', payload: trigger, tenant, process, failure } as const
      await handOver(this.#services, row, { takes: { message: id } })
    }
  }

  #areApart(match: Match): boolean {
    return (this.#apart.get(pairOf(match)) ?? 0) > Date.now()
  }

  async #clean(): Promise<void> {
    const now = this.#services.now()
    if (now.getTime() - this.#cleanedAt < betweenCleanings) return
    this.#cleanedAt = now.getTime()
    for (const [pair, until] of this.#apart) if (until <= Date.now()) this.#apart.delete(pair)
    await this.#services.store.messages.expire(now)
    await forgetAnswers(this.#services)
  }
}

const pairOf = ({ message, subscription }: Match) => `${message.id} ${subscription.task}`
