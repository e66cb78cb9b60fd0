/** How lists travel: page by page. */
import { z } from 'zod'

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'The cursor of the next page.' }) })

export interface Page<T> {
  items: T[]
  next: string | null
}
