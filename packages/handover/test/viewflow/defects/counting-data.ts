/** What the flows know that only go through their steps: a name, a count, and a log of what they did. */
import { z } from 'zod'

export const data = z.object({
  name: z.string().default(''),
  count: z.number().default(0),
  log: z.array(z.string()).default([]),
})

export const begin = z.object({ name: z.string().default('') })
