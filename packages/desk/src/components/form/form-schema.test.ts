import { describe, expect, test } from 'vitest'
import { formSchema } from './form-schema.ts'

const made = (properties: Record<string, object>, fields: string[] = Object.keys(properties)) =>
  formSchema({ schema: { type: 'object', properties }, fields, values: {}, component: null })

describe('the widget of a field', () => {
  test.each([
    [{ type: 'boolean' }, 'radio'],
    [{ enum: ['yes', 'no', 'later'] }, 'radio'],
    [{ enum: ['a', 'b', 'c', 'd'] }, 'select'],
    [{ type: 'string', maxLength: 500 }, 'textarea'],
    [{ type: 'string', widget: 'textarea' }, 'textarea'],
    [{ type: 'string', maxLength: 40 }, undefined],
    [{ type: 'string', maxLength: 500, format: 'email' }, undefined],
    [{ type: 'number' }, undefined],
  ])('%j is %s', (schema, widget) => {
    expect(made({ field: schema }).uiSchema['field']).toEqual(widget === undefined ? {} : { 'ui:widget': widget })
  })
})

test('a type that may be null is drawn as the type', () => {
  const { schema } = made({ note: { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }], title: 'Note' } })
  expect(schema.properties?.['note']).toEqual({ type: 'string', maxLength: 9, title: 'Note' })
})

test('a pattern that only repeats a format is dropped', () => {
  const { schema } = made({ day: { type: 'string', format: 'date', pattern: '^huge$' } })
  expect(schema.properties?.['day']).toEqual({ type: 'string', format: 'date' })
})

test('fields stand in the order of the server, and unknown names do not break the form', () => {
  expect(made({ a: {}, b: {} }, ['b', 'gone']).uiSchema['ui:order']).toEqual(['b', 'a'])
})
