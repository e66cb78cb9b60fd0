import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { frozen } from '../../flow/define-flow.ts'
import type { Picture, PlacedNode, Point } from '../picture.ts'
import { layoutPicture } from './layout-picture.ts'
import { boxesOf, boxOfStretch, overlap, stretchesOf, widened } from './route.ts'

const data = z.object({ message: z.string(), approved: z.boolean().optional() })

const approval = flow('approval', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('approve'),
    fromCode: n.startHandle(data, (input) => input).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved === true)
      .yes('send')
      .no('rework'),
    rework: n.view({ fields: ['message'] }).next('approve'),
    send: n
      .function(() => {})
      .title('Send the message to everybody who has ever asked for it')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const selfLoop = flow('self-loop', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.approved === true)
      .yes('done')
      .no('again'),
    done: n.end(),
  }),
})

const shipment = flow('shipment', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('fork'),
    fork: n.split().next('pack').next('insure').next('carrier'),
    pack: n.view({ fields: ['message'] }).next('print'),
    print: n.function(() => {}).next('ready'),
    insure: n.view({ fields: ['message'] }).next('ready'),
    carrier: n.view({ fields: ['message'] }).next('book'),
    book: n.function(() => {}).next('ready'),
    ready: n.join().next('way'),
    way: n
      .switch()
      .when(() => true, 'done', { label: 'delivered' })
      .when(() => false, 'lost')
      .otherwise('pickUp'),
    pickUp: n.view({ fields: ['message'] }).next('way'),
    done: n.end(),
    lost: n.end(),
  }),
})

/** Ten times split, work with a loop inside one branch, join, and a task after it. */
const long = flow('long', {
  data,
  nodes: (n) => {
    const rounds = Array.from({ length: 10 }, (_, i) => ({
      [`fork${i}`]: n.split().next(`one${i}`).next(`two${i}`),
      [`one${i}`]: n.view({ fields: ['message'] }).next(`more${i}`),
      [`more${i}`]: n
        .if(() => true)
        .yes(`ready${i}`)
        .no(`one${i}`),
      [`two${i}`]: n.function(() => {}).next(`ready${i}`),
      [`ready${i}`]: n.join().next(`after${i}`),
      [`after${i}`]: n.view({ fields: ['message'] }).next(i < 9 ? `fork${i + 1}` : 'done'),
    }))
    const start = n.start({ fields: ['message'] }).next('fork0')
    return Object.assign({ start, done: n.end() }, ...rounds) as Record<string, never>
  },
})

/** Several boundaries on one host: one leads on, one back, one to its own host; and one on a gateway. */
const guarded = flow('guarded', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('write'),
    write: n.view({ fields: ['message'] }).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .onTimeout('3 days', 'remind', { interrupting: false })
      .onMessage('order-withdrawn', 'write')
      .onTimeout('14 days', 'approve')
      .next('check'),
    remind: n.send(() => {}).next('reminded'),
    reminded: n.end(),
    check: n
      .if((visit) => visit.process.data.approved === true)
      .yes('sent')
      .no('write')
      .onError('broken'),
    broken: n.fail('broken'),
    sent: n.end(),
  }),
})

const flows = { approval, selfLoop, shipment, long, guarded }

describe.each(Object.entries(flows))('the picture of %s', (_name, definition) => {
  const layout = () => layoutPicture(frozen(definition))

  test('shows every node and every edge once', async () => {
    const picture = await layout()
    const { graph } = frozen(definition)
    expect(picture.nodes.map((node) => node.node).toSorted()).toEqual(Object.keys(graph).toSorted())
    const edges = Object.values(graph).flatMap((node) => node.edges.map((edge) => `${node.name} ${edge.to}`))
    expect(picture.edges.map((edge) => `${edge.from} ${edge.to}`).toSorted()).toEqual(edges.toSorted())
  })

  test('lays no box upon another, and no edge upon a box', async () => {
    const picture = await layout()
    const touching = pairs(picture.nodes).filter(
      ([a, b]) =>
        a.host !== b.node &&
        b.host !== a.node &&
        boxesOf(a).some((one) => boxesOf(b).some((other) => overlap(one, other))),
    )
    expect(touching.map(([a, b]) => `${a.node} ${b.node}`)).toEqual([])
    const stretches = picture.edges.flatMap((edge) => stretchesOf(edge.points).map((stretch) => ({ edge, stretch })))
    const hits = stretches.flatMap(({ edge, stretch }) =>
      picture.nodes
        .filter((node) => !isGatewayOf(picture, edge.from, node) && overlap(boxOfStretch(stretch), boxesOf(node)[0]!))
        .map((node) => `${edge.from} ${edge.to}: ${node.node}`),
    )
    expect(hits).toEqual([])
  })

  test('draws every edge orthogonally, from border to border', async () => {
    const picture = await layout()
    for (const edge of picture.edges) {
      expect(stretchesOf(edge.points).every(([a, b]) => (a.x === b.x) !== (a.y === b.y))).toBe(true)
      expect(isOnBorder(edge.points[0]!, nodeOf(picture, edge.from))).toBe(true)
      expect(isOnBorder(edge.points.at(-1)!, nodeOf(picture, edge.to))).toBe(true)
    }
  })

  test('keeps everything inside, and each label beside its edge', async () => {
    const picture = await layout()
    const points = picture.edges.flatMap((edge) => [...edge.points, ...(edge.labelAt ? [edge.labelAt] : [])])
    const boxes = picture.nodes.flatMap(boxesOf)
    expect(points.every(({ x, y }) => x >= 0 && y >= 0 && x <= picture.width && y <= picture.height)).toBe(true)
    expect(
      boxes.every((box) => box.left >= 0 && box.top >= 0 && box.right <= picture.width && box.bottom <= picture.height),
    ).toBe(true)
    expect(picture.edges.every((edge) => (edge.label === null) === (edge.labelAt === null))).toBe(true)
  })

  test('is the same each time', async () => {
    // A copy is another definition: it is laid out anew.
    const copy = { ...definition, graph: { ...frozen(definition).graph } }
    expect(await layoutPicture(copy)).toEqual(await layout())
  })
})

