/** What travels of the records that processes are about. */
import { z } from 'zod'
import { Fact } from './wire-basics.ts'

/** The record of the application that a process is about. */
export const Artifact = z
  .object({
    type: z.string(),
    /** What people call records of its kind. */
    title: z.string(),
    id: z.string(),
    /** What people call this one. */
    label: z.string(),
    /** Whether the application has it no more; nothing is known of it then. */
    isGone: z.boolean(),
    facts: z.array(Fact),
  })
  .meta({ id: 'Artifact' })

export type Artifact = z.output<typeof Artifact>
