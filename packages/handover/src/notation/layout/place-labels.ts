import { besideCorner, isTask, sizes } from '../node-size.ts'
import type { PlacedEdge, PlacedNode, Point } from '../picture.ts'
import { textWidth } from '../text-width.ts'
import { aroundIts, boxAround, labelPlaces, type Size } from './label-places.ts'
import { boxesOf, boxOfStretch, overlap, stretchesOf, widened } from './route.ts'
import type { Box, Route } from './route.ts'

/** How far a label keeps from the lines of others, so that it is read as its own line's. */
const distance = 7

/** Puts each label beside what its edge has to itself, where nothing else stands. */
export function placeLabels(routes: readonly Route[], nodes: readonly PlacedNode[], canvas: Size): PlacedEdge[] {
  const lines = new Map(routes.map((route) => [route, stretchesOf(route.points).map(boxOfStretch)]))
  const taken = nodes.flatMap((node) => [...boxesOf(node), ...markersBeside(node)])
  return routes.map((route) => {
    const { from, to, label, points } = route
    if (label === null) return { from, to, label, labelAt: null, points }
    const size = { width: textWidth(label, sizes.text), height: sizes.text + 2 }
    const around = widened(boxOfStretch(extentOf(points)), size.width + 2 * distance)
    const near = (boxes: readonly Box[]) => boxes.filter((box) => overlap(widened(box, 1), around))
    const others = routes.filter((other) => other !== route && near(lines.get(other)!).length > 0)
    const [own, foreign] = [lines.get(route)!, near(others.flatMap((other) => lines.get(other)!))]
    const shapes = near(taken)
    const isOnCanvas = (place: Point) => isInside(boxAround(place, size), canvas)
    const places = labelPlaces(route, others, size).filter(isOnCanvas)
    // Rather close to another line than across one, and rather across a line than upon a shape or another label.
    const labelAt =
      firstClear(places, size, [...shapes, ...own, ...foreign.map((line) => widened(line, distance))]) ??
      firstClear(places, size, [...shapes, ...own, ...foreign]) ??
      firstClear(places, size, shapes) ??
      firstClear(aroundIts(route).filter(isOnCanvas), size, taken) ??
      places[0] ??
      points[0]!
    taken.push(boxAround(labelAt, size))
    return { from, to, label, labelAt, points }
  })
}

function markersBeside(node: PlacedNode): Box[] {
  if (isTask(node.shape)) return []
  const { x, y } = besideCorner(node)
  return node.markers.map((_, i) => boxAround({ x: x + i * 13, y }, { width: 13, height: 13 }))
}

function firstClear(places: readonly Point[], size: Size, clear: readonly Box[]): Point | undefined {
  return places.find((place) => {
    const box = boxAround(place, size)
    return !clear.some((other) => overlap(box, other))
  })
}

/** From the upper left to the lower right of all that a route passes. */
function extentOf(points: readonly Point[]): [Point, Point] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return [
    { x: Math.min(...xs), y: Math.min(...ys) },
    { x: Math.max(...xs), y: Math.max(...ys) },
  ]
}

const isInside = ({ left, right, top, bottom }: Box, { width, height }: Size): boolean =>
  left >= 0 && top >= 0 && right <= width && bottom <= height
