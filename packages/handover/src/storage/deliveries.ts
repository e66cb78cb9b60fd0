/** What leaves processes: the rows of the outbox, and who has which of them. */
import type { Json } from '../engine/snapshot.ts'
import type { Page, PageQuery } from './pages.ts'

/**
 * A row of the outbox: written with the commit of what causes it, delivered after that, gone with the commit of what it
 * causes.
 */
export interface Delivery {
  readonly id: string
  readonly tenant: string
  /** `job`, `childEnded`, `message`, `signal`, `escalation`, `cancelProcess`, `trigger`, `start`, `hook`, `webhook`. */
  readonly kind: string
  /** The process that it is for, when that is known: it is held back while that is suspended. */
  readonly process: string | null
  /** Those of one lane are delivered one after the other, in the order of their ids; null for those that need no order. */
  readonly lane: string | null
  readonly payload: Json
  readonly createdAt: string
  /** Not before. */
  readonly dueAt: string
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly error: string | null
  /** Was tried in vain for long: an incident, which waits for an operator. */
  readonly isDead: boolean
  /** At a job: of those with the same name only so many run at once, wherever they run; null without a limit. */
  readonly limit: string | null
  /** Which server has it under way, and until when it is believed to be alive. */
  readonly claimedBy: string | null
  readonly claimedUntil: string | null
  /** At a job that runs: how far it is, as its body said last. */
  readonly progress: Json
}

/** Who takes what is due for itself, for how long, and how much of it. */
export interface Claim {
  readonly by: string
  readonly now: Date
  /** From then on others may take what was not renewed. */
  readonly until: Date
  readonly limit: number
}

/** Of the jobs with this limit, only so many may be claimed at once. */
export interface JobLimit {
  readonly name: string
  readonly most: number
}

export interface Outbox {
  /**
   * Those that are due and that nobody has, longest first; without the dead, without those for a suspended process, and
   * without those whose lane has an older one that is not dead.
   */
  due(now: Date, limit: number, sort: DeliverySort): Promise<readonly Delivery[]>
  /** When the next of those that nobody has will be due; null when there is none. */
  nextAt(): Promise<Date | null>
  /**
   * Takes of those that `due` gives what others do not take at the same moment; nobody else gets them until the claim
   * ends. Jobs with a limit are left alone as soon as that many of it are claimed; limits that are not named do not hold.
   */
  claim(claim: Claim, sort: DeliverySort, limits?: readonly JobLimit[]): Promise<readonly Delivery[]>
  /** Whoever has these keeps them for longer. Answers with those that are still the caller's. */
  renew(claim: Pick<Claim, 'by' | 'until'>, ids: readonly string[]): Promise<readonly string[]>
  /** Whoever has this one says how far it is. */
  tell(by: string, id: string, progress: Json): Promise<void>
  /** How far those of these are that have said so, by their ids. */
  progress(ids: readonly string[]): Promise<ReadonlyMap<string, Json>>
  /** Whoever has these gives them back, as they were. */
  giveBack(by: string, ids: readonly string[]): Promise<void>
  /** After an attempt that failed, or to hold it back; nobody has it then. */
  change(id: string, change: Pick<Delivery, 'attempts' | 'dueAt' | 'error' | 'isDead'>): Promise<void>
  /** In one transaction: the row goes, and these come. Throws `ALREADY_TAKEN` when it is not there any more. */
  replace(id: string, deliveries: readonly Delivery[]): Promise<void>
  /** One row, dead or not. */
  get(id: string): Promise<Delivery | undefined>
  /** Incidents, newest first. */
  dead(page: PageQuery & { readonly tenant: string; readonly process?: string }): Promise<Page<Delivery>>
}

/** Jobs wait until a worker is free, and must not stand in the way of the others. */
export type DeliverySort = 'jobs' | 'others'
