import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Edge, FlowNode, Shape } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import { isEvent, isTask, sizeOf, sizes } from './node-size.ts'
import { orderNodes } from './order-nodes.ts'
import { isThrowing, markersOf, signOf, type Marker, type Sign } from './sign.ts'
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
  /** Empty at a split, a first or a join whose author gave it no title: it speaks for itself. */
  readonly title: string
  readonly kind: string
  readonly shape: Shape
  /** What stands inside: null where the bare shape says it all. */
  readonly sign: Sign | null
  /** Sends what the sign shows, or brings it about: the sign is filled. */
  readonly isThrowing: boolean
  /** What stands at the lower border of a box. */
  readonly markers: Marker[]
  /** At a boundary: on whose border it stands. */
  readonly host: string | null
  /** False at a boundary that lets its host go on: it is dashed. */
  readonly isInterrupting: boolean
  readonly titleAt: TitlePlace
  readonly width: number
  readonly height: number
}
/** Where the title stands: inside a box, beside a circle or a diamond, at a boundary on the edge that leaves it. */
export type TitlePlace = 'inside' | 'under' | 'over' | 'edge'

export interface PictureEdge {
  readonly from: string
  readonly to: string
  readonly label: string | null
  /** The way on that its author wrote first: the main line of the picture follows it. */
  readonly isFirst: boolean
  /** At an edge from a boundary: the node on whose border it stands. */
  readonly host: string | null
  /** Closes a loop: leads to a node that comes earlier, or to itself. */
  readonly isBack: boolean
}

/** What is to be drawn of a flow. */
export function pictureOf({ graph }: Pick<FrozenFlow, 'graph'>): PictureGraph {
  const order = orderNodes(graph)
  const place = new Map(order.map((name, i) => [name, i]))
  // A boundary leads back where its host would: it has no place of its own.
  const placeOf = (name: string) => place.get(graph[name]!.host ?? name)!
  const edges = order.flatMap((from) =>
    graph[from]!.edges.map((edge, i) => ({
      from,
      to: edge.to,
      label: labelOf(graph[from]!, edge),
      host: graph[from]!.host ?? null,
      isFirst: i === 0 && graph[from]!.host === undefined,
      isBack: placeOf(edge.to) <= placeOf(from),
    })),
  )
  return { nodes: order.map((name) => nodeOf(graph[name]!)), edges }
}

/** Longer ones end in an ellipsis: they would push the steps apart. */
const widestLabel = { way: 128, boundary: 220 }

/** Many tasks over one edge are said in words. */
function labelOf(node: FlowNode, { label, each }: Edge): string | null {
  const isOfBoundary = node.host !== undefined
  const title = isOfBoundary ? node.title : undefined
  const widest = isOfBoundary ? widestLabel.boundary : widestLabel.way
  const words = [label ?? title, each && 'for each'].filter(Boolean)
  return words.length === 0 ? null : linesOf(words.join(', '), { size: sizes.text, width: widest, most: 1 })[0]!
}

function nodeOf(node: FlowNode): PictureNode {
  const { kind } = node.kind
  const shape = shapeOf(node)
  const isSilent = silent.has(shape) && isUntitled(node)
  const about = {
    node: node.name,
    title: isSilent ? '' : node.title,
    kind,
    shape,
    sign: signOf(node),
    isThrowing: isThrowing(node),
    markers: markersOf(node),
    host: node.host ?? null,
    isInterrupting: node.isInterrupting ?? true,
    titleAt: titlePlaceOf(shape),
  }
  return { ...about, ...sizeOf(about, node.boundaries.length) }
}

/** Gateways that speak for themselves; a choice is a question. */
const silent: ReadonlySet<Shape> = new Set(['split', 'first', 'join'])
const isUntitled = (node: FlowNode): boolean => node.title === inWords(node.name)

/** An event with boundaries is drawn as the task that does the same, as BPMN does: a circle has no border to stand on. */
const shapeOf = ({ kind, boundaries }: FlowNode): Shape =>
  kind.shape === 'event' && boundaries.length > 0 ? 'auto' : kind.shape

function titlePlaceOf(shape: Shape): TitlePlace {
  if (shape === 'boundary') return 'edge'
  if (isTask(shape)) return 'inside'
  return isEvent(shape) ? 'under' : 'over'
}

/** What stands beside the shape: under an event, over a gateway; tasks hold their title inside. */
export function textOf({ title, titleAt }: Pick<PictureNode, 'title' | 'titleAt'>): {
  readonly lines: string[]
  readonly width: number
  readonly side: 'over' | 'under'
} | null {
  if (title === '' || titleAt === 'inside' || titleAt === 'edge') return null
  const lines = linesOf(title, { size: sizes.text, width: 110, most: 2 })
  return { lines, width: Math.max(...lines.map((line) => textWidth(line, sizes.text))), side: titleAt }
}
