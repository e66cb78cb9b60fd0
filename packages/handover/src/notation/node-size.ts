import type { Shape } from '../flow/node.ts'
import type { PictureNode, Point } from './picture.ts'
import { textWidth } from './text-width.ts'

export const sizes = {
  task: { width: 152, height: 58, widest: 200 },
  /** What a box grows by under its text: for its markers, and for the boundaries that reach into it. */
  markers: 14,
  boundaries: 10,
  gateway: { width: 38, height: 38 },
  event: { width: 34, height: 34 },
  boundary: { width: 24, height: 24 },
  /** Letters of task titles, and of what stands beside shapes and edges. */
  title: 13,
  text: 12,
  line: 16,
}
/** What a task's box holds beside its title: the sign of its kind, and the edges. */
const taskPadding = 29 + 14
/** Between the middles of two boundaries of one host, and from the outermost one to the corner of a box. */
const [pitch, inset] = [34, 24]

export const isTask = (shape: Shape): boolean => shape === 'human' || shape === 'auto' || shape === 'call'
export const isEvent = (shape: Shape): boolean =>
  shape === 'start' || shape === 'end' || shape === 'event' || shape === 'boundary'

/** How large a node is drawn: with room for its title, and for its boundaries on the lower border. */
export function sizeOf(node: Pick<PictureNode, 'shape' | 'title' | 'markers'>, boundaries: number): Size {
  const { shape, title, markers } = node
  if (shape === 'boundary') return sizes.boundary
  if (isEvent(shape)) return sizes.event
  // They stand on both sides of the middle, where loops come in.
  const onOneSide = Math.ceil(boundaries / 2)
  if (!isTask(shape)) return onOneSide === 0 ? sizes.gateway : square(onOneSide === 1 ? 60 : 38 * (onOneSide + 1))
  const wanted = Math.min(sizes.task.widest, textWidth(title, sizes.title) + taskPadding)
  const below = onOneSide === 0 ? 0 : 2 * (inset + pitch * (onOneSide - 1) + inset)
  return {
    width: Math.max(sizes.task.width, wanted, below),
    height: sizes.task.height + (markers.length > 0 ? sizes.markers : 0) + (boundaries > 0 ? sizes.boundaries : 0),
  }
}
/** The middle of the first marker beside a circle or a diamond: at its lower right. */
export const besideCorner = ({ x, y, width, height }: Point & Size): Point => ({
  x: x + width - 1,
  y: y + height - 2,
})

const square = (side: number): Size => ({ width: side, height: side })
interface Size {
  readonly width: number
  readonly height: number
}

/** Where on its outline the middle of each boundary stands, from the upper left corner: to the right of the middle first. */
export function boundaryPlaces(host: Pick<PictureNode, 'shape' | 'width' | 'height'>, count: number): Point[] {
  const onOneSide = Math.ceil(count / 2)
  return Array.from({ length: count }, (_, i) => {
    const isRight = i < onOneSide
    const { x, y } = placeFrom(host, isRight ? i : i - onOneSide, onOneSide)
    return { x: isRight ? x : host.width - x, y }
  })
}

/** On the lower border of a box, from its corner on; on a diamond evenly along its lower right side. */
function placeFrom(
  { shape, width, height }: Parameters<typeof boundaryPlaces>[0],
  i: number,
  onOneSide: number,
): Point {
  if (isTask(shape)) return { x: width - inset - i * pitch, y: height }
  const way = (i + 1) / (onOneSide + 1)
  return { x: width - (width / 2) * way, y: height / 2 + (height / 2) * way }
}
