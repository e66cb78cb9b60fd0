/** What travels on the stream of changes. */
import { z } from 'zod'
import { Progress } from './wire-task.ts'

/** The data of an event `ready`: from now on changes are told. */
export const LiveReady = z
  .object({
    /** Of the named processes, those that the actor may see: of these changes are told. */
    processes: z.array(z.uuid()),
  })
  .meta({ id: 'LiveReady' })

/** The data of an event `changed`: what is worth reading again. */
export const LiveChange = z
  .object({
    lists: z.boolean().meta({ description: "The actor's inbox, queue or archive may show something else." }),
    overviews: z.boolean().meta({
      description: 'Lists of processes, boards, and what needs attention may show something else.',
    }),
    processes: z.array(z.uuid()).meta({ description: 'Those of the named processes that have changed.' }),
    progress: z
      .array(Progress.extend({ process: z.uuid(), task: z.uuid() }))
      .meta({ description: 'How far jobs of the named processes are.' }),
  })
  .meta({ id: 'LiveChange' })

export type LiveReady = z.output<typeof LiveReady>
export type LiveChange = z.output<typeof LiveChange>
