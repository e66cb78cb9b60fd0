import { isEvent, isTask } from './node-size.ts'
import type { PlacedNode, Point } from './picture.ts'
import type { NodeState } from './svg.ts'

/** The state once more, as a disc with a sign on the upper right: colour is never the only one that tells. */
export function drawBadge(node: PlacedNode, state: NodeState | undefined): string {
  // A gateway that is done shows by its edges.
  if (state === undefined || (state === 'done' && !isTask(node.shape) && !isEvent(node.shape))) return ''
  const { x, y } = cornerOf(node)
  const radius = isTask(node.shape) ? 8 : 6.5
  const place = `translate(${x} ${y}) scale(${radius / 8})`
  return `<g class="badge" transform="${place}"><circle r="8"/><path d="${drawings[state]}"/></g>`
}

/** Around 0 0, within 5. */
const drawings: Readonly<Record<NodeState, string>> = {
  new: 'M-4 0h.1M-1.3 0h.1M1.3 0h.1M4 0h.1',
  assigned: 'M-2.5 3.5v-1a2.5 2.5 0 0 1 5 0v1M-1.5 -2.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0',
  scheduled: 'M0 -4v4l3 2',
  started: 'M-2 -3.5l5 3.5l-5 3.5z',
  done: 'M-3.5 .5l2.5 2.5l4.5 -5',
  canceled: 'M-3.5 0h7',
  error: 'M0 -4v4.5M0 3.5v.1',
  revived: 'M3.5 -1.5a3.8 3.8 0 1 0 .2 2.5M3.8 -4v2.7h-2.7',
}

function cornerOf({ shape, x, y, width, height }: PlacedNode): Point {
  if (isTask(shape)) return { x: x + width, y }
  const reach = isEvent(shape) ? Math.SQRT1_2 : 0.5
  const place = (size: number) => Math.round((size / 2) * reach * 10) / 10
  return { x: x + width / 2 + place(width), y: y + height / 2 - place(height) }
}
