/**
 * An audience as rows: one entry for each way to belong to it. Lists read the rows in SQL, the door compares the same
 * entries here, so what a list shows and what the door lets in cannot differ.
 */
import type { Actor, Audience } from '../flow/actor.ts'

const everyone = 'everyone'
const excepted = (user: string) => `except:${user}`

/** The rows that stand for an audience. */
export function entriesOfAudience(audience: Audience): readonly string[] {
  const named = [
    ...(audience.permissions ?? []).map((name) => `permission:${name}`),
    ...(audience.groups ?? []).map((name) => `group:${name}`),
    ...(audience.users ?? []).map((id) => `user:${id}`),
  ]
  return [...new Set([...(named.length > 0 ? named : [everyone]), ...(audience.except ?? []).map(excepted)])]
}

/** The rows that let an actor in. */
export function entriesOfActor(actor: Actor): readonly string[] {
  return [
    everyone,
    `user:${actor.id}`,
    ...actor.permissions.map((name) => `permission:${name}`),
    ...(actor.groups ?? []).map((name) => `group:${name}`),
  ]
}

/** The row that keeps an actor out, whatever else lets it in. */
export const exceptionOf = (actor: Actor): string => excepted(actor.id)

export function isExcepted(actor: Pick<Actor, 'id'>, audience: Audience | null): boolean {
  return audience?.except?.includes(actor.id) ?? false
}

/** Whether the actor belongs to the audience. A task without one is nobody's to take. */
export function isOffered(actor: Actor, audience: Audience | null): boolean {
  if (audience === null || isExcepted(actor, audience)) return false
  const lets = new Set(entriesOfAudience(audience))
  return entriesOfActor(actor).some((entry) => lets.has(entry))
}

/** An audience in words, for messages. */
export function inWords(audience: Audience): string {
  const words = [
    ...(audience.permissions ?? []).map((name) => `those with the right '${name}'`),
    ...(audience.groups ?? []).map((name) => `the group '${name}'`),
    ...(audience.users ?? []).map((id) => `'${id}'`),
  ]
  return words.length > 0 ? words.join(', ') : 'everyone'
}
