import type { PictureNode } from './picture-node.tsx'

/** A node of a picture, for tests that name only what matters to them. */
export const anyNode = (given: Partial<PictureNode> = {}): PictureNode => ({
  node: 'approve',
  title: 'Approve',
  titleAt: 'inside',
  kind: 'view',
  shape: 'human',
  sign: 'person',
  isThrowing: false,
  markers: [],
  host: null,
  isInterrupting: true,
  x: 0,
  y: 0,
  width: 152,
  height: 58,
  ...given,
})
