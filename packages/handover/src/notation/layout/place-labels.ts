import { sizes, type PlacedEdge, type PlacedNode, type Point } from '../picture.ts'
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
    const isFree = (place: Point) => {
      const box = boxAround(place, size)
      return ![...taken, ...lines].some((other) => overlap(box, other))
    }
    const labelAt = places.find(isFree) ?? places[0] ?? points[0]!
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

/** Beside the beginning of a stretch: over and under a flat one, right and left of a steep one. */
function placesAt(stretch: Stretch | null, { width, height }: Size): Point[] {
  if (stretch === null) return []
  const [start, end] = stretch
  if (start.y === end.y) {
    const x = start.x + Math.sign(end.x - start.x) * (gap + width / 2)
    return [start.y - gap - height / 2 + 2, start.y + gap + height / 2].map((y) => ({ x, y }))
  }
  const y = start.y + Math.sign(end.y - start.y) * (gap + height / 2)
  return [start.x + gap + width / 2, start.x - gap - width / 2].map((x) => ({ x, y }))
}

const boxAround = ({ x, y }: Point, { width, height }: Size): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})
