/** Pictures of graphs that nobody drew by hand: whatever leads where, nothing lies upon anything else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowNode, Shape } from '../../src/flow/node.ts'
import { inWords } from '../../src/flow/words.ts'
import { layoutPicture } from '../../src/notation/layout/layout-picture.ts'
import { faultsIn } from './faults-in.ts'

interface Sketch {
  readonly shape: Shape
  /** Counted from the node on: 0 is itself, negative ones are earlier. */
  readonly ways: readonly number[]
  readonly boundaries: readonly { readonly way: number; readonly what: 'timeout' | 'error' }[]
}
const way = fc.integer({ min: -4, max: 5 })
const sketch = fc.oneof(
  fc.record({
    shape: fc.constantFrom<Shape>('human', 'auto', 'call', 'event'),
    ways: fc.array(way, { minLength: 1, maxLength: 1 }),
    boundaries: fc.array(fc.record({ way, what: fc.constantFrom('timeout' as const, 'error' as const) }), {
      maxLength: 4,
    }),
  }),
  fc.record({
    shape: fc.constantFrom<Shape>('choice', 'split', 'first', 'join'),
    ways: fc.uniqueArray(way, { minLength: 1, maxLength: 3 }),
    boundaries: fc.array(fc.record({ way, what: fc.constant('error' as const) }), { maxLength: 1 }),
  }),
)

const node = (name: string, shape: Shape, more: Partial<FlowNode>): FlowNode => ({
  name,
  kind: { kind: shape, role: 'auto', shape, exits: 'many' },
  options: {},
  edges: [],
  title: inWords(name),
  permission: null,
  boundaries: [],
  ...more,
})

/** A start, the sketched nodes, and an end; what leads too far leads to the end. */
function graphOf(sketches: readonly Sketch[]): Record<string, FlowNode> {
  const target = (from: number, far: number) => (from + far < sketches.length ? `n${Math.max(0, from + far)}` : 'end')
  const nodes = sketches.flatMap(({ shape, ways, boundaries }, i) => {
    const onBorder = boundaries.map(({ way: far, what }, j) =>
      node(`n${i}__${what}${j}`, 'boundary', {
        title: what === 'timeout' ? 'After 3 days' : 'On error',
        edges: [{ to: target(i, far) }],
        host: `n${i}`,
        isInterrupting: j % 2 === 0,
      }),
    )
    const edges = [...new Set(ways.map((far) => target(i, far)))].map((to) => ({ to }))
    return [node(`n${i}`, shape, { edges, boundaries: onBorder.map(({ name }) => name) }), ...onBorder]
  })
  const all = [node('start', 'start', { edges: [{ to: 'n0' }] }), ...nodes, node('end', 'end', {})]
  return Object.fromEntries(all.map((each) => [each.name, each]))
}

test(
  'lies nowhere upon itself: no node upon another, no edge through a node, no label upon a boundary',
  { timeout: 60_000 },
  async () => {
    const sketches = fc.array(sketch, { minLength: 1, maxLength: 7 })
    const property = fc.asyncProperty(sketches, async (given) => {
      const graph = graphOf(given)
      const picture = await layoutPicture({ name: 'random', graph } as never)
      expect(faultsIn(picture)).toEqual([])
    })
    await fc.assert(property, { numRuns: 60, seed: 3 })
  },
)
