import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { checkIncident, incidentsInSight } from '../incidents.ts'
import { Accepted, EmptyBody, Incident, pageOf } from '../wire.ts'
import { findOrRepeat, once } from '../once.ts'
import {
  answer,
  body,
  given,
  idParam,
  json,
  page,
  problems,
  writeHeaders,
  writeProblems,
  type Env,
} from './describe.ts'

const whose = 'For those with the right `<flow>.manage`, and for those whom `mayOperate` of `createApi` names.'

const listIncidents = createRoute({
  method: 'get',
  path: '/api/incidents',
  operationId: 'incidents',
  summary: 'What could not be delivered and waits for somebody, newest first',
  description: `${whose} A page may hold fewer than asked for: what others look after is left out of it.`,
  request: { query: z.strictObject({ process: z.uuid().optional(), ...page }) },
  responses: { 200: json(pageOf(Incident), 'A page of incidents.'), ...problems(400) },
})

const settlements = {
  retry: { summary: 'Tries a delivery again, from the beginning', answer: 'It is tried again right away.' },
  drop: { summary: 'Gives a delivery up for good', answer: 'It is gone.' },
} as const
type Settlement = keyof typeof settlements

const settle = (settlement: Settlement) =>
  createRoute({
    method: 'post',
    path: `/api/incidents/{id}/${settlement}`,
    operationId: `${settlement}Incident`,
    summary: settlements[settlement].summary,
    description: whose,
    request: { params: idParam, headers: writeHeaders, body: body(EmptyBody) },
    responses: { 200: answer(Accepted, settlements[settlement].answer), ...problems(...writeProblems) },
  })

export function incidentRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(listIncidents, async (c) =>
    c.json(await incidentsInSight(c.env.asking, given(c.req.valid('query'))), 200),
  )
  for (const settlement of ['retry', 'drop'] as const) {
    app.openapi(settle(settlement), async (c) => {
      const { id } = c.req.valid('param')
      const headers = c.req.valid('header')
      await findOrRepeat(
        c,
        headers,
        () => checkIncident(c.env.asking, id),
        async () => {},
      )
      await once(c, headers, (options) => c.env.asking.handover.incidents[settlement](id, options))
      return c.json({ accepted: true } as const, 200)
    })
  }
}
