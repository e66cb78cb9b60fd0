import { expect, test } from 'vitest'
import { fillIn } from './fill-in.ts'

test('a text names what it is told of', () => {
  expect(fillIn('{owner} took “{title}”.', { owner: 'Ben', title: 'Pack {it}' })).toBe('Ben took “Pack {it}”.')
})

test('what is in brackets is left out where a name is missing, and without brackets the text cannot be told', () => {
  const text = 'It is over[: {who}, {at}].'
  expect(fillIn(text, { who: 'Ben', at: 'noon' })).toBe('It is over: Ben, noon.')
  expect(fillIn(text, { who: 'Ben' })).toBe('It is over.')
  expect(fillIn('{who} has it.')).toBeUndefined()
})
