import { isEvent, isTask, sizes } from '../../src/notation/node-size.ts'
import type { Picture, PlacedNode, Point } from '../../src/notation/picture.ts'
import { textWidth } from '../../src/notation/text-width.ts'
import { boxesOf, boxOfStretch, overlap, stretchesOf, widened } from '../../src/notation/layout/route.ts'
import type { Box, Stretch } from '../../src/notation/layout/route.ts'

/** Whatever in a picture lies upon something else, or not where it belongs. */
export function faultsIn(picture: Picture): string[] {
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
    .map(
      ({ from, to, points }) =>
        `${from} to ${to} is not orthogonal: ${points.map(({ x, y }) => `${x},${y}`).join(' ')}`,
    )
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
    ...onTrunks(picture),
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

/** Labels that do not stand beside what their edge has to itself, although there is room. */
function onTrunks({ nodes, edges }: Picture): string[] {
  // What stands at a boundary is the boundary's own title.
  const onBorders = new Set(nodes.filter(({ host }) => host !== null).map(({ node }) => node))
  return edges.flatMap((edge) => {
    const { from, to, label, labelAt, points } = edge
    if (label === null || labelAt === null || onBorders.has(from)) return []
    const others = edges.filter((other) => other !== edge).flatMap((other) => stretchesOf(other.points))
    const shared = others.map((other) => widened(boxOfStretch(other), 1))
    const alone = stretchesOf(points).map((stretch) =>
      placesOn(stretch).filter(({ x, y }) => !shared.some((box) => contains(box, x, y))),
    )
    const [width, height] = [textWidth(label, sizes.text) / 2, sizes.text / 2]
    const [{ x: middle, y: level }, near] = [labelAt, 14]
    const isBeside = alone
      .flat()
      .some(({ x, y }) => Math.abs(x - middle) < width + near && Math.abs(y - level) < height + near)
    const hasRoom = alone.some((places) => places.length * pace > 2 * width + 40)
    return hasRoom && !isBeside ? [`${label} is not beside what only ${from} to ${to} goes`] : []
  })
}
const pace = 4
function placesOn([a, b]: Stretch): Point[] {
  const [dx, dy] = [Math.sign(b.x - a.x) * pace, Math.sign(b.y - a.y) * pace]
  const length = Math.floor((Math.abs(b.x - a.x) + Math.abs(b.y - a.y)) / pace)
  return Array.from({ length }, (_, i) => ({ x: a.x + dx * i, y: a.y + dy * i }))
}
const contains = ({ left, right, top, bottom }: Box, x: number, y: number): boolean =>
  x > left && x < right && y > top && y < bottom

const leavesBelow = (boundary: PlacedNode, at: { x: number; y: number }) =>
  at.x === boundary.x + boundary.width / 2 && at.y === boundary.y + boundary.height
const isDiamond = ({ shape }: PlacedNode) => !isTask(shape) && !isEvent(shape)
const named = ({ nodes }: Picture, name: string): PlacedNode => nodes.find((each) => each.node === name)!
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))
