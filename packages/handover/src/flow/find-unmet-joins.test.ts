import { expect, test } from 'vitest'
import { problemsOfSketch } from '../../test/sketch-flow.ts'

const said = (text: string) => problemsOfSketch(text).map(({ code, message }) => `${code}: ${message}`)
const joined = (after: number, fork: string, more = '') => `
  start -> fork
  fork: ${fork}
  a -> ready
  b -> ready
  ready: join(after ${after}) -> done
  done
  ${more}`

test('a join that goes on after more branches than can come is refused', () => {
  const [problem, ...others] = problemsOfSketch(joined(3, 'split -> a b'))
  expect(others).toEqual([])
  expect(problem).toMatchObject({ code: 'FLOW_BAD_OPTION', node: 'ready' })
  expect(problem!.message).toContain("'ready': it goes on after 3, but only 2 can come.")
  expect(problem!.next).toContain('Lower it to 2')
})

test('as many as can come are enough', () => {
  expect(said(joined(2, 'split -> a b'))).toEqual([])
})

test('a branch that leads elsewhere does not count', () => {
  const [problem] = said(joined(3, 'split -> a b c', 'c -> done'))
  expect(problem).toContain('only 2 can come')
})

test('of a deferred choice only one can come', () => {
  const [problem] = said(joined(2, 'first -> a b'))
  expect(problem).toContain('only 1 can come')
})

test.each([
  ['a list', joined(3, 'split -> a+ b')],
  ['a split inside a branch', joined(3, 'split -> a b inner', 'inner: split -> b b')],
  ['a boundary that does not interrupt', joined(3, 'split -> a b', 'a ~3 days~> b')],
])('how many come of %s is not known', (_, text) => {
  expect(said(text)).toEqual([])
})