test('a definition is laid out once', () => {
  expect(layoutPicture(frozen(approval))).toBe(layoutPicture(frozen(approval)))
})

test('the main line is straight, and a loop leads back under it', async () => {
  const picture = await layoutPicture(frozen(approval))
  const centre = (name: string) => nodeOf(picture, name).y + nodeOf(picture, name).height / 2
  expect(['start', 'approve', 'check', 'send', 'sent'].map(centre)).toEqual(Array(5).fill(centre('approve')))
  const back = picture.edges.find((edge) => edge.from === 'rework')!
  expect(back.points.at(-1)!.y).toBe(nodeOf(picture, 'approve').y + nodeOf(picture, 'approve').height)
})

test('a boundary stands on the lower border of its host, and its edge leaves it downward', async () => {
  const picture = await layoutPicture(frozen(guarded))
  const host = nodeOf(picture, 'approve')
  for (const name of ['approve__timeout', 'approve__message', 'approve__timeout2']) {
    const boundary = nodeOf(picture, name)
    expect(boundary.y + boundary.height / 2).toBe(host.y + host.height)
    expect([boundary.x > host.x, boundary.x + boundary.width < host.x + host.width]).toEqual([true, true])
    const [first, second] = picture.edges.find((edge) => edge.from === name)!.points
    expect(first).toEqual({ x: boundary.x + boundary.width / 2, y: boundary.y + boundary.height })
    expect(second!.y).toBeGreaterThan(first!.y)
  }
})

test('what a boundary leads to stands under the main line', async () => {
  const picture = await layoutPicture(frozen(guarded))
  const centre = (name: string) => nodeOf(picture, name).y + nodeOf(picture, name).height / 2
  expect(['start', 'write', 'approve', 'check', 'sent'].map(centre)).toEqual(Array(5).fill(centre('approve')))
  expect(centre('remind')).toBeGreaterThan(centre('approve'))
})

test('each case of a switch stands beside the way that only it goes', async () => {
  const picture = await layoutPicture(frozen(shipment))
  const labels = picture.edges.filter(({ from }) => from === 'way').map(({ to, label }) => [to, label])
  expect(Object.fromEntries(labels)).toEqual({ done: 'delivered', lost: null, pickUp: 'otherwise' })
  for (const edge of picture.edges.filter(({ label }) => label !== null)) {
    const others = picture.edges.filter((other) => other !== edge).flatMap((other) => stretchesOf(other.points))
    const near = widened(
      { left: edge.labelAt!.x, right: edge.labelAt!.x, top: edge.labelAt!.y, bottom: edge.labelAt!.y },
      13,
    )
    expect(others.filter((other) => overlap(boxOfStretch(other), near))).toEqual([])
  }
})

test('a split that says nothing of itself has no title in the picture', async () => {
  const picture = await layoutPicture(frozen(shipment))
  expect(nodeOf(picture, 'fork').title).toBe('')
  expect(nodeOf(picture, 'way').title).toBe('Way')
})

const nodeOf = (picture: Picture, name: string): PlacedNode => picture.nodes.find((node) => node.node === name)!
/** A boundary's lower point lies in a corner of the box around a diamond, beside the diamond itself. */
const isGatewayOf = (picture: Picture, boundary: string, host: PlacedNode): boolean =>
  host.shape === 'choice' && nodeOf(picture, boundary).host === host.node
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))

/** On the outline of a box or, at events and gateways, at the point of it where its outline touches the box. */
function isOnBorder({ x, y }: Point, node: PlacedNode): boolean {
  const middle = x === node.x + node.width / 2 && (y === node.y || y === node.y + node.height)
  const centre = y === node.y + node.height / 2 && (x === node.x || x === node.x + node.width)
  return middle || centre
}
