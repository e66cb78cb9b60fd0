import type { Actor } from '../flow/actor.ts'
import type { MaybePromise } from '../flow/visit.ts'
import type { Person } from './wire.ts'

/** The application's own directory of users. */
export interface Users {
  /** Those whose name or id contains the text, as far as the actor may know them. */
  search(text: string, by: Actor): MaybePromise<readonly Person[]>
  get(id: string): MaybePromise<Person | undefined>
}

/** Gives people the names that rows lack. Each is looked up once for an answer. */
export interface People {
  of(person: Person | null): Promise<Person | null>
}

export function peopleFrom(users: Users | undefined): People {
  const known = new Map<string, Promise<Person>>()
  const find = async ({ id, name }: Person): Promise<Person> => ({ id, name: (await users?.get(id))?.name ?? name })
  return {
    async of(person) {
      if (person === null) return null
      if (person.name !== person.id) return { id: person.id, name: person.name }
      if (!known.has(person.id)) known.set(person.id, find(person))
      return known.get(person.id)!
    },
  }
}
