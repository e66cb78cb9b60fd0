import { boundaryPlaces } from '../node-size.ts'
import type { PictureNode, Point } from '../picture.ts'

/** The boundaries of a host, and where on it the middle of each stands. */
export function placesOnHost(host: PictureNode, nodes: readonly PictureNode[]): PlaceOnHost[] {
  const boundaries = nodes.filter((node) => node.host === host.node)
  const places = boundaryPlaces(host, boundaries.length)
  return boundaries.map((boundary, i) => ({ boundary, ...places[i]! }))
}
interface PlaceOnHost extends Point {
  readonly boundary: PictureNode
}
