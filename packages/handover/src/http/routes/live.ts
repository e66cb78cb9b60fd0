import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { problems, type Env } from './describe.ts'

/** So many processes one stream may watch. */
const mostWatched = 20

const watch = createRoute({
  method: 'get',
  path: '/api/live',
  operationId: 'live',
  summary: 'Tells what has changed, as server-sent events',
  description: [
    'Begins with an event `ready`, whose data is a `LiveReady`; each event `changed` has a `LiveChange`.',
    'They are hints: what they name is worth reading again. After a lost connection anything may have changed.',
  ].join(' '),
  request: {
    query: z.strictObject({
      process: z
        .string()
        .transform((text) => text.split(','))
        .refine((ids) => ids.length <= mostWatched, `at most ${mostWatched} ids`)
        .optional()
        .meta({
          type: 'string',
          description: `Ids of processes to watch, between commas; at most ${mostWatched}.`,
        }),
    }),
  },
  responses: {
    200: { description: 'The events.', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(400, 429),
  },
})

export function liveRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(watch, async (c) => {
    const { live, actor, identify } = c.env.asking
    const { process: processes = [] } = c.req.valid('query')
    const { method, signal } = c.req.raw
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      // Proxies that gather answers before they pass them on would never pass this one on.
      'x-accel-buffering': 'no',
    }
    // Nobody would ever read it, nor end it.
    if (method === 'HEAD') return c.body(null, 200, headers) as never
    const body = await live.open({ actor, identify, processes, signal })
    return c.body(body, 200, headers) as never
  })
}
