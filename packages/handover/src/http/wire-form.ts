/** What travels of forms. */
import { z } from 'zod'

/** A form: JSON Schema (draft 7) of its input, the order of fields, and the values to begin with. */
export const Form = z
  .object({
    schema: z.record(z.string(), z.unknown()),
    fields: z.array(z.string()),
    values: z.record(z.string(), z.unknown()),
    /** The name of the part of the desk that shows it instead of plain fields; null for these. */
    component: z.string().nullable(),
  })
  .meta({ id: 'Form' })

export type Form = z.output<typeof Form>
