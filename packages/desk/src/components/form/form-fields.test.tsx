import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { choicesOf } from './choices.ts'
import { FileChooser } from './file-chooser.ts'
import { FormFields } from './form-fields.tsx'
import { formSchema } from './form-schema.ts'
import { readableName } from './plain-schema.ts'
import type { FormEntry } from './use-form-entry.ts'
import { validator } from './validator.ts'

const form = {
  schema: {
    type: 'object',
    properties: {
      message: { type: 'string', maxLength: 40, title: 'Message', description: 'Everybody reads it.' },
      approved: { type: 'boolean', title: 'Approved?' },
      comment: { type: 'string', maxLength: 500, title: 'Comment' },
    },
    required: ['message', 'approved'],
  },
  fields: ['message', 'approved', 'comment'],
  values: {},
  component: null,
}

const draw = (given: Partial<FormEntry>): string => renderToString(fieldsOf(given))

function fieldsOf(given: Partial<FormEntry>): ReactNode {
  const rest = {
    values: {},
    begun: {},
    change: () => {},
    fill: () => {},
    issues: [],
    refusals: 0,
    check: () => true,
    refuse: () => false,
    sent: () => ({}),
  }
  return (
    <MantineProvider>
      <FormFields id="f" entry={{ ...formSchema(form), ...rest, ...given }} nothingYet="" onSubmit={() => {}} />
    </MantineProvider>
  )
}

test('every field has its title as label and its description as hint', () => {
  const html = draw({})
  expect(html).toMatch(/<label[^>]*for="root_message"[^>]*>Message/)
  expect(html).toContain('Everybody reads it.')
  expect(html).toContain('Comment (optional)')
  expect(html).toMatch(/<textarea[^>]*id="root_comment"/)
})

test('yes or no is a decision that nobody has taken yet', () => {
  const html = draw({})
  expect(html.match(/type="radio"/g)).toHaveLength(2)
  expect(html).not.toContain('checked=""')
})

test('what was typed is shown, and mistakes stand at their fields with a summary above', () => {
  const html = draw({ values: { message: 'Good morning' }, issues: [{ path: ['message'], message: 'Too friendly.' }] })
  expect(html).toContain('value="Good morning"')
  expect(html).toContain('Too friendly.')
  expect(html).toContain('One field needs another look.')
  expect(html).toContain('href="#root_message"')
})

test('names of choices are made readable, given titles are kept', () => {
  expect(['sendBack', 'very-high', 'EUR'].map(readableName)).toEqual(['Send back', 'Very high', 'EUR'])
  const options = { enumOptions: [{ value: 'a', label: 'the first' }] }
  expect(choicesOf({ options, schema: {} })).toEqual([{ value: 'a', label: 'the first' }])
})

test('a way of an anyOf is found without compiling code', () => {
  expect(validator.isValid({ type: 'string' }, 'x' as never, {})).toBe(true)
  expect(validator.isValid({ type: 'object', required: ['a'] }, {}, {})).toBe(false)
  expect(validator.isValid({ const: 1 }, 1 as never, {})).toBe(true)
})

test('a file is typed by its reference, or chosen where the application can', () => {
  const scan = { type: 'string', format: 'uri', widget: 'file', title: 'Scan' }
  const file = formSchema({ schema: { properties: { scan } }, fields: ['scan'], values: {}, component: null })
  expect(draw(file)).not.toContain('Choose a file')
  const withChooser = renderToString(
    <FileChooser value={() => Promise.resolve('https://files.example.org/a.pdf')}>{fieldsOf(file)}</FileChooser>,
  )
  expect(withChooser).toContain('Choose a file')
  expect(draw({ ...file, values: { scan: 'https://files.example.org/a%20b.pdf' } })).toContain('Open a b.pdf')
  // What would run in the page is no link.
  expect(draw({ ...file, values: { scan: 'javascript:alert(1)' } })).not.toContain('href=')
})
