import { isYesNo, readField } from './form/read-field.ts'
import { readValue } from './read-value.ts'
import { words } from './words.ts'

/** A value with what its schema says of it, where that is more than the value. */
export interface Readable {
  readonly value: unknown
  readonly field?: Readonly<Record<string, unknown>> | undefined
}

/** How something known reads; null where there is nothing. One reading for data, records, previews and history. */
export const readFact = ({ value, field }: Readable): string | null =>
  field === undefined ? readValue(value) : readField(value, field)

/** What stands where there is nothing to read: a decision is still to come. */
export const readNothing = (field: Readable['field']): string =>
  field !== undefined && isYesNo(field) ? words.undecided : words.none
