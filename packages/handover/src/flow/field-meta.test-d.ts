// What the compiler knows of `.meta()`: the words of the forms are typed, those of others are left alone.
import { z } from 'zod'
import type { FieldMeta } from '../index.ts'

export const whole = {
  placeholder: 'Broken lamp',
  widget: 'textarea',
  unit: 'kg',
  currency: 'EUR',
  rows: 4,
  width: 'half',
  required: true,
  choices: { yes: { title: 'Approve', description: 'Books the days.' } },
} satisfies FieldMeta

z.string().meta({ title: 'Reason', widget: 'textarea', rows: 4, somethingOfYours: 1 })
// @ts-expect-error -- there is no such widget
z.string().meta({ widget: 'textaera' })
// @ts-expect-error -- lines are counted
z.string().meta({ rows: 'four' })
// @ts-expect-error -- a choice has a title and a description
z.boolean().meta({ choices: { yes: 'Approve' } })
