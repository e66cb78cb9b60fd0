import { entriesOfActor } from '../access/audience.ts'
import { seesFlow } from '../access/sight.ts'
import type { Actor } from '../flow/actor.ts'
import type { HeardNotice, ProgressNotice } from '../storage/store.ts'

/** What a notice says to one who watches, and may know. */
export interface Change {
  /** The actor's inbox, queue or archive may show something else. */
  readonly lists: boolean
  /** Lists of processes, boards, and what needs attention, as far as the actor sees them, may show something else. */
  readonly overviews: boolean
  /** Those of the watched that have changed. */
  readonly processes: readonly string[]
  /** How far jobs of the watched are. */
  readonly progress: readonly ProgressNotice[]
}

export interface Watching {
  readonly actor: Actor
  /** The processes that the actor sees and watches. */
  readonly processes: ReadonlySet<string>
}

/** Undefined when it says nothing to this one. */
export function heardBy(notice: HeardNotice, { actor, processes }: Watching): Change | undefined {
  if (notice === 'everything') return { lists: true, overviews: true, processes: [...processes], progress: [] }
  const entries = new Set(entriesOfActor(actor))
  const lists = notice.audience.some((entry) => entries.has(entry))
  const overviews = lists || notice.flows.some((flow) => seesFlow(actor, flow))
  const changed = notice.processes.filter((id) => processes.has(id))
  const progress = notice.progress.filter(({ process }) => processes.has(process))
  if (!overviews && changed.length === 0 && progress.length === 0) return undefined
  return { lists, overviews, processes: changed, progress }
}

/** Two changes as one; of the progress of a job only what was said last. */
export function bothChanges(one: Change | undefined, other: Change): Change {
  if (one === undefined) return other
  const last = new Map([...one.progress, ...other.progress].map((each) => [each.task, each]))
  return {
    lists: one.lists || other.lists,
    overviews: one.overviews || other.overviews,
    processes: [...new Set([...one.processes, ...other.processes])],
    progress: [...last.values()],
  }
}
