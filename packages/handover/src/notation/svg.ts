import { isEvent, isTask, sizes, textOf } from './picture.ts'
import type { Picture, PlacedEdge, PlacedNode, Point } from './picture.ts'
import { linesOf } from './text-width.ts'

/** Where a process stands at a node. */
export type NodeState = 'new' | 'assigned' | 'scheduled' | 'started' | 'done' | 'canceled' | 'error' | 'revived'

export interface SvgOptions {
  /** What the picture shows, read out where it cannot be seen. */
  readonly title: string
  readonly states?: Readonly<Record<string, NodeState>>
}

/**
 * A picture as a file of its own: no fonts, scripts or style sheets from elsewhere. Colours are CSS variables
 * (`--handover-line`, `--handover-accent`, …) with values for light and dark.
 *
 * @example
 * await writeFile('leave-request.svg', svgOf(await layoutPicture(leaveRequest), { title: 'Leave request' }))
 */
export function svgOf(picture: Picture, { title, states = {} }: SvgOptions): string {
  const { width, height } = picture
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    ...picture.edges.map((edge) => drawEdge(edge, states)),
    ...picture.nodes.map((node) => drawNode(node, states[node.node])),
    '</svg>\n',
  ].join('\n')
}

const colours = {
  surface: ['#ffffff', '#19191b'],
  line: ['#8b8b86', '#77777f'],
  text: ['#1a1a18', '#ededef'],
  muted: ['#53534e', '#b3b3b9'],
  accent: ['#2a3fd0', '#a5b2ff'],
  done: ['#1b7f46', '#4cb87a'],
  error: ['#c9302a', '#f0655c'],
  wait: ['#a76700', '#d99a3a'],
} as const
const fallback = (of: 0 | 1) =>
  Object.entries(colours)
    .map(([name, values]) => `--${name}:var(--handover-${name},${values[of]})`)
    .join(';')
const style = [
  `svg{${fallback(0)};font-family:Inter,system-ui,sans-serif}`,
  `@media(prefers-color-scheme:dark){svg{${fallback(1)}}}`,
  '.node{fill:var(--surface);stroke:var(--line);stroke-width:1.5}.end .node{stroke-width:3}',
  '.edge{fill:none;stroke:var(--line);stroke-width:1.5}.arrow{fill:var(--line)}.taken .edge{stroke:var(--text);stroke-width:2}.taken .arrow{fill:var(--text)}',
  `text{fill:var(--muted);font-size:${sizes.text}px;text-anchor:middle}.name{fill:var(--text);font-size:${sizes.title}px;font-weight:560}`,
  '.glyph{fill:none;stroke:var(--muted);stroke-width:2;stroke-linecap:round}',
  '.new .node{stroke:var(--accent);stroke-dasharray:4 3}.assigned .node,.started .node,.revived .node{stroke:var(--accent);stroke-width:2.5}',
  '.done .node{stroke:var(--done)}.error .node{stroke:var(--error);stroke-width:2.5}.scheduled .node{stroke:var(--wait)}.canceled .node{stroke-dasharray:1 3}',
].join('')

function drawEdge({ from, to, label, labelAt, points }: PlacedEdge, states: NonNullable<SvgOptions['states']>): string {
  const isTaken = states[from] === 'done' && states[to] !== undefined && states[to] !== 'canceled'
  const text = label && labelAt ? `<text x="${labelAt.x}" y="${labelAt.y + 4}">${escaped(label)}</text>` : ''
  return `<g${isTaken ? ' class="taken"' : ''}><path class="edge" d="${line(points, 8)}"/><path class="arrow" d="${arrow(points)}"/>${text}</g>`
}

function drawNode(node: PlacedNode, state: NodeState | undefined): string {
  const { x, y, width, height, shape } = node
  const [middle, centre] = [x + width / 2, y + height / 2]
  const about = `${node.title || node.node}${state ? `: ${state}` : ''}`
  const body = isTask(shape)
    ? `<rect class="node" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`
    : isEvent(shape)
      ? `<circle class="node" cx="${middle}" cy="${centre}" r="${width / 2}"/>`
      : `<path class="node" d="M${middle} ${y}L${x + width} ${centre}L${middle} ${y + height}L${x} ${centre}Z"/>`
  return `<g class="${[shape, state].filter(Boolean).join(' ')}"><title>${escaped(about)}</title>${body}${glyph(node)}${drawText(node)}</g>`
}

function drawText(node: PlacedNode): string {
  const middle = node.x + node.width / 2
  const text = textOf(node)
  const inside = linesOf(node.title, { size: sizes.title, width: node.width - 20, most: 2 })
  const [lines, first, name] = text
    ? [
        text.lines,
        text.side === 'under' ? node.y + node.height + 15 : node.y - 8 - (text.lines.length - 1) * sizes.line,
        '',
      ]
    : [
        isTask(node.shape) ? inside : [],
        node.y + node.height / 2 + 4.5 - ((inside.length - 1) * sizes.line) / 2,
        ' class="name"',
      ]
  return lines
    .map((each, i) => `<text${name} x="${middle}" y="${first + i * sizes.line}">${escaped(each)}</text>`)
    .join('')
}

/** What a gateway does: a cross chooses, a plus opens or closes branches. */
function glyph({ x, y, width, height, shape }: PlacedNode): string {
  if (isTask(shape) || isEvent(shape)) return ''
  const [middle, centre] = [x + width / 2, y + height / 2]
  const d =
    shape === 'choice'
      ? `M${middle - 5} ${centre - 5}l10 10M${middle + 5} ${centre - 5}l-10 10`
      : `M${middle - 8} ${centre}h16M${middle} ${centre - 8}v16`
  return `<path class="glyph" d="${d}"/>`
}

/** An orthogonal line with round corners. */
function line(points: readonly Point[], radius: number): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before) return `M${point.x} ${point.y}`
      if (!after) return `L${point.x} ${point.y}`
      const [start, end] = [toward(point, before, radius), toward(point, after, radius)]
      return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`
    })
    .join('')
}

function toward(from: Point, to: Point, radius: number): Point {
  const distance = Math.abs(to.x - from.x) + Math.abs(to.y - from.y)
  const part = Math.min(radius, distance / 2) / (distance || 1)
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function arrow(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1)!, points.at(-2)!]
  const [dx, dy] = [Math.sign(tip.x - before.x), Math.sign(tip.y - before.y)]
  const [x, y] = [tip.x - dx * 7, tip.y - dy * 7]
  return `M${x - dy * 4} ${y - dx * 4}L${tip.x} ${tip.y}L${x + dy * 4} ${y + dx * 4}Z`
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]!)
