import { AsyncLocalStorage } from 'node:async_hooks'

/** What a loop does, and how it finds it. */
export interface Work<Item> {
  /** What is due now, in the order in which it is to begin; what is under way may be among it. */
  look(limit: number): Promise<readonly Item[]>
  idOf(item: Item): string
  /** What has the same turn is done one after the other. */
  turnOf(item: Item): string
  /** Does one. Throws when it could not, and left it as it was: then the loop rests a little. */
  carryOut(item: Item): Promise<void>
  /**
   * What was found is this server's alone: what cannot begin yet waits here, and what could not be done, or does not
   * begin any more, is given back. Without it, all that is not under way is looked for again.
   */
  giveBack?(items: readonly Item[]): Promise<void>
}

export interface Pace {
  readonly now: () => Date
  /** Hears of a failure of the store; it is tried again after a rest. */
  readonly onFailure: (failure: unknown) => void
  /** Hears that work is done again after a failure. */
  readonly onRecovery?: () => void
  /** How much is done at once; 8 by default. */
  readonly most?: number
  /** How much that is this server's alone waits here beyond that; as much again by default. */
  readonly ahead?: number
  /** In milliseconds: how long nothing is looked for when nothing was said to come. A second by default. */
  readonly poll?: number
}

/** So much more than there is room for is read at once. */
const ahead = 50

/**
 * Does what falls due: looks for it when told to, at the moments that it was told of, and every so often, since
 * transactions of others, and crashes, leave work without a word. Its timers keep no program alive.
 */
export class WorkLoop<Item> {
  readonly #work: Work<Item>
  readonly #pace: Required<Pace>
  /** Something has failed, and nothing was done since. */
  #isTroubled = false
  /** Whoever tells it may stand inside an action; what it does does not. */
  readonly #outside = AsyncLocalStorage.snapshot()
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #turns = new Set<string>()
  /** This server's, in the order in which they are to begin. */
  #waiting: Item[] = []
  /** What has ended while it looked: what it found may be what was before that. */
  #ended = new Set<string>()
  #moves = 0
  #looking: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  /** The earliest moment that it was told of, as milliseconds since 1970. */
  #known = Infinity
  #isOn = false
  #isKicked = false
  /** Something was due that could not begin yet. */
  #isMore = false
  /** Why it rests; undefined while it does not. */
  #failure: { readonly cause: unknown; readonly isOfLook: boolean } | undefined

  constructor(work: Work<Item>, pace: Pace) {
    this.#work = work
    const most = pace.most ?? 8
    this.#pace = { most, ahead: most, poll: 1000, onRecovery: () => {}, ...pace }
  }

  start(): void {
    this.#isOn = true
    this.kick()
  }

