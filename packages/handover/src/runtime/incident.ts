import type { Page, PageQuery } from '../storage/store.ts'
import type { Once } from './acting.ts'

/** A delivery that was tried in vain for long, and waits for an operator. */
export interface Incident {
  readonly id: string
  /** What was to be delivered: `job`, `childEnded`, `message`, `signal`, `escalation`, `cancelProcess`, `hook`, `webhook`. */
  readonly kind: string
  /** The process that it is for, when that is known. */
  readonly process: string | null
  readonly payload: unknown
  readonly createdAt: Date
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly error: string
}

export interface Incidents {
  /** Newest first. */
  list(query?: PageQuery & { readonly process?: string }): Promise<Page<Incident>>
  /** Tries it again, from the beginning. Throws INCIDENT_NOT_FOUND. */
  retry(id: string, options?: Once): Promise<void>
  /** Gives it up for good. Throws INCIDENT_NOT_FOUND. */
  drop(id: string, options?: Once): Promise<void>
}
