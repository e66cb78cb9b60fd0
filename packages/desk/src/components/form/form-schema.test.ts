import type { RJSFSchema } from '@rjsf/utils'
import { describe, expect, test } from 'vitest'
import { choicesIn } from './choices.ts'
import { formSchema } from './form-schema.ts'

const made = (properties: Record<string, object>, fields: string[] = Object.keys(properties)) =>
  formSchema({ schema: { type: 'object', properties }, fields, values: {}, component: null })

describe('the widget of a field', () => {
  test.each([
    [{ type: 'boolean' }, 'decision'],
    [{ enum: ['yes', 'no', 'later'] }, 'decision'],
    [{ enum: ['a', 'b', 'c', 'd'] }, 'select'],
    [{ enum: ['a', 'b', 'c', 'd'], choices: { a: { description: 'Says what follows.' } } }, 'radio'],
    [{ type: 'boolean', widget: 'select' }, 'select'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'checkboxes'],
    [{ type: 'string', format: 'date' }, 'clock'],
    [{ type: 'string', format: 'date-time' }, 'clock'],
    [{ type: 'string', clock: 'time' }, 'clock'],
    [{ type: 'string', readOnly: true }, 'fact'],
    [{ type: 'string', format: 'uri', widget: 'file' }, 'file'],
    [{ type: 'string', maxLength: 500 }, 'textarea'],
    [{ type: 'string', widget: 'textarea' }, 'textarea'],
    [{ type: 'string', maxLength: 40 }, undefined],
    [{ type: 'string', maxLength: 500, format: 'email' }, undefined],
    [{ type: 'number' }, undefined],
  ])('%j is %s', (schema, widget) => {
    expect(made({ field: schema }).uiSchema['field']?.['ui:widget']).toBe(widget)
  })
})

test('a type that may be null is drawn as the type', () => {
  const { schema } = made({ note: { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }], title: 'Note' } })
  expect(schema.properties?.['note']).toEqual({ type: 'string', maxLength: 9, title: 'Note', nullable: true })
})

test('a pattern that only repeats a format is dropped', () => {
  const { schema } = made({ day: { type: 'string', format: 'date', pattern: '^huge$' } })
  expect(schema.properties?.['day']).toEqual({ type: 'string', format: 'date' })
})

test('fields stand in the order of the server, and unknown names do not break the form', () => {
  expect(made({ a: {}, b: {} }, ['b', 'gone']).uiSchema['ui:order']).toEqual(['b', 'a'])
})

test('constants side by side are choices, with what was said of each', () => {
  const anyOf = [
    { type: 'string', const: 'a', title: 'First', description: 'Goes first.' },
    { type: 'string', const: 'b' },
  ]
  const { schema } = made({ order: { anyOf } })
  expect(schema.properties?.['order']).toMatchObject({ type: 'string', enum: ['a', 'b'] })
  expect(choicesIn(schema.properties?.['order'] as RJSFSchema)).toEqual([
    { value: 'a', label: 'First', description: 'Goes first.' },
    { value: 'b', label: 'B' },
  ])
})

test('of groups that a constant tells apart one is chosen by its name, and the constant is not asked for', () => {
  const way = (by: string) => ({ type: 'object', properties: { by: { const: by }, [by]: { type: 'string' } } })
  const { schema, uiSchema } = made({ pay: { oneOf: [way('creditCard'), way('bill')] } })
  const none = { type: 'null', title: 'None of these' }
  const titles = [none, { title: 'Credit card' }, { title: 'Bill' }]
  expect((schema.properties!['pay'] as RJSFSchema).oneOf).toMatchObject(titles)
  expect(uiSchema['pay']).toMatchObject({ 'ui:widget': 'decision', oneOf: [{}, { by: { 'ui:widget': 'hidden' } }, {}] })
})

test('what is defined elsewhere stands in its place, and what leads back to itself has an end', () => {
  const person = { type: 'object', properties: { name: { type: 'string' }, boss: { $ref: '#/definitions/P' } } }
  const form = {
    schema: { type: 'object', properties: { who: { $ref: '#/definitions/P' } }, definitions: { P: person } },
  }
  const { schema } = formSchema({ ...form, fields: ['who'], values: {}, component: null })
  expect(schema.properties?.['who']).toMatchObject({
    properties: { name: { type: 'string' }, boss: { type: 'null' } },
  })
})
