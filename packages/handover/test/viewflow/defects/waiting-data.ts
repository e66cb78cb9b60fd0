/** What the flows know that wait and tell: when to go on, what was heard where, and a log of what they did. */
import type { Visit } from 'handover'
import { z } from 'zod'

export const data = z.object({
  id: z.string().default(''),
  until: z.string().default('2 days'),
  left: z.string().default(''),
  right: z.string().default(''),
  log: z.array(z.string()).default([]),
})

export type Data = z.output<typeof data>

export const begin = z.object({ id: z.string().default(''), until: z.string().default('2 days') })

/** A function that writes into the log. */
export const note = (text: string) => (visit: Visit<Data>) => void visit.process.data.log.push(text)
