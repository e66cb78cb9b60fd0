import { sizes } from '../node-size.ts'
import type { PlacedEdge, PlacedNode, Point } from '../picture.ts'
import { textWidth } from '../text-width.ts'
import { boxesOf, boxOfStretch, overlap, runTogether, stretchesOf } from './route.ts'
import type { Box, Route, Stretch } from './route.ts'

/** Between the label and its line. */
const gap = 5

/** Puts each label where its edge has left the others of its node, on a side where nothing else stands. */
export function placeLabels(routes: readonly Route[], nodes: readonly PlacedNode[]): PlacedEdge[] {
  const taken = nodes.flatMap(boxesOf)
  return routes.map(({ from, to, label, points }, i) => {
    if (label === null) return { from, to, label, labelAt: null, points }
    const size = { width: textWidth(label, sizes.text), height: sizes.text + 2 }
    const siblings = routes.filter((route, other) => other !== i && route.from === from)
    const places = stretchesOf(points).flatMap((stretch) => placesAt(aloneFrom(stretch, siblings), size))
    const lines = routes.flatMap((route) => stretchesOf(route.points).map(boxOfStretch))
    const stays = (clear: readonly Box[]) => (place: Point) => {
      const box = boxAround(place, size)
      return !clear.some((other) => overlap(box, other))
    }
    // Rather across a line than upon a shape or another label.
    const labelAt = places.find(stays([...taken, ...lines])) ?? places.find(stays(taken)) ?? places[0] ?? points[0]!
    taken.push(boxAround(labelAt, size))
    return { from, to, label, labelAt, points }
  })
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The rest of a stretch, after the last place where an edge of the same node turns off; null when there is none. */
function aloneFrom(stretch: Stretch, siblings: readonly Route[]): Stretch | null {
  let [start, end] = stretch
  const way = (point: Point) => Math.abs(point.x - stretch[0].x) + Math.abs(point.y - stretch[0].y)
  for (const other of siblings.flatMap((route) => stretchesOf(route.points))) {
    if (!runTogether(stretch, other)) continue
    const last = way(other[0]) > way(other[1]) ? other[0] : other[1]
    if (way(last) >= way(end)) return null
    if (way(last) > way(start)) start = last
  }
  return [start, end]
}

/** Beside a stretch, from its beginning on: over and under a flat one, right and left of a steep one. */
function placesAt(stretch: Stretch | null, { width, height }: Size): Point[] {
  if (stretch === null) return []
  const [start, end] = stretch
  if (start.y === end.y) {
    const sides = [start.y - gap - height / 2 + 2, start.y + gap + height / 2]
    return middlesOn(start.x, end.x, width).flatMap((x) => sides.map((y) => ({ x, y })))
  }
  const sides = [start.x + gap + width / 2, start.x - gap - width / 2]
  return middlesOn(start.y, end.y, height).flatMap((y) => sides.map((x) => ({ x, y })))
}

/** Where the middle of something so long may stand: at the beginning, even if it juts out, and as often as it fits in. */
function middlesOn(start: number, end: number, length: number): number[] {
  const times = Math.max(1, Math.floor((Math.abs(end - start) - gap) / length))
  return Array.from({ length: times }, (_, i) => start + Math.sign(end - start) * (gap + length * (i + 0.5)))
}

const boxAround = ({ x, y }: Point, { width, height }: Size): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})
