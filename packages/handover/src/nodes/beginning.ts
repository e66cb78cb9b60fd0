/** How a process begins with something from outside: a function fills the first data from what came. */
import type { z } from 'zod'
import type { Actor } from '../flow/actor.ts'
import { ask, go, type Move } from '../flow/move.ts'
import type { Tx } from '../flow/visit.ts'

/** What the function that fills the first data sees besides what came: there is no process yet. */
export interface Beginning {
  readonly process: {
    readonly id: string
    readonly number: number
    /** The application's record that the process will be about; set it when there is one. */
    artifact: { readonly type: string; readonly id: string } | null
  }
  /** The transaction that the start commits with. */
  readonly tx: Tx
  /** Who starts; null when nobody does. */
  readonly actor: Actor | null
}

/** The first data is what `fill` answers, whole. */
export const begin = (value: unknown, fill: (input: any, visit: any) => unknown, schema?: z.ZodType): Move =>
  ask(
    {
      about: 'input',
      input: schema === undefined ? { value } : { value, schema },
      call: (visit, input) => fill(schema === undefined ? value : input, visit),
      begins: true,
      writes: true,
    },
    () => go(),
  )
