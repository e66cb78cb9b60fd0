import type { Picture } from 'handover/client'
import type { Point } from './line.ts'

/** The same layout, as small as a row: lanes and columns at fixed distances, whatever the flow. */
export interface SparkLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly (Point & { readonly node: string })[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly points: readonly Point[] }[]
}

const betweenLanes = 9
const betweenColumns = 17
const margin = 5
/** How far a line may run outside of all lanes. */
const outside = 4

const made = new WeakMap<Picture, SparkLayout>()

/** Made once for each picture: a list shows the same flow in many rows. */
export function sparkLayout(picture: Picture): SparkLayout {
  const known = made.get(picture)
  if (known !== undefined) return known
  const layout = layOut(picture)
  made.set(picture, layout)
  return layout
}

function layOut({ nodes: all, edges }: Picture): SparkLayout {
  // What stands on the border of another is too small to be seen: its lines begin at its host.
  const nodes = all.filter((node) => node.host === null)
  const hosts = new Map(all.map((node) => [node.node, node.host ?? node.node]))
  const centres = new Map(nodes.map((node) => [node.node, centreOf(node)]))
  const x = scaleOf(
    [...centres.values()].map((centre) => centre.x),
    { near: 60, apart: betweenColumns },
  )
  const y = scaleOf(
    [...centres.values()].map((centre) => centre.y),
    { near: 24, apart: betweenLanes },
  )
  const place = (point: Point): Point => ({ x: margin + x.at(point.x), y: margin + y.at(point.y) })
  return {
    width: x.length + 2 * margin,
    height: y.length + 2 * margin,
    nodes: nodes.map(({ node }) => ({ node, ...place(centres.get(node)!) })),
    edges: edges.map(({ from, to, points }) => {
      const [first, last] = [centres.get(hosts.get(from)!), centres.get(hosts.get(to)!)]
      return { from, to, points: joined(points, first, last).map(place) }
    }),
  }
}

const centreOf = ({ x, y, width, height }: Picture['nodes'][number]): Point => ({ x: x + width / 2, y: y + height / 2 })

/** From middle to middle: the shapes cover the ends. */
function joined(points: readonly Point[], first: Point | undefined, last: Point | undefined): readonly Point[] {
  return [...(first === undefined ? [] : [onto(points[0]!, points[1]!, first)]), ...points.slice(1, -1)].concat(
    last === undefined ? [] : [onto(points.at(-1)!, points.at(-2)!, last)],
  )
}

/** The end of a line moved on in its own direction, as far as the middle of its shape. */
const onto = (end: Point, before: Point, middle: Point): Point =>
  end.y === before.y ? { x: middle.x, y: end.y } : { x: end.x, y: middle.y }

interface Scale {
  readonly length: number
  readonly at: (value: number) => number
}

/** Values that lie near each other fall on one place; places are equally far apart, and what lies between stays between. */
function scaleOf(values: readonly number[], { near, apart }: { near: number; apart: number }): Scale {
  const knots: { value: number; place: number }[] = []
  let [place, first] = [0, Number.NEGATIVE_INFINITY]
  for (const value of [...new Set(values)].toSorted((a, b) => a - b)) {
    if (knots.length > 0 && value - first > near) place += apart
    if (knots.length === 0 || value - first > near) first = value
    knots.push({ value, place })
  }
  return { length: place, at: (value) => between(knots, value, near) }
}

function between(knots: readonly { value: number; place: number }[], value: number, near: number): number {
  const after = knots.findIndex((knot) => knot.value >= value)
  const [low, high] = [after === -1 ? knots.at(-1) : knots[after - 1], knots[after]]
  if (high === undefined) return low === undefined ? 0 : low.place + outsideBy(value - low.value, near)
  if (low === undefined) return high.value === value ? high.place : high.place - outsideBy(high.value - value, near)
  return low.place + ((value - low.value) / (high.value - low.value)) * (high.place - low.place)
}

const outsideBy = (distance: number, near: number): number => Math.min(outside, (distance / near) * outside)
