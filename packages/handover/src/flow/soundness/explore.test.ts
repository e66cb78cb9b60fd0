import { describe, expect, test } from 'vitest'
import { problemsOfSketch, sketchGraph } from '../../../test/sketch-flow.ts'
import { readJoins } from '../joins.ts'
import { explore, mostMarkings, mostTokens, pathTo } from './explore.ts'
import { gameOf } from './game.ts'
import { over } from './marking.ts'

const explored = (text: string) => {
  const flow = sketchGraph(text)
  return explore(gameOf(flow, readJoins(flow).joins))
}
/** Branches side by side, of two tasks each. */
const parallel = (branches: number, join = 'join') => {
  const names = Array.from({ length: branches }, (_, i) => i)
  return `
    start -> fork
    fork: split -> ${names.map((i) => `a${i}`).join(' ')}
    ${names.map((i) => `a${i} -> b${i}\n b${i} -> ready`).join('\n')}
    ready: ${join} -> done
    done`
}

test('every way through a flow is found', () => {
  const {
    explored: markings,
    reached,
    isComplete,
  } = explored('start -> check\n check: if -> a b\n a -> done\n b -> done\n b ~3 days> late\n late: fail(LATE)\n done')
  expect(isComplete).toBe(true)
  expect([...reached].sort()).toEqual(['a', 'b', 'b__timeout', 'check', 'done', 'late', 'start'])
  expect(markings.some(({ marking }) => marking.tasks.length === 0)).toBe(true)
})

test('a way is told by what was done on it', () => {
  const exploration = explored('start -> check\n check: if -> a b\n a -> done\n b -> done\n done')
  const end = exploration.explored.findIndex(({ marking }) => marking.tasks.length === over.tasks.length)
  expect(pathTo(exploration, end)).toBe('start → check → a → done')
})

describe('branches side by side', () => {
  test('are not gone through in every order: 100 of them are few markings', () => {
    const { explored: markings, isComplete } = explored(parallel(100))
    expect(isComplete).toBe(true)
    expect(markings.length).toBeLessThan(500)
  })

  test('are, where the order matters: the first one cancels the others', () => {
    const { explored: markings, isComplete } = explored(parallel(3, 'join(after 1, rest cancel)'))
    expect(isComplete).toBe(true)
    expect(markings.length).toBeGreaterThan(2 ** 3)
  })

  test('beyond the bound nothing is claimed', () => {
    const text = parallel(16, 'join(after 8, rest cancel)')
    const { explored: markings, isComplete } = explored(text)
    expect(isComplete).toBe(false)
    expect(markings.length).toBeLessThanOrEqual(mostMarkings)
    expect(problemsOfSketch(text)).toEqual([])
  })

  test('tokens that multiply without end meet the bound too', () => {
    const text = 'start -> fork\n fork: split -> again work\n again: auto -> fork\n work -> done\n done'
    const { explored: markings, isComplete } = explored(text)
    expect(isComplete).toBe(false)
    const tokens = markings.reduce((sum, { marking }) => sum + marking.tasks.length, 0)
    expect(tokens).toBeLessThanOrEqual(mostTokens)
  })
})

test.each([
  ['in a row', `start -> n0\n${row(300)}\n n300`],
  ['side by side', parallel(150)],
  ['in a tangle', tangle(300)],
])('300 nodes %s are checked in 0.2 s', (_, text) => {
  problemsOfSketch(text)
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now()
    expect(problemsOfSketch(text)).toEqual([])
    return performance.now() - begun
  })
  expect(Math.min(...times)).toBeLessThan(200)
})

function row(length: number): string {
  const line = (i: number) =>
    i % 3 === 2 ? `n${i}: if -> n${i + 1} n${i - 2}` : `n${i} -> n${i + 1}\n n${i} ~3 days~> late`
  return `${Array.from({ length }, (_, i) => line(i)).join('\n')}\n late -> told\n told`
}

/** Splits with a condition, joins, and loops back before them. */
function tangle(length: number): string {
  const lines = Array.from({ length }, (_, i) => {
    if (i % 6 === 0) return `n${i}: split -> n${i + 1} n${i + 2} n${i + 3}?`
    if (i % 6 < 4) return `n${i} -> n${i - (i % 6) + 4}`
    return i % 6 === 4 ? `n${i}: join -> n${i + 1}` : `n${i}: if -> n${i + 1} n${i - 5}`
  })
  return `start -> n0\n${lines.join('\n')}\n n${length}`
}
