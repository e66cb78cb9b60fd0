/** How a flow is drawn: its nodes with their places, and the edges between them. */
import { z } from 'zod'
import { markers, signs } from '../notation/sign.ts'

/** How a node is drawn: events are circles, gateways diamonds, tasks boxes, a boundary a circle on its host's border. */
export const Shape = z.enum([
  'start',
  'end',
  'human',
  'auto',
  'call',
  'event',
  'boundary',
  'choice',
  'split',
  'first',
  'join',
])

const point = z.object({ x: z.number(), y: z.number() })
export const Picture = z
  .object({
    width: z.number(),
    height: z.number(),
    nodes: z.array(
      z.object({
        node: z.string(),
        /** Empty at a gateway whose author gave it none: nothing is written there. */
        title: z.string(),
        /** Inside a box, under or over a circle or a diamond; at a boundary it is the label of its edge. */
        titleAt: z.enum(['inside', 'under', 'over', 'edge']),
        kind: z.string(),
        shape: Shape,
        /** What stands inside the shape; null where the shape says it all. */
        sign: z.enum(signs).nullable(),
        /** Sends what the sign shows, or brings it about: the sign is filled. */
        isThrowing: z.boolean(),
        /** What stands at the lower border of a box: that it is a process, and that there may be several of it. */
        markers: z.array(z.enum(markers)),
        /** At a boundary: the node on whose border it stands. */
        host: z.string().nullable(),
        /** False at a boundary that lets its host go on: it is dashed. */
        isInterrupting: z.boolean(),
        /** The upper left corner and the size. */
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        label: z.string().nullable(),
        /** Where the middle of the label stands; null without a label. */
        labelAt: point.nullable(),
        /** From the border of one node to the border of the other, corners included; orthogonal. */
        points: z.array(point),
      }),
    ),
  })
  .meta({ id: 'Picture' })

export type Shape = z.output<typeof Shape>
export type Picture = z.output<typeof Picture>
