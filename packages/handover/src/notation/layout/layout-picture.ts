import elk from 'elkjs/lib/elk.bundled.js'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { frozen } from '../../flow/define-flow.ts'
import type { AnyFlow } from '../../flow/flow-types.ts'
import { pictureOf, type Picture, type PictureGraph, type PlacedNode, type Point } from '../picture.ts'
import { placesOnHost } from './places-on-host.ts'
import { elkGraphOf, isTurned } from './elk-graph.ts'
import { placeLabels } from './place-labels.ts'
import { tidyRoutes } from './tidy-routes.ts'

const laidOut = new WeakMap<object, Promise<Picture>>()

/**
 * The picture of a flow with everything in its place. It is laid out once for each definition; who asks meanwhile
 * waits for the same answer.
 *
 * @example
 * const svg = svgOf(await layoutPicture(leaveRequest), { title: 'Leave request' })
 */
export function layoutPicture(flow: AnyFlow): Promise<Picture> {
  const { graph } = frozen(flow)
  const known = laidOut.get(graph)
  if (known) return known
  const picture = layout(pictureOf({ graph }))
  laidOut.set(graph, picture)
  return picture
}

async function layout(graph: PictureGraph): Promise<Picture> {
  const answer = await new elk.default().layout(elkGraphOf(graph))
  const nodes = placedNodes(graph, new Map(answer.children!.map((child) => [child.id, placed(child)])))
  const routes = graph.edges.map((edge, i) => {
    const points = pointsOf(answer, i)
    return { ...edge, points: isTurned(edge) ? points.toReversed() : points }
  })
  const size = { width: Math.ceil(answer.width!), height: Math.ceil(answer.height!) }
  return { ...size, nodes, edges: placeLabels(tidyRoutes(routes, nodes), nodes, size) }
}

/** Boundaries stand where their host puts them. */
function placedNodes({ nodes }: PictureGraph, places: ReadonlyMap<string, Point>): PlacedNode[] {
  const onBorders = nodes.flatMap((host) => {
    const { x, y } = places.get(host.node) ?? { x: 0, y: 0 }
    return placesOnHost(host, nodes).map(({ boundary, ...at }): [string, Point] => [
      boundary.node,
      { x: x + at.x - boundary.width / 2, y: y + at.y - boundary.height / 2 },
    ])
  })
  const all = new Map([...places, ...onBorders])
  return nodes.map((node) => ({ ...node, ...all.get(node.node)! }))
}

function pointsOf(answer: ElkNode, edge: number): Point[] {
  const sections = answer.edges![edge]!.sections ?? []
  return sections
    .flatMap((section) => [section.startPoint, ...(section.bendPoints ?? []), section.endPoint])
    .map(placed)
}

/** On half points: what belongs to one line has the same coordinate, whatever the arithmetic left over. */
const placed = ({ x = 0, y = 0 }: { x?: number; y?: number }): Point => ({ x: half(x), y: half(y) })
const half = (coordinate: number) => Math.round(coordinate * 2) / 2
