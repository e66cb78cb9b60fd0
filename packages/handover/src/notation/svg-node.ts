import { kindInWords } from './kind-in-words.ts'
import { besideCorner, isEvent, isTask, sizes } from './node-size.ts'
import { textOf, type PlacedNode, type Point } from './picture.ts'
import type { NodeState } from './svg.ts'
import { drawBadge } from './svg-badge.ts'
import { drawSign } from './svg-sign.ts'
import { escaped } from './svg-text.ts'
import { linesOf } from './text-width.ts'

/** One node: its shape, the sign of its kind, its title and its state, all of them said in its title for who cannot see. */
export function drawNode(node: PlacedNode, state: NodeState | undefined): string {
  const { shape, isInterrupting, title } = node
  const draw = isTask(shape) ? drawBox : isEvent(shape) ? drawCircle : drawDiamond
  const beside = isTask(shape) ? '' : drawMarkersBeside(node)
  const about = `${title || node.node}, ${kindInWords(node)}${state ? `: ${stateInWords(node, state)}` : ''}`
  const names = [shape, isInterrupting ? '' : 'dashed', state].filter(Boolean).join(' ')
  return `<g class="${names}"><title>${escaped(about)}</title>${draw(node)}${beside}${drawBeside(node)}${drawBadge(node, state)}</g>`
}

/** A boundary waits beside its host: it is armed, and fires. */
function stateInWords({ host }: PlacedNode, state: NodeState): string {
  if (host === null) return state
  return state === 'new' || state === 'scheduled' ? 'armed' : state === 'done' ? 'fired' : state
}

function drawBox(node: PlacedNode): string {
  const { x, y, width, height, sign, isThrowing, title, markers } = node
  const left = sign === null ? 12 : 29
  const lines = linesOf(title, { size: sizes.title, width: width - left - 7, most: 2 })
  const first = y + sizes.task.height / 2 + 4.5 - ((lines.length - 1) * sizes.line) / 2
  return [
    `<rect class="node" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    sign === null ? '' : drawSign(sign, { x: x + 17, y: first - 4.5, size: 14 }, isThrowing),
    ...lines.map(
      (each, i) => `<text class="name" x="${x + left}" y="${first + i * sizes.line}">${escaped(each)}</text>`,
    ),
    ...markers.map((marker, i) => drawSign(marker, { ...markerPlace(node, i), size: 12 })),
  ].join('')
}

/** Side by side under the text. */
function markerPlace({ x, y, width, markers }: PlacedNode, i: number): Point {
  return { x: x + width / 2 + (i - (markers.length - 1) / 2) * 17, y: y + sizes.task.height + 4 }
}

/** Where a shape has no room inside, on the lower right, between its edges and its title. */
function drawMarkersBeside(node: PlacedNode): string {
  const at = besideCorner(node)
  return node.markers.map((marker, i) => drawSign(marker, { x: at.x + i * 13, y: at.y, size: 11 })).join('')
}

function drawCircle({ x, y, width, shape, sign, isThrowing }: PlacedNode): string {
  const centre = { x: x + width / 2, y: y + width / 2 }
  const isDouble = shape === 'event' || shape === 'boundary'
  const circle = (r: number) => `<circle class="node" cx="${centre.x}" cy="${centre.y}" r="${r}"/>`
  const inner = isDouble ? circle(width / 2 - 3) : ''
  const size = Math.round(width * (isDouble ? 0.48 : 0.54))
  return `${circle(width / 2)}${inner}${sign === null ? '' : drawSign(sign, { ...centre, size }, isThrowing)}`
}

function drawDiamond({ x, y, width, height, sign }: PlacedNode): string {
  const centre = { x: x + width / 2, y: y + height / 2 }
  const corners = `M${centre.x} ${y}L${x + width} ${centre.y}L${centre.x} ${y + height}L${x} ${centre.y}Z`
  return `<path class="node" d="${corners}"/>${sign === null ? '' : drawSign(sign, { ...centre, size: 20 })}`
}

function drawBeside(node: PlacedNode): string {
  const text = textOf(node)
  if (text === null) return ''
  const { lines, side } = text
  const first = side === 'under' ? node.y + node.height + 15 : node.y - 8 - (lines.length - 1) * sizes.line
  return lines
    .map((each, i) => `<text x="${node.x + node.width / 2}" y="${first + i * sizes.line}">${escaped(each)}</text>`)
    .join('')
}
