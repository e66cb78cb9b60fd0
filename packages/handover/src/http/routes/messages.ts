import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error } from '../../errors.ts'
import type { Asking, PublicationKind } from '../asking.ts'
import { Accepted, MessageBody, PublicationName, SignalBody } from '../wire.ts'
import { once } from '../once.ts'
import { answer, body, given, problems, writeHeaders, writeProblems, type Env } from './describe.ts'

const nameParam = z.object({ name: PublicationName })
const allowed = 'For those whom `mayPublish` of `createApi` allows it; by default nobody.'

const sendMessage = createRoute({
  method: 'post',
  path: '/api/messages/{name}',
  operationId: 'message',
  summary: 'Sends a message to the process that waits for it, or that begins with it',
  description: `${allowed} One receiver gets it; when nobody waits yet it is kept for as long as \`ttl\` says.`,
  request: { params: nameParam, headers: writeHeaders, body: body(MessageBody) },
  responses: { 202: answer(Accepted, 'It is kept, and delivered right away.'), ...problems(...writeProblems) },
})

const sendSignal = createRoute({
  method: 'post',
  path: '/api/signals/{name}',
  operationId: 'signal',
  summary: 'Sends a signal to every process that waits for it, and begins those that start with it',
  description: `${allowed} Who does not wait now does not get it.`,
  request: { params: nameParam, headers: writeHeaders, body: body(SignalBody) },
  responses: { 202: answer(Accepted, 'It is kept, and delivered right away.'), ...problems(...writeProblems) },
})

export function messageRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(sendMessage, async (c) => {
    const asking = c.env.asking
    const { name } = c.req.valid('param')
    await checkPublication(asking, 'message', name)
    const message = given(c.req.valid('json'))
    await once(c, c.req.valid('header'), (options) => asking.handover.message(name, { ...message, ...options }))
    return c.json({ accepted: true } as const, 202)
  })
  app.openapi(sendSignal, async (c) => {
    const asking = c.env.asking
    const { name } = c.req.valid('param')
    await checkPublication(asking, 'signal', name)
    const { payload } = c.req.valid('json')
    await once(c, c.req.valid('header'), (options) => asking.handover.signal(name, payload, options))
    return c.json({ accepted: true } as const, 202)
  })
}

async function checkPublication({ actor, mayPublish }: Asking, kind: PublicationKind, name: string): Promise<void> {
  if (await mayPublish(actor, name, kind)) return
  throw error('PUBLISHING_NOT_ALLOWED', { actor: actor.name, kind, name })
}
