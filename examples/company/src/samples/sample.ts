import type { Actor, AnyFlow } from 'handover'
import { findUser } from '../users.ts'

/** One thing that somebody does to a sample, so many hours before the samples were brought. */
export interface Step {
  readonly ago: number
  readonly by: Actor
  readonly does: 'assign' | 'complete' | 'unassign' | 'sendBack' | 'cancel' | 'suspend'
  /** Where; null does it to the whole process. */
  readonly node: string | null
  readonly input?: object
  readonly note?: string
}

/** A process as people worked on it: who began it, and what happened since then. */
export interface Sample {
  /** Never changes: by it an interrupted start finds again what it has begun. */
  readonly key: string
  readonly flow: AnyFlow
  readonly ago: number
  readonly by: Actor
  readonly input: object
  readonly steps: readonly Step[]
}

const user = (id: string): Actor => findUser(id)!
export const [ben, priya, anna, maria, jonas, lena] = ['ben', 'priya', 'anna', 'maria', 'jonas', 'lena'].map(user) as [
  Actor,
  Actor,
  Actor,
  Actor,
  Actor,
  Actor,
]

/** Hours of so many days. */
export const days = (count: number, hours = 0): number => count * 24 + hours

interface More {
  readonly input?: object
  readonly note?: string
}
const at =
  (does: Step['does']) =>
  (node: string, by: Actor, ago: number, more: More = {}): Step => ({ does, node, by, ago, ...more })

export const take = at('assign')
export const giveBack = at('unassign')
export const sendBack = at('sendBack')
/** Completes what is already taken. */
export const complete = (node: string, by: Actor, ago: number, input: object = {}): Step => ({
  does: 'complete',
  node,
  by,
  ago,
  input,
})
/** Takes it, and completes it an hour later. */
export const work = (node: string, by: Actor, ago: number, input: object = {}): readonly Step[] => [
  take(node, by, ago + 1),
  complete(node, by, ago, input),
]
export const cancel = (by: Actor, ago: number, note: string): Step => ({ does: 'cancel', node: null, by, ago, note })
export const suspend = (by: Actor, ago: number, note: string): Step => ({ does: 'suspend', node: null, by, ago, note })
