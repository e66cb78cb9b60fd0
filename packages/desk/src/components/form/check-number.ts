import type { RJSFSchema } from '@rjsf/utils'
import { words } from '../words.ts'

const { form: says, field } = words

/** What is wrong with a number; an amount of money is called one. */
export function checkNumber(schema: RJSFSchema, value: unknown): string | undefined {
  if (typeof value !== 'number') return says.number(value)
  if (schema.type === 'integer' && !Number.isInteger(value)) return says.whole(value)
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const isAmount = schema['currency'] !== undefined
  if (minimum !== undefined && value < minimum)
    return isAmount ? field.amountAtLeast(minimum, value) : says.atLeast(minimum, value)
  if (maximum !== undefined && value > maximum)
    return isAmount ? field.amountAtMost(maximum, value) : says.atMost(maximum, value)
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return field.above(exclusiveMinimum, value)
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return field.below(exclusiveMaximum, value)
  return checkStep(schema, value)
}

function checkStep({ multipleOf: step, currency }: RJSFSchema, value: number): string | undefined {
  if (step === undefined || step === 0) return undefined
  const steps = value / step
  // Hundredths have no exact place in binary: 0.29 / 0.01 is a little less than 29.
  if (Math.abs(steps - Math.round(steps)) < 1e-6) return undefined
  const places = -Math.log10(step)
  return currency !== undefined && Number.isInteger(places) ? field.decimals(places, value) : field.steps(step, value)
}
