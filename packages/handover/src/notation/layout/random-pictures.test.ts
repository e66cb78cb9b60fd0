/** Pictures of graphs that nobody drew by hand: whatever leads where, nothing lies upon anything else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowNode, Shape } from '../../flow/node.ts'
import { inWords } from '../../flow/words.ts'
import { isEvent, isTask, sizes } from '../node-size.ts'
import type { Picture, PlacedNode } from '../picture.ts'
import { textWidth } from '../text-width.ts'
import { layoutPicture } from './layout-picture.ts'
import { boxesOf, boxOfStretch, overlap, stretchesOf, widened } from './route.ts'

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

function faultsIn(picture: Picture): string[] {
  const { nodes, edges } = picture
  const hosts = new Map(nodes.map(({ node: name, host }) => [name, host]))
  const touching = pairs(nodes)
    .filter(([a, b]) => a.host !== b.node && b.host !== a.node)
    .filter(([a, b]) => boxesOf(a).some((one) => boxesOf(b).some((other) => overlap(one, other))))
    .map(([a, b]) => `${a.node} upon ${b.node}`)
  const through = edges.flatMap((edge) =>
    nodes
      .filter((each) => isCrossed(each, edge, picture))
      .map((each) => `${edge.from} to ${edge.to} through ${each.node}`),
  )
  const leaning = edges
    .filter(({ points }) => !stretchesOf(points).every(([a, b]) => (a.x === b.x) !== (a.y === b.y)))
    .map(({ from, to }) => `${from} to ${to} is not orthogonal`)
  const loose = edges
    .filter(({ from, points }) => hosts.get(from) !== null && !leavesBelow(named(picture, from), points[0]!))
    .map(({ from }) => `${from} is not left at its lower point`)
  const outside = [...edges.flatMap(({ points }) => points), ...nodes]
    .filter(({ x, y }) => x < 0 || y < 0 || x > picture.width || y > picture.height)
    .map(({ x, y }) => `${x} ${y} is outside`)
  return [
    ...touching,
    ...through,
    ...leaning,
    ...loose,
    ...outside,
    ...astray(picture),
    ...hugging(picture),
    ...covering(picture),
  ]
}

/** The box around a diamond holds the lower points of its boundaries: their first stretch is beside it, in a corner. */
function isCrossed(node: PlacedNode, { from, points }: Picture['edges'][number], picture: Picture): boolean {
  const isCorner = isDiamond(node) && named(picture, from).host === node.node
  const stretches = stretchesOf(points).slice(isCorner ? 1 : 0)
  return stretches.some((stretch) => overlap(boxOfStretch(stretch), boxesOf(node)[0]!))
}

/** Boundaries whose middle is not on the lower half of their host's outline. */
function astray(picture: Picture): string[] {
  return picture.nodes
    .filter(({ host }) => host !== null)
    .filter((boundary) => {
      const host = named(picture, boundary.host!)
      const [x, y] = [boundary.x + boundary.width / 2, boundary.y + boundary.height / 2]
      const rises = isDiamond(host) ? Math.abs(x - host.x - host.width / 2) : 0
      const border = host.y + host.height - rises
      return Math.abs(y - border) > 1 || x <= host.x || x >= host.x + host.width
    })
    .map(({ node: name, host }) => `${name} is not on the border of ${host}`)
}

/** Edges that run along a shape so close that they seem to be its border. */
function hugging({ nodes, edges }: Picture): string[] {
  return edges.flatMap(({ from, to, points }) => {
    const between = stretchesOf(points).slice(1, -1).map(boxOfStretch)
    return nodes
      .filter((each) => !isDiamond(each) && between.some((stretch) => overlap(stretch, widened(boxesOf(each)[0]!, 5))))
      .map((each) => `${from} to ${to} along ${each.node}`)
  })
}

/** Labels that lie upon a shape or upon each other. */
function covering({ nodes, edges }: Picture): string[] {
  const labels = edges.flatMap(({ label, labelAt }) => {
    if (label === null || labelAt === null) return []
    const [width, height] = [textWidth(label, sizes.text) / 2, sizes.text / 2 + 1]
    const { x, y } = labelAt
    return [{ label, box: { left: x - width, right: x + width, top: y - height, bottom: y + height } }]
  })
  const onShapes = labels.flatMap(({ label, box }) =>
    nodes
      .filter((each) => boxesOf(each).some((other) => overlap(box, other)))
      .map((each) => `${label} upon ${each.node}`),
  )
  const onLabels = pairs(labels).filter(([a, b]) => overlap(a.box, b.box))
  return [...onShapes, ...onLabels.map(([a, b]) => `${a.label} upon ${b.label}`)]
}

const leavesBelow = (boundary: PlacedNode, at: { x: number; y: number }) =>
  at.x === boundary.x + boundary.width / 2 && at.y === boundary.y + boundary.height
const isDiamond = ({ shape }: PlacedNode) => !isTask(shape) && !isEvent(shape)
const named = ({ nodes }: Picture, name: string): PlacedNode => nodes.find((each) => each.node === name)!
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))
