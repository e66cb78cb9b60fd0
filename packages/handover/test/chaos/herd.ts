/** Programs that are killed at random, and started again at once. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerPlace } from './server.ts'

export interface HerdOptions {
  /** Where the bundled programs lie, and their logs. */
  readonly folder: string
  readonly place: ServerPlace
  /** The names of the programs, one for each member. */
  readonly members: readonly ('web' | 'worker')[]
}

/** A program that could not begin, since its database was away, is not started again in a tight loop. */
const rest = 200
/** The part of all kills that spares nobody; the others fall on those that work: while they begin, nothing is at risk. */
const beginnersKilled = 0.25
/** In milliseconds: how long the first programs may take to begin. */
const patience = 60_000

export class Herd {
  /** How many were killed. */
  kills = 0
  /** How many were started again. */
  restarts = 0
  /** How many ended by themselves: while the database was away they may. */
  gaveUp = 0
  /** Milliseconds from the start of a program to its word that it works. */
  readonly startTimes: number[] = []
  readonly #options: HerdOptions
  readonly #running = new Map<number, ChildProcess>()
  readonly #ends = new Set<Promise<void>>()
  /** Those that have said so since they were started last, and those that ever did. */
  readonly #working = new Set<number>()
  readonly #ready = new Set<number>()
  #isOn = true

  constructor(options: HerdOptions) {
    this.#options = options
    process.once('exit', this.#abandon) // whoever started it was interrupted
    for (const member of options.members.keys()) this.#start(member)
  }

  /** Answers when each member has worked for a moment. */
  async untilReady(): Promise<void> {
    const last = performance.now() + patience
    while (this.#ready.size < this.#options.members.length) {
      if (performance.now() > last) throw new Error(`Not all servers began; their logs lie in ${this.#options.folder}.`)
      await sleep(50)
    }
  }

  /** `draw` answers a number from 0 to 1. */
  kill(draw: () => number): void {
    const members = draw() < beginnersKilled ? [...this.#running.keys()] : [...this.#working]
    if (members.length === 0) return
    this.kills++
    this.#running.get(members[Math.floor(draw() * members.length)]!)!.kill('SIGKILL')
  }

  /** Kills all, and answers when all are gone. */
  async end(): Promise<void> {
    this.#abandon()
    process.off('exit', this.#abandon)
    await Promise.all(this.#ends)
  }

  readonly #abandon = (): void => {
    this.#isOn = false
    for (const child of this.#running.values()) child.kill('SIGKILL')
  }

  #start(member: number): void {
    const { folder, place, members } = this.#options
    const name = members[member]!
    const begin = performance.now()
    const log = openSync(join(folder, `${name}-${member}.log`), 'a')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(folder, `${name}.mjs`)], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
        HANDOVER_CHAOS: JSON.stringify(place),
      },
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    this.#running.set(member, child)
    child.once('message', () => {
      this.#working.add(member)
      this.#ready.add(member)
      this.startTimes.push(performance.now() - begin)
    })
    const end = new Promise<void>((resolve) => {
      child.once('exit', (_, signal) => {
        this.#running.delete(member)
        this.#working.delete(member)
        void this.#again(member, signal).then(resolve)
      })
    })
    this.#ends.add(end)
    void end.then(() => this.#ends.delete(end))
  }

  async #again(member: number, signal: NodeJS.Signals | null): Promise<void> {
    if (signal === null && this.#isOn) {
      this.gaveUp++
      await sleep(rest)
    }
    if (!this.#isOn) return
    this.restarts++
    this.#start(member)
  }
}
