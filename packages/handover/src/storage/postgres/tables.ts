/** The names of the tables as hand-written statements use them: with the schema, where one was chosen. */
import type { Tables } from '../sql/schema.ts'

export type TableName = (table: keyof Tables) => string

export const tableNames = (schema: string | undefined): TableName =>
  schema === undefined ? (table) => table : (table) => `${quoteName(schema)}.${table}`

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
