import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Me } from '../wire.ts'
import { json, most, problems, type Env } from './describe.ts'

const readMe = createRoute({
  method: 'get',
  path: '/api/me',
  operationId: 'me',
  summary: 'Who is asking, and how much waits',
  responses: { 200: json(Me, 'The actor that the server identified.'), ...problems() },
})

export function meRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(readMe, async (c) => {
    const { handover, actor } = c.env.asking
    const [inbox, queue, { attention }] = await Promise.all([
      handover.tasks.count('inbox', actor),
      handover.tasks.count('queue', actor),
      handover.processes.count({ by: actor, of: ['attention'] }),
    ])
    return c.json({ actor: { id: actor.id, name: actor.name }, counts: { inbox, queue, attention }, most }, 200)
  })
}
