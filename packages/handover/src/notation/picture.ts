import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode, Shape } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import { linesOf, textWidth } from './text-width.ts'

/** A flow as it is drawn: what stands where. Coordinates count from the upper left corner. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly nodes: PlacedNode[]
  readonly edges: PlacedEdge[]
}
export interface PlacedNode extends PictureNode, Point {}
export interface PlacedEdge extends Pick<PictureEdge, 'from' | 'to' | 'label'> {
  /** Where the middle of the label stands; null without a label. */
  readonly labelAt: Point | null
  /** From the border of one node to the border of the other, corners included; orthogonal. */
  readonly points: Point[]
}
export interface Point {
  readonly x: number
  readonly y: number
}

/** The same before it is laid out: what is to be drawn and how large, not yet where. */
export interface PictureGraph {
  /** From the starts on, so that edges lead on in this order, and only loops lead back. */
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
}

export interface PictureNode {
  readonly node: string
  /** Empty at a split or a join whose author gave it no title: it speaks for itself. */
  readonly title: string
  readonly kind: string
  readonly shape: Shape
  readonly width: number
  readonly height: number
}

export interface PictureEdge {
  readonly from: string
  readonly to: string
  readonly label: string | null
  /** The way on that its author wrote first: the main line of the picture follows it. */
  readonly isFirst: boolean
  /** Closes a loop: leads to a node that comes earlier, or to itself. */
  readonly isBack: boolean
}

export const sizes = {
  task: { width: 152, height: 58, widest: 200 },
  gateway: { width: 38, height: 38 },
  event: { width: 34, height: 34 },
  /** Letters of task titles, and of what stands beside shapes and edges. */
  title: 13,
  text: 12,
  line: 16,
}
/** What a task's box holds beside its title: the sign of its kind, and the edges. */
const taskPadding = 29 + 14

export const isTask = (shape: Shape): boolean => shape === 'human' || shape === 'auto'
export const isEvent = (shape: Shape): boolean => shape === 'start' || shape === 'end'

/** What is to be drawn of a flow. */
export function pictureOf(flow: Pick<FrozenFlow, 'graph'>): PictureGraph {
  const order = orderOf(flow.graph)
  const place = new Map(order.map((name, i) => [name, i]))
  const edges = order.flatMap((from) =>
    flow.graph[from]!.edges.map(({ to, label }, i) => ({
      from,
      to,
      label: label ?? null,
      isFirst: i === 0,
      isBack: place.get(to)! <= place.get(from)!,
    })),
  )
  return { nodes: order.map((name) => nodeOf(flow.graph[name]!)), edges }
}

function nodeOf(node: FlowNode): PictureNode {
  const shape = node.kind.shape
  const isSilent = (shape === 'split' || shape === 'join') && node.title === inWords(node.name)
  const about = { node: node.name, title: isSilent ? '' : node.title, kind: node.kind.kind, shape }
  if (isEvent(shape)) return { ...about, ...sizes.event }
  if (!isTask(shape)) return { ...about, ...sizes.gateway }
  const wanted = textWidth(node.title, sizes.title) + taskPadding
  return { ...about, width: Math.min(sizes.task.widest, Math.max(sizes.task.width, wanted)), height: sizes.task.height }
}

/** What stands beside the shape: under an event, over a gateway; tasks hold their title inside. */
export function textOf(
  node: PictureNode,
): { readonly lines: string[]; readonly width: number; readonly side: Side } | null {
  if (isTask(node.shape) || node.title === '') return null
  const lines = linesOf(node.title, { size: sizes.text, width: 110, most: 2 })
  const width = Math.max(...lines.map((line) => textWidth(line, sizes.text)))
  return { lines, width, side: isEvent(node.shape) ? 'under' : 'over' }
}
type Side = 'over' | 'under'

/** Every node after those that lead to it, loops apart: a walk from the starts, in the reverse of the order it leaves. */
function orderOf(graph: FrozenFlow['graph']): readonly string[] {
  const left: string[] = []
  const entered = new Set<string>()
  const enter = (name: string) => {
    entered.add(name)
    return { name, ways: graph[name]!.edges.map((edge) => edge.to) }
  }
  const walk = (first: string) => {
    const path = [enter(first)]
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const next = here.ways.pop()
      if (next === undefined) left.push(path.pop()!.name)
      else if (!entered.has(next) && graph[next] !== undefined) path.push(enter(next))
    }
  }
  const names = Object.keys(graph)
  const starts = names.filter((name) => graph[name]!.kind.shape === 'start')
  for (const name of [...starts.toReversed(), ...names]) if (!entered.has(name)) walk(name)
  return left.toReversed()
}
