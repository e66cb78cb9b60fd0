import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow, isHandoverError, type Problem } from '../index.ts'

/** What is wrong with a flow whose data has one field. */
function problemsOf(field: z.ZodType, input: z.ZodObject = z.object({})): readonly string[] {
  try {
    flow('claim', {
      data: z.object({ field: field.optional() }),
      nodes: (n) => ({
        start: n.start({ fields: ['field'] }).next('read'),
        read: n.view({ input, complete: () => {} }).next('done'),
        done: n.end(),
      }),
    })
    return []
  } catch (refusal) {
    if (!isHandoverError(refusal)) throw refusal
    return (refusal.details['problems'] as Problem[]).map(({ message, next }) => `${message} ${next}`)
  }
}
/** As somebody writes it who has no compiler. */
const said = <T extends z.ZodType>(schema: T, meta: object): T => schema.meta(meta as Parameters<T['meta']>[0]) as T

test('every word of the vocabulary is understood', () => {
  const field = z.enum(['approve', 'decline']).meta({ widget: 'radio', choices: { approve: { title: 'Approve' } } })
  expect(problemsOf(field)).toEqual([])
  expect(problemsOf(z.boolean().meta({ choices: { yes: { description: 'Books the days.' }, no: {} } }))).toEqual([])
  expect(problemsOf(z.number().meta({ currency: 'EUR', unit: 'kg', width: 'half', placeholder: '0' }))).toEqual([])
  expect(problemsOf(z.string().nullable().default(null).meta({ widget: 'textarea', rows: 8 }))).toEqual([])
})

test.each([
  [said(z.string(), { widget: 'slider' }), "says widget: 'slider', which does not exist", 'Choose one of text,'],
  [said(z.number(), { widget: 'textarea' }), "says widget: 'textarea', but holds a number", 'choose one of text, fact'],
  [said(z.number(), { currency: 'euro' }), "says currency: 'euro'", "such as 'EUR'"],
  [said(z.string(), { rows: 0 }), 'says rows: 0', 'from 1 to 50'],
  [said(z.string(), { width: 'third' }), "says width: 'third'", "Write 'half' or 'full'."],
  [said(z.string(), { required: 'yes' }), "says required: 'yes'", 'Write true or false.'],
  [said(z.boolean(), { choices: { true: {} } }), "has a choice 'true', which is none of its values", 'yes, no'],
  [said(z.enum(['approve']), { choices: { aprove: {} } }), "has a choice 'aprove'", "Did you mean 'approve'?"],
  [said(z.string(), { choices: ['a'] }), "has a choice '0'", 'not known here'],
])('%# what no form understands is refused with the field and the next step', (field, says, next) => {
  const found = problemsOf(field)
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(`the field 'field' ${says}`)
  expect(found[0]).toContain(next)
})

test('fields inside of groups and lists, and of inputs, are named by their place', () => {
  const bad = said(z.string(), { widget: 'slider' })
  expect(problemsOf(z.array(z.object({ weight: bad })))[0]).toContain("the field 'field[].weight' says")
  expect(problemsOf(z.string(), z.object({ note: bad }))[0]).toContain("the field 'note' of 'read' says")
})
