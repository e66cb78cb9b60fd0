/** Random sound flows as somebody draws them who writes short and long titles, names cases, and adds boundaries. */
import fc from 'fast-check'
import type { FlowNode } from '../../src/flow/node.ts'
import { layoutPicture } from '../../src/notation/layout/layout-picture.ts'
import type { Picture } from '../../src/notation/picture.ts'
import { anyBlock } from '../model/any-block.ts'
import { flowOf } from '../model/block-flow.ts'

type Graph = Readonly<Record<string, FlowNode>>

const titles = [
  'Go',
  'Approve the leave',
  'Choose a carrier and book the pickup of every parcel',
  'Übergeben',
  '批准请假',
]
const cases = ['a', 'approved', 'sent back to who asked for it', 'more than 10 000 EUR, or abroad']
const picks = fc.array(fc.nat(), { minLength: 20, maxLength: 20 })

const most = 60

/** Flows of at most 60 nodes. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .tuple(fc.array(anyBlock(3), { minLength: 1, maxLength: 4 }), picks)
  .map(([blocks, given]) => decorated(flowOf({ is: 'row', blocks }).flow.graph, given))
  .filter((graph) => Object.keys(graph).length <= most)

// A flow of its own each time: pictures are kept by definition.
export const drawn = (graph: Graph): Promise<Picture> => layoutPicture({ name: 'drawn', graph: { ...graph } } as never)

function decorated(graph: Graph, picks: readonly number[]): Graph {
  let used = 0
  const pick = (of: number) => picks[used++ % picks.length]! % of
  const names = Object.keys(graph).filter((name) => graph[name]!.host === undefined)
  const nodes = Object.values(graph).flatMap((node) => {
    const title = node.host === undefined ? titles[pick(titles.length)]! : node.title
    const edges = node.edges.map((edge) =>
      edge.when === undefined || pick(3) === 0 ? edge : { ...edge, label: cases[pick(cases.length)]! },
    )
    const more = node.kind.shape === 'human' ? boundariesAt(node, names, () => pick(4)) : []
    const boundaries = [...node.boundaries, ...more.map(({ name }) => name)]
    const mutex = pick(6) === 0 ? { mutex: 'crane' } : {}
    return [{ ...node, title, edges, boundaries, ...mutex }, ...more]
  })
  return Object.fromEntries(nodes.map((node) => [node.name, node]))
}

/** None, or up to three more, that lead anywhere. */
function boundariesAt(host: FlowNode, names: readonly string[], pick: () => number): FlowNode[] {
  return Array.from({ length: pick() === 0 ? pick() : 0 }, (_, i) => ({
    ...host,
    name: `${host.name}__more${i}`,
    title: ['After 3 days', 'On error', 'When nobody has decided for a week', 'Withdrawn'][pick()]!,
    kind: { ...host.kind, kind: 'timeout', shape: 'boundary' as const },
    edges: [{ to: names[(names.indexOf(host.name) + pick()) % names.length]! }],
    boundaries: [],
    host: host.name,
    isInterrupting: pick() > 1,
  }))
}
