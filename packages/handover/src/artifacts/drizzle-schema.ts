import { z } from 'zod'

/** What a column of Drizzle says about itself. */
export interface DrizzleColumn {
  readonly name: string
  readonly primary: boolean
  readonly notNull: boolean
  readonly hasDefault: boolean
  /** `string`, `number`, `boolean`, `date`, `bigint`, `json`, `array`, or something more special. */
  readonly dataType: string
  /** Such as `PgDateString`. */
  readonly columnType?: string | undefined
  readonly enumValues?: readonly string[] | undefined
  /** At a text: how long it may be. */
  readonly length?: number | undefined
  readonly defaultFn?: (() => unknown) | undefined
  readonly baseColumn?: DrizzleColumn | undefined
  mapFromDriverValue(stored: unknown): unknown
  mapToDriverValue(value: unknown): unknown
}

/** What a new row looks like: columns that the database or Drizzle fills may be left out, the key that it counts is. */
export function schemaOfColumns(columns: Readonly<Record<string, DrizzleColumn>>): z.ZodObject {
  const shape: Record<string, z.ZodType> = {}
  for (const [field, column] of Object.entries(columns)) {
    const type = column.primary && column.hasDefault ? undefined : typeOf(column)
    if (type === undefined) continue
    const known = column.notNull ? type : type.nullable()
    shape[field] = column.notNull && !column.hasDefault ? known : known.optional()
  }
  return z.object(shape)
}

const moment = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const large = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (number) => String(number),
})

/** Undefined for what a form cannot show, such as bytes. */
function typeOf({ dataType, columnType, enumValues, length, baseColumn }: DrizzleColumn): z.ZodType | undefined {
  // Drizzle 1 says `object date` and `number int32` where it said `date` and `number`.
  const said = dataType.split(' ')
  if (said.includes('date')) return moment
  if (said.includes('json')) return z.json()
  const [type] = said
  if (type === 'bigint') return large
  if (type === 'number') return z.number()
  if (type === 'boolean') return z.boolean()
  if (type === 'array') return z.array((baseColumn && typeOf(baseColumn)) ?? z.json())
  if (type !== 'string') return undefined
  if (columnType === 'PgDateString') return z.iso.date()
  if (enumValues !== undefined && enumValues.length > 0) return z.enum(enumValues as [string, ...string[]])
  return length === undefined ? z.string() : z.string().max(length)
}
