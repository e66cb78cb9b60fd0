import { describe, expect, test } from 'vitest'
import { bodyOf, missingOf, nothing, type AskedCommand, type Entered } from './asks.ts'

const target = (node: string) => ({ node, title: node })
const targets = {
  sendBack: [target('write'), target('ask')],
  skip: [target('sent')],
  move: [target('write'), target('sent')],
  add: [target('vote'), target('advise')],
}
const missing = (command: AskedCommand, entered: Partial<Entered> = {}, given: Partial<typeof targets> = {}) => [
  ...missingOf(command, { ...nothing, ...entered }, { targets: { ...targets, ...given }, hasForm: false }),
]

describe('what has to be entered', () => {
  test.each([
    ['skip', {}, ['note']],
    ['skip', { note: '  ' }, ['note']],
    ['skip', { note: 'late' }, []],
    ['sendBack', {}, ['note']],
    ['move', {}, ['to']],
    ['move', { to: 'sent' }, []],
    ['reassign', {}, ['to']],
    ['reassign', { to: 'ben' }, []],
    ['add', { item: '1' }, ['to']],
    ['add', { to: 'vote' }, ['item']],
    ['reschedule', { note: 'x' }, ['at']],
    ['reschedule', { at: '2026-12-01T08:00:00Z' }, []],
    ['cancel', {}, []],
    ['undo', {}, []],
  ] as const)('%s with %j lacks %j', (command, entered, lacks) => {
    expect(missing(command, entered)).toEqual(lacks)
  })

  test('a step, only where there are several to choose from', () => {
    expect(missing('skip', { note: 'x' }, { skip: [target('yes'), target('no')] })).toEqual(['to'])
    expect(missing('add', { item: '1' }, { add: [] })).toEqual([])
  })

  test('no item, where a form asks for it', () => {
    expect([...missingOf('add', { ...nothing, to: 'vote' }, { targets, hasForm: true })]).toEqual([])
  })
})

describe('what is sent', () => {
  const body = (command: AskedCommand, entered: Partial<Entered>, values?: unknown) =>
    bodyOf(command, { ...nothing, ...entered }, values)

  test('is only what the command takes, without blanks', () => {
    expect(body('cancel', { note: ' done elsewhere ', to: 'x', item: 'y' })).toEqual({ note: 'done elsewhere' })
    expect(body('undo', {})).toEqual({})
    expect(body('reschedule', { at: '2026-12-01T08:00:00Z', to: 'x' })).toEqual({ at: '2026-12-01T08:00:00Z' })
    expect(body('reassign', { to: 'ben' })).toEqual({ to: 'ben' })
  })

  test('is an item as JSON where it is some, otherwise as text', () => {
    expect(body('add', { item: '{"name":"Ben"}', to: 'vote' })).toEqual({ to: 'vote', item: { name: 'Ben' } })
    expect(body('add', { item: ' Ben Adler ' })).toEqual({ item: 'Ben Adler' })
  })

  test('is what the form asks for', () => {
    expect(body('run', {}, { paid: true })).toEqual({ input: { paid: true } })
    expect(body('run', {})).toEqual({ input: {} })
    expect(body('add', { to: 'vote' }, { name: 'Ben' })).toEqual({ to: 'vote', item: { name: 'Ben' } })
  })
})
