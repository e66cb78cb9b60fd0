import type { Actor } from '../flow/actor.ts'

/** May cancel processes of the flow, and give and take its tasks. */
export const manageRight = (flow: string): string => `${flow}.manage`
/** May see every process of the flow. */
export const viewRight = (flow: string): string => `${flow}.view`

export const hasRight = (actor: Actor, right: string): boolean => actor.permissions.includes(right)
