/** `item`: the kinds for a branch whose items look like a schema, so that functions know what they work on. */
import type { z } from 'zod'
import type { NodeBuilder } from '../flow/node-builder.ts'
import type { WorkKinds } from './index.ts'

export interface ItemKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** The same kinds with `visit.task.item` typed; items that do not fit are refused before the task comes to be. */
  item<I extends z.ZodType>(schema: I): WorkKinds<S, Data, z.output<I>>
}

/** The kinds, each with what its items look like. */
export const itemOf =
  (kinds: Record<string, (...options: any[]) => NodeBuilder>) =>
  (schema: z.ZodType): Record<string, (...options: any[]) => NodeBuilder> =>
    Object.fromEntries(
      Object.entries(kinds).map(([name, make]) => [name, (...options: any[]) => make(...options).item(schema)]),
    )
