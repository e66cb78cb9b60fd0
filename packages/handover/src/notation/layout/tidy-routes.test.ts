import { expect, test } from 'vitest'
import type { PlacedNode } from '../picture.ts'
import { straightened } from './route.ts'
import { tidyRoutes } from './tidy-routes.ts'

const box = (node: string, x: number, y: number): PlacedNode => ({
  node,
  title: node,
  kind: 'view',
  shape: 'human',
  sign: 'person',
  isThrowing: false,
  markers: [],
  host: null,
  isInterrupting: true,
  titleAt: 'inside',
  x,
  y,
  width: 150,
  height: 58,
})
const points = (...all: readonly [number, number][]) => all.map(([x, y]) => ({ x, y }))

test('a turn is taken out where the way is free, but not along the border of a node', () => {
  const back = points([475, 98], [475, 110], [300, 110], [300, 100], [75, 100], [75, 58])
  const route = { from: 'b', to: 'a', label: null, host: null, isFirst: true, isBack: true, points: back }
  const [tidied] = tidyRoutes([route], [box('a', 0, 0), box('b', 400, 40)])
  expect(tidied!.points).toEqual(points([475, 98], [475, 110], [75, 110], [75, 58]))
})

test('a way there and back is no stretch of its own', () => {
  const detour = points([0, 0], [100, 0], [100, 4], [100, 0], [200, 0])
  expect(straightened(detour)).toEqual(points([0, 0], [200, 0]))
})
