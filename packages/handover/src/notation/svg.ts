import { sizes } from './node-size.ts'
import type { Picture, PlacedEdge } from './picture.ts'
import { arrow, line } from './svg-line.ts'
import { drawNode } from './svg-node.ts'
import { escaped } from './svg-text.ts'

/** Where a process stands at a node. */
export type NodeState = (typeof nodeStates)[number]
const nodeStates = ['new', 'assigned', 'scheduled', 'started', 'done', 'canceled', 'error', 'revived'] as const

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
const tones = Object.entries({
  accent: ['new', 'assigned', 'started', 'revived'],
  wait: ['scheduled'],
  done: ['done'],
  error: ['error'],
  line: ['canceled'],
} satisfies Record<string, NodeState[]>).map(
  ([tone, states]) => `:is(${states.map((state) => `.${state}`).join(',')}){--tone:var(--${tone})}`,
)
const style = [
  `svg{${fallback(0)};font-family:Inter,system-ui,sans-serif}`,
  `@media(prefers-color-scheme:dark){svg{${fallback(1)}}}`,
  '.node{fill:var(--surface);stroke:var(--line);stroke-width:1.5}.end .node{stroke-width:3}.event .node,.boundary .node{stroke-width:1.25}',
  '.edge{fill:none;stroke:var(--line);stroke-width:1.5}.arrow{fill:var(--line)}.taken .edge{stroke:var(--text);stroke-width:2}.taken .arrow{fill:var(--text)}',
  `text{fill:var(--muted);font-size:${sizes.text}px;text-anchor:middle}.name{fill:var(--text);font-size:${sizes.title}px;font-weight:560;text-anchor:start}`,
  '.sign path{fill:none;stroke:var(--muted);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;vector-effect:non-scaling-stroke}.solid path:first-child{fill:var(--muted)}.solid path+path{stroke:var(--surface)}',
  ':is(.choice,.split,.join) .sign path{stroke-width:2}:is(.event,.boundary,.first) .sign path{stroke-width:1.25}',
  '.new rect.node{stroke-dasharray:4 3}.canceled rect.node{stroke-dasharray:1 3}.dashed .node{stroke-dasharray:3 2.5}',
  ...tones,
  `:is(${nodeStates.map((state) => `.${state}`).join(',')}) .node{stroke:var(--tone)}:is(.assigned,.started,.error) rect.node{stroke-width:2.5}`,
  '.badge circle{fill:var(--tone);stroke:var(--surface);stroke-width:1.5}.badge path{fill:none;stroke:var(--surface);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}',
].join('')

function drawEdge({ from, to, label, labelAt, points }: PlacedEdge, states: NonNullable<SvgOptions['states']>): string {
  const isTaken = states[from] === 'done' && states[to] !== undefined && states[to] !== 'canceled'
  const text = label && labelAt ? `<text x="${labelAt.x}" y="${labelAt.y + 4}">${escaped(label)}</text>` : ''
  return `<g${isTaken ? ' class="taken"' : ''}><path class="edge" d="${line(points, 8)}"/><path class="arrow" d="${arrow(points)}"/>${text}</g>`
}
