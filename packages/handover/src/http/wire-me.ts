/** What travels of the actor who asks. */
import { z } from 'zod'
import { Person } from './wire-basics.ts'

export const Me = z
  .object({
    actor: Person,
    counts: z.object({
      inbox: z.int(),
      queue: z.int(),
      /** Processes in sight that need attention. */
      attention: z.int(),
    }),
    /** Counts stop here: `most` means as many or more. */
    most: z.int(),
  })
  .meta({ id: 'Me' })

export type Me = z.output<typeof Me>
