import type { Problem } from 'handover/client'
import { calendarDay } from '../relative-time.ts'
import { words } from '../words.ts'

type Refused = NonNullable<Problem['issues']>[number]
type Rule = NonNullable<Refused['rule']>

const { form: says, field } = words

/**
 * What the server has against a field: in the words of the desk where it tells which rule was broken. What the
 * application says in its own words, and rules that the desk does not know, stay as they are.
 */
export function issueInWords({ message, rule, value }: Refused): string {
  return (rule && sayings[rule.code]?.(rule, value)) ?? message
}

type Saying = (rule: Rule, value: unknown) => string | undefined
const sayings: Readonly<Record<string, Saying | undefined>> = {
  missing: () => says.fillIn,
  unstorable: () => field.unstorable,
  invalid_type: wrongType,
  invalid_value: () => says.choose,
  invalid_format: ({ format = '' }) => formats[format] ?? field.wrongForm,
  too_small: tooSmall,
  too_big: tooBig,
  not_multiple_of: ({ divisor }, value) => (divisor === undefined ? undefined : field.steps(divisor, value)),
  invalid_union: () => field.unfit,
  custom: () => field.unfit,
}

const formats: Readonly<Record<string, string | undefined>> = {
  email: field.mail,
  url: field.address,
  date: field.date,
  time: field.time,
  datetime: field.moment,
}

function wrongType({ expected }: Rule, value: unknown): string {
  if (value === undefined || value === null || value === '') return says.fillIn
  if (expected === 'int') return says.whole(value)
  return expected === 'number' ? says.number(value) : field.unfit
}

function tooSmall({ origin, minimum, inclusive }: Rule, value: unknown): string | undefined {
  if (minimum === undefined) return undefined
  if (origin === 'string') return minimum === 1 ? says.fillIn : says.tooShort(minimum, lengthOf(value))
  if (origin === 'date') return field.notBefore(dayOf(minimum))
  if (origin === 'array' || origin === 'set') return field.few(minimum, lengthOf(value))
  return inclusive === false ? field.above(minimum, value) : says.atLeast(minimum, value)
}

function tooBig({ origin, maximum, inclusive }: Rule, value: unknown): string | undefined {
  if (maximum === undefined) return undefined
  if (origin === 'string') return says.tooLong(maximum, lengthOf(value))
  if (origin === 'date') return field.notAfter(dayOf(maximum))
  if (origin === 'array' || origin === 'set') return field.manyItems(maximum, lengthOf(value))
  return inclusive === false ? field.below(maximum, value) : says.atMost(maximum, value)
}

const lengthOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)
const dayOf = (moment: number): string => calendarDay(new Date(moment).toISOString().slice(0, 10))
