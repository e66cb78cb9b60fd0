/** How routes describe themselves: the pieces that all of them are made of. */
import { z } from '@hono/zod-openapi'
import type { Asking } from '../asking.ts'
import { meanings, type ProblemStatus } from '../problem.ts'
import { Problem } from '../wire.ts'

/** What every handler finds in its context. */
export interface Env {
  Bindings: { readonly asking: Asking }
}

export const mostPerPage = 200
/** Counts stop here; the runtime counts no further either. */
export const most = 1000

/** A part of every list's query. */
export const page = {
  limit: z.coerce.number().int().min(1).max(mostPerPage).optional().meta({ description: '25 by default.' }),
  cursor: z.string().optional().meta({ description: '`next` of the page before.' }),
}
export const idParam = z.object({ id: z.uuid() })

/** Every write may be repeated. */
export const writeHeaders = z.object({
  'Idempotency-Key': z.string().min(1).max(200).optional().meta({
    description:
      "A key of the sender's for this one request, such as a random UUID: who sends the same again with it gets the first answer, and nothing happens twice. Kept for 7 days, each actor's apart.",
  }),
})

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
/** The answer to a write. */
export const answer = <T extends z.ZodType>(schema: T, description: string) => ({
  ...json(schema, description),
  headers: z.object({
    'Idempotency-Replayed': z
      .literal('true')
      .optional()
      .meta({ description: 'The request was answered before; this is that answer, and nothing has happened now.' }),
  }),
})
export const body = <T extends z.ZodType>(schema: T) => ({
  content: { 'application/json': { schema } },
  required: true,
})

/** The refusals of a route; those that every route has need not be named. */
export function problems<S extends ProblemStatus>(...statuses: readonly S[]): Record<S | Everywhere, ProblemAnswer> {
  return Object.fromEntries([...statuses, ...everywhere].map((status) => [status, problemAnswer(status)])) as never
}
const everywhere = [401, 500, 503] as const
type Everywhere = (typeof everywhere)[number]

interface ProblemAnswer {
  readonly description: string
  readonly content: { readonly 'application/problem+json': { readonly schema: typeof Problem } }
}
const problemAnswer = (status: ProblemStatus): ProblemAnswer => ({
  description: meanings[status],
  content: { 'application/problem+json': { schema: Problem } },
})

/** What a write may be refused with before it reaches its route. */
export const writeProblems = [400, 403, 404, 409, 413, 415, 422] as const

/** Only what was given: options distinguish what is absent from what is undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
