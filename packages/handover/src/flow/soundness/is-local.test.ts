import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySketch } from '../../../test/model/any-sketch.ts'
import { sketchGraph } from '../../../test/sketch-flow.ts'
import { checkFlow } from '../check-flow.ts'
import { readJoins } from '../joins.ts'
import { explore } from './explore.ts'
import { problemsOf } from './find-unsound.ts'
import { gameOf } from './game.ts'

const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 500)
const soundness = ['FLOW_DEADLOCK', 'FLOW_JOIN_NEVER_FIRES', 'FLOW_NO_WAY_OUT', 'FLOW_UNREACHABLE_NODE']

const gameAt = (nodes: string) => {
  const flow = sketchGraph(nodes)
  return gameOf(flow, readJoins(flow).joins)
}
const isAloneAt = (node: string, text: string) => gameAt(text).local.has(node)

const beside = (b: string) => `
  start -> fork
  fork: split -> a b
  a -> ready
  b${b}
  ready: join -> done
  done`

test('a task beside others may be done before them', () => {
  expect(isAloneAt('a', beside(' -> ready'))).toBe(true)
})

test.each([
  ['ends everything', 'b', beside(' -> stop\n stop: terminate')],
  ['withdraws others', 'b', beside(' -> clear\n clear: withdraw(a) -> ready')],
  ['may be withdrawn', 'a', beside(' -> clear\n clear: withdraw(a) -> ready')],
  ['leaves its siblings', 'b', beside(' -> fork*')],
  ['has a milestone', 'b', beside(': view while(a) -> ready')],
  ['is the milestone of another', 'a', beside(': view while(a) -> ready')],
  ['comes to a join that cancels the rest', 'a', beside(' -> ready').replace('join', 'join(after 1, rest cancel)')],
])('a task that %s is tried in every order', (_, node, text) => {
  expect(isAloneAt(node, text)).toBe(false)
})

test(
  'what is found is the same when every order is gone through',
  () => {
    let compared = 0
    const property = fc.property(anySketch, (text) => {
      const flow = sketchGraph(text)
      if (checkFlow(flow).some(({ code, message }) => !soundness.includes(code) || message.endsWith('a start.'))) return
      const game = gameOf(flow, readJoins(flow).joins)
      const short = explore(game)
      const full = explore({ ...game, local: new Set() })
      if (!full.isComplete) return
      compared++
      expect([...short.reached].sort()).toEqual([...full.reached].sort())
      const named = (exploration: typeof full) =>
        problemsOf(game, exploration).map(({ code, node }) => `${code} ${node}`)
      expect(named(short).sort()).toEqual(named(full).sort())
    })
    fc.assert(property, { numRuns })
    expect(compared).toBeGreaterThan(numRuns / 20)
  },
  60_000 + numRuns * 100,
)
