/** What travels of deliveries that wait for somebody. */
import { z } from 'zod'
import { ProcessRef } from './wire-basics.ts'

const time = z.iso.datetime()
const id = z.uuid()

/** A delivery that was tried in vain for long, and waits for somebody: a message, a job, a hook. */
export const Incident = z
  .object({
    id,
    /** What was to be delivered: `job`, `message`, `signal`, `childEnded`, `cancelProcess`, `hook`, `webhook`… */
    kind: z.string(),
    /** The process that it is for, when that is known. */
    process: ProcessRef.nullable(),
    attempts: z.int(),
    /** Why the last attempt failed. */
    error: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'Incident' })

export type Incident = z.output<typeof Incident>
