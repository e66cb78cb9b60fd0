/** What `--size` takes on the command line. */
import type { SizeOptions } from './size.ts'

export const sizeFlags = {
  size: { type: 'boolean', default: false },
  open: { type: 'string', default: '100000' },
  finished: { type: 'string', default: '1000000' },
  timers: { type: 'string', default: '10000' },
  age: { type: 'string', default: '10000' },
  rounds: { type: 'string', default: '300' },
} as const

const names = ['open', 'finished', 'timers', 'age', 'rounds'] as const
export type SizeValues = Readonly<Record<(typeof names)[number], string>>

export const sizeOf = (values: SizeValues): SizeOptions => ({
  open: Number(values.open),
  finished: Number(values.finished),
  timers: Number(values.timers),
  age: Number(values.age),
  rounds: Number(values.rounds),
})

/** Undefined when nothing is wrong with them. */
export function wrongSize(values: SizeValues): string | undefined {
  const wrong = names.find((name) => !(Number.isInteger(Number(values[name])) && Number(values[name]) >= 10))
  return wrong && `--${wrong} ${values[wrong]}: use a whole number from 10`
}