  /** Looks at once. */
  kick(): void {
    if (!this.#isOn || this.#failure !== undefined) return
    if (this.#looking !== undefined) this.#isKicked = true
    else this.#looking = this.#outside(() => this.#rounds())
  }

  /** Something will be due at this ISO time. */
  expect(moment: string): void {
    const time = Date.parse(moment)
    if (!this.#isOn || time >= this.#known) return
    this.#known = time
    if (this.#looking === undefined && this.#failure === undefined) this.#sleep()
  }

  /** This server's already: no need to look for it. */
  push(items: readonly Item[]): void {
    if (!this.#isOn) return void this.#work.giveBack?.(items).catch(() => {}) // the claim ends by itself
    this.#waiting.push(...items)
    // What the caller still does at once comes first.
    this.#outside(() =>
      setImmediate(() => {
        if (this.#failure === undefined) this.#beginWaiting()
      }),
    )
  }

  /** All that is waiting or under way here. */
  get ids(): readonly string[] {
    return [...this.#underWay.keys(), ...this.#waiting.map((item) => this.#work.idOf(item))]
  }
  get waiting(): readonly Item[] {
    return this.#waiting
  }

  /** Counts each beginning and each end. */
  get moves(): number {
    return this.#moves
  }

  /** Answers when nothing that could begin is due or under way. */
  async idle(): Promise<void> {
    for (;;) {
      this.kick()
      while (this.#looking !== undefined) await this.#looking
      if (this.#failure?.isOfLook === true) throw this.#failure.cause
      if (this.#failure !== undefined) await this.#recover()
      else if (this.#underWay.size > 0) await Promise.race(this.#underWay.values())
      else if (this.#waiting.length === 0) return
    }
  }

  /** Begins nothing more; answers when what is under way has ended. */
  async stop(): Promise<void> {
    this.#isOn = false
    clearTimeout(this.#timer)
    await this.#looking
    await this.#giveBack(this.#waiting.splice(0))
    await Promise.all(this.#underWay.values())
  }

  async #rounds(): Promise<void> {
    clearTimeout(this.#timer)
    // What the caller still does at once comes first, and several words are one.
    await new Promise(setImmediate)
    do {
      this.#isKicked = false
      await this.#round().catch((cause: unknown) => this.#rest({ cause, isOfLook: true }))
    } while (this.#isKicked && this.#isOn && this.#failure === undefined)
    this.#looking = undefined
    this.#sleep()
  }

  async #round(): Promise<void> {
    this.#beginWaiting()
    const isHeld = this.#work.giveBack !== undefined
    const limit = isHeld ? this.#pace.most + this.#pace.ahead - this.#waiting.length : ahead + this.#underWay.size
    this.#isMore = this.#room <= 0 || limit <= 0
    if (this.#isMore || !this.#isOn) return
    if (this.#pace.now().getTime() >= this.#known) this.#known = Infinity
    this.#ended = new Set()
    const items = await this.#work.look(limit)
    if (items.length === 0) this.#isWell()
    if (items.length >= limit) this.#isMore = true
    if (isHeld) this.#keep(items)
    else this.#beginSome(items)
  }

  #keep(items: readonly Item[]): void {
    const known = new Set(this.ids)
    this.#waiting.push(...items.filter((item) => !known.has(this.#work.idOf(item))))
    this.#beginWaiting()
  }

  #beginWaiting(): void {
    if (!this.#isOn || this.#waiting.length === 0) return
    this.#waiting = this.#waiting.filter((item) => {
      const canBegin = this.#room > 0 && !this.#turns.has(this.#work.turnOf(item))
      if (canBegin) this.#begin(item)
      return !canBegin
    })
  }

  #beginSome(items: readonly Item[]): void {
    for (const item of items) {
      const id = this.#work.idOf(item)
      if (this.#underWay.has(id)) continue
      if (this.#ended.has(id)) {
        this.#isKicked = true
        continue
      }
      if (this.#room > 0 && !this.#turns.has(this.#work.turnOf(item)) && this.#isOn) this.#begin(item)
      else this.#isMore = true
    }
  }

  #begin(item: Item): void {
    const id = this.#work.idOf(item)
    const turn = this.#work.turnOf(item)
    this.#turns.add(turn)
    this.#moves++
    const done = this.#work
      .carryOut(item)
      .then(() => this.#isWell())
      .catch(async (cause: unknown) => {
        await this.#giveBack([item])
        this.#rest({ cause, isOfLook: false })
      })
      .then(() => {
        this.#underWay.delete(id)
        this.#turns.delete(turn)
        this.#ended.add(id)
        this.#moves++
        if (this.#failure === undefined) this.#beginWaiting()
        // Not after each one: what is read once is good for several.
        if (this.#isMore && this.#room >= this.#pace.most / 2) this.kick()
      })
    this.#underWay.set(id, done)
  }

  /** Where that fails too, it comes free when the claim ends. */
  async #giveBack(items: readonly Item[]): Promise<void> {
    if (items.length > 0) await this.#work.giveBack?.(items).catch(() => {})
  }

  get #room(): number {
    return this.#pace.most - this.#underWay.size
  }

  #sleep(): void {
    clearTimeout(this.#timer)
    if (!this.#isOn) return
    const { now, poll } = this.#pace
    const asleep = now().getTime()
    const wait = this.#failure === undefined ? Math.min(poll, Math.max(this.#known - asleep, 1)) : poll
    this.#timer = setTimeout(() => {
      this.#failure = undefined
      // A clock that stands still, as in tests, never reaches the moment: the poll is enough for it.
      if (now().getTime() === asleep) this.#known = Infinity
      this.kick()
    }, wait)
    this.#timer.unref()
  }

  #rest(failure: { readonly cause: unknown; readonly isOfLook: boolean }): void {
    this.#failure = failure
    if (!this.#isTroubled && this.#isOn) this.#pace.onFailure(failure.cause)
    this.#isTroubled = true
    if (this.#looking === undefined) this.#sleep()
  }

  #isWell(): void {
    if (this.#isTroubled && this.#isOn) this.#pace.onRecovery()
    this.#isTroubled = false
  }

  /** Whoever waits until it is idle wants it tried again soon; when the store is away, the next look says so. */
  async #recover(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 50))
    this.#failure = undefined
  }
}
