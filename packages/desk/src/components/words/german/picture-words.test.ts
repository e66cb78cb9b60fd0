import { kinds } from '../../../../../handover/src/nodes/index.ts'
import { expect, test } from 'vitest'
import type { DrawnKind } from '../picture-words.ts'
import { pictureWords } from './picture-words.ts'

const plain: Omit<DrawnKind, 'kind'> = { shape: 'auto', sign: null, markers: [], isInterrupting: true }

test('every kind of node that Handover brings is told in German', () => {
  const names = Object.keys(kinds)
  expect(names.length).toBeGreaterThan(20)
  const untold = names.filter((kind) => pictureWords.kind({ ...plain, kind }) === kind)
  // These two are no kinds of their own.
  expect(untold).toEqual(['use', 'item'])
})

test('markers, boundaries and kinds of one’s own are told too', () => {
  expect(pictureWords.kind({ ...plain, kind: 'job', markers: ['mutex', 'while'] })).toBe(
    'Hintergrundarbeit, nie neben anderen, nur solange es erlaubt ist',
  )
  const timeout: DrawnKind = { ...plain, kind: 'timeout', shape: 'boundary', sign: 'timer' }
  expect(pictureWords.kind(timeout)).toBe('Zeitgeber am Rand')
  expect(pictureWords.kind({ ...timeout, isInterrupting: false })).toBe('Zeitgeber am Rand, unterbricht nicht')
  expect(pictureWords.kind({ ...plain, kind: 'acme.vote' })).toBe('acme.vote')
})
