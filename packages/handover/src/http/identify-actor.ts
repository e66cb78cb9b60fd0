import { z } from 'zod'
import { error } from '../errors.ts'
import type { Actor } from '../flow/actor.ts'
import type { MaybePromise } from '../flow/visit.ts'

export type Identify = (request: Request) => MaybePromise<Actor | null>

const texts = z.array(z.string())
const shape = z.object({ id: z.string().min(1), name: z.string(), permissions: texts, groups: texts.optional() })

/** Who sends the request, as the application says; nobody is refused here, and only here. */
export async function identifyActor(identify: Identify | undefined, request: Request): Promise<Actor> {
  const actor = (await identify?.(request)) ?? null
  if (actor === null) throw error('REQUEST_NOT_IDENTIFIED')
  if (shape.safeParse(actor).success) return actor
  throw error('OPTION_INVALID', {
    option: 'identify',
    value: actor,
    expected: 'a function that answers with { id, name, permissions } or null',
  })
}
