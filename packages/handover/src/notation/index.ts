/** `handover/notation`: flows as pictures. */
export { layoutPicture } from './layout/layout-picture.ts'
export { svgOf } from './svg.ts'
export type { Marker, Sign } from './sign.ts'
export type { NodeState, SvgOptions } from './svg.ts'
export type { Picture, PlacedEdge, PlacedNode, Point } from './picture.ts'
