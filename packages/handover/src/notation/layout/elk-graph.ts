import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js'
import { sizes } from '../node-size.ts'
import { textOf, type PictureEdge, type PictureGraph, type PictureNode } from '../picture.ts'
import { textWidth } from '../text-width.ts'
import { placesOnHost } from './places-on-host.ts'

/** How much stays free around the picture: half a badge of the desk, and its stroke. */
const margin = 16

/**
 * The graph as ELK takes it. Every node is entered at its west and left at its east, so branches share a trunk; loops
 * run from south to south, where no text stands. ELK sees a loop's edge the other way round: then nothing is left to
 * break, and the order of the picture is ours. A boundary is a port of its host: it goes where its host goes.
 */
export function elkGraphOf(graph: PictureGraph): ElkNode {
  return {
    id: 'flow',
    layoutOptions: optionsFor(graph),
    children: graph.nodes.filter((node) => node.host === null).map((node) => elkNodeOf(node, graph)),
    edges: graph.edges.map(elkEdgeOf),
  }
}

function optionsFor(graph: PictureGraph): Record<string, string> {
  const longestLabel = longestOf(graph.edges)
  return {
    'elk.algorithm': 'layered',
    'elk.direction': 'RIGHT',
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.padding': `[top=${margin},left=${margin},bottom=${margin},right=${margin}]`,
    'elk.randomSeed': '1',
    'elk.separateConnectedComponents': 'false',
    'elk.spacing.nodeNode': '36',
    'elk.spacing.edgeNode': '18',
    'elk.spacing.edgeEdge': '14',
    // Under the boundaries, which stand out half their height.
    'elk.spacing.nodeSelfLoop': '26',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(Math.max(44, longestOf(graph.edges.filter(isAlone)) + 16)),
    // The label stands between the last corner and the next box.
    'elk.layered.spacing.edgeNodeBetweenLayers': String(Math.max(20, longestLabel + 12)),
    'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    'elk.layered.feedbackEdges': 'true',
  }
}

const longestOf = (edges: readonly PictureEdge[]): number =>
  Math.max(0, ...edges.map(({ label, host }) => (host === null ? textWidth(label ?? '', sizes.text) : 0)))

/** No other leads on from its node: it may be a straight line, as short as two nodes stand apart. */
const isAlone = (edge: PictureEdge, _: number, all: readonly PictureEdge[]): boolean =>
  !all.some((other) => other !== edge && other.from === edge.from && !isTurned(other))

function elkNodeOf(node: PictureNode, graph: PictureGraph): ElkNode {
  const { width, height } = node
  const text = textOf(node)
  const used = new Set(graph.edges.flatMap(portsOf))
  const ports = [
    port(node, 'WEST', { x: 0, y: height / 2 }),
    port(node, 'EAST', { x: width, y: height / 2 }),
    port(node, 'SOUTH', { x: width / 2, y: height }),
    ...placesOnHost(node, graph.nodes).map(({ boundary, x, y }) => boundaryPort(boundary, { x, y, below: height })),
  ]
  return {
    id: node.node,
    width,
    height,
    ports: ports.filter((each) => used.has(each.id)),
    labels: text ? [{ text: node.title, width: text.width, height: text.lines.length * sizes.line + 4 }] : [],
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      'elk.nodeLabels.placement': `[H_CENTER, ${text?.side === 'over' ? 'V_TOP' : 'V_BOTTOM'}, OUTSIDE]`,
      ...(node.shape === 'start' && { 'elk.layered.layering.layerConstraint': 'FIRST' }),
    },
  }
}

function port(node: PictureNode, side: string, at: { x: number; y: number }): ElkPort {
  return { id: `${node.node} ${side}`, ...at, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } }
}

/** At the lower point of the boundary, which the border of its host does not reach: ELK is to leave the space. */
function boundaryPort(boundary: PictureNode, { x, y, below }: { x: number; y: number; below: number }): ElkPort {
  const bottom = y + boundary.height / 2
  const atBottom = port(boundary, 'SOUTH', { x, y: bottom })
  return { ...atBottom, layoutOptions: { ...atBottom.layoutOptions, 'elk.port.borderOffset': String(bottom - below) } }
}

/** In the order in which ELK sees the edge. */
function portsOf(edge: PictureEdge): [string, string] {
  const { from, to, host } = edge
  if (isTurned(edge)) return [`${to} SOUTH`, `${from} SOUTH`]
  return [`${from} ${host === null ? 'EAST' : 'SOUTH'}`, `${to} ${host === to ? 'SOUTH' : 'WEST'}`]
}

function elkEdgeOf(edge: PictureEdge, i: number): ElkExtendedEdge {
  const [source, target] = portsOf(edge)
  const straightness = edge.isBack ? '0' : edge.isFirst ? '20' : '2'
  const layoutOptions = { 'elk.layered.priority.straightness': straightness }
  return { id: `edge ${i}`, sources: [source], targets: [target], layoutOptions }
}

/** Whether ELK sees this edge the other way round: all that lead back, but not those from a node to itself. */
export const isTurned = ({ from, to, host, isBack }: Omit<PictureEdge, 'label' | 'isFirst'>): boolean =>
  isBack && to !== (host ?? from)
