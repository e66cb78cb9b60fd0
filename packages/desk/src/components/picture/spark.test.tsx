import type { Picture } from 'handover/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { anyNode } from './any-node.ts'
import type { PictureNode } from './picture-node.tsx'
import { sparkLayout } from './spark-layout.ts'
import { Spark } from './spark.tsx'

const node = (name: string, x: number, y: number, given: Partial<PictureNode> = {}) =>
  anyNode({ node: name, title: name, x: x - 76, y: y - 29, ...given })
const edge = (from: string, to: string, ...points: [number, number][]): Picture['edges'][number] => ({
  from,
  to,
  label: null,
  labelAt: null,
  points: points.map(([x, y]) => ({ x, y })),
})
/** One step, then two side by side, of which the lower one has a timeout on its border. */
const picture: Picture = {
  width: 600,
  height: 300,
  nodes: [
    node('write', 100, 100),
    node('pack', 300, 60),
    node('send', 300, 200),
    node('late', 300, 229, { shape: 'boundary', host: 'send', width: 34, height: 34 }),
    node('done', 500, 104),
  ],
  edges: [
    edge('write', 'pack', [176, 100], [200, 100], [200, 60], [224, 60]),
    edge('write', 'send', [176, 100], [200, 100], [200, 200], [224, 200]),
    edge('late', 'done', [300, 246], [300, 280], [500, 280], [500, 133]),
  ],
}

describe('the layout of a spark', () => {
  const { nodes, edges, height } = sparkLayout(picture)
  const at = (name: string) => nodes.find((each) => each.node === name)!

  test('keeps 9 px between lanes, whatever the distance in the picture', () => {
    const lanes = [...new Set(nodes.map(({ y }) => y))].toSorted((a, b) => a - b)
    expect(lanes.map((y) => y - lanes[0]!)).toEqual([0, 9, 18])
    expect(height).toBe(28)
  })

  test('puts what nearly lies on one line on one line', () => {
    expect(at('write').y).toBe(at('done').y)
    expect(at('pack').x).toBe(at('send').x)
  })

  test('leaves out what stands on a border: its lines begin at the host', () => {
    expect(nodes.map(({ node: name }) => name)).not.toContain('late')
    expect(edges[2]!.points[0]).toEqual({ x: at('send').x, y: at('send').y })
  })

  test('keeps lines orthogonal, from middle to middle', () => {
    for (const { points } of edges)
      for (const [i, point] of points.slice(1).entries())
        expect(point.x === points[i]!.x || point.y === points[i]!.y).toBe(true)
    expect(edges[0]!.points.at(-1)).toEqual({ x: at('pack').x, y: at('pack').y })
  })
})

test('a spark is an image with one sentence, each shape in the tone of how it stands', () => {
  const html = renderToString(
    <Spark title="Order" picture={picture} visited={{ done: ['write'], new: ['pack'], error: ['send'] }} />,
  )
  expect(html).toContain('role="img" aria-label="Order: write done; send has failed; pack is unassigned"')
  for (const tone of ['past', 'open', 'bad', 'todo']) expect(html).toMatch(new RegExp(`<rect class="[^"]*${tone}`))
  expect(html).not.toContain('<text')
})

test('what was undone waits in the spark', () => {
  const html = renderToString(<Spark title="Order" picture={picture} visited={{ undone: ['pack'] }} />)
  expect(html).toContain('pack was undone')
  expect(html).toMatch(/<rect class="[^"]*wait/)
})
