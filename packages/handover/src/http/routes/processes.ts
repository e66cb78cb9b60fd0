import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import { processCommands } from '../command-docs.ts'
import { showEvents } from '../show-event.ts'
import { showProcess, showProcessDetail } from '../show-process.ts'
import { HistoryEvent, NoteBody, Process, ProcessCommand, ProcessDetail } from '../wire.ts'
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

const readProcess = createRoute({
  method: 'get',
  path: '/api/processes/{id}',
  operationId: 'process',
  summary: 'A process with its data and all its tasks',
  request: { params: idParam },
  responses: { 200: json(ProcessDetail, 'The process.'), ...problems(404) },
})

const readHistory = createRoute({
  method: 'get',
  path: '/api/processes/{id}/history',
  operationId: 'history',
  summary: 'Everything that happened in a process, oldest first',
  request: {
    params: idParam,
    query: z.strictObject({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2_147_483_647)
        .optional()
        .meta({ description: 'The number of the last event seen.' }),
      limit: page.limit.meta({ description: '200 by default.' }),
    }),
  },
  responses: { 200: json(z.object({ items: z.array(HistoryEvent) }), 'The events.'), ...problems(400, 404) },
})

const readChildren = createRoute({
  method: 'get',
  path: '/api/processes/{id}/children',
  operationId: 'children',
  summary: 'The processes that the tasks of a process called, oldest first',
  request: { params: idParam },
  responses: {
    200: json(z.object({ items: z.array(Process) }), 'Those that the actor may see.'),
    ...problems(404),
  },
})

const giveCommand = (command: ProcessCommand) =>
  createRoute({
    method: 'post',
    path: `/api/processes/{id}/${command}`,
    operationId: `${command}Process`,
    ...processCommands[command],
    request: { params: idParam, headers: writeHeaders, body: body(NoteBody) },
    responses: { 200: answer(Process, 'The process as it is then.'), ...problems(...writeProblems) },
  })

export function processRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(readProcess, async (c) => {
    const asking = c.env.asking
    const process = await asking.handover.processes.get(c.req.valid('param').id, { by: asking.actor })
    return c.json(await showProcessDetail(asking, process), 200)
  })
  app.openapi(readHistory, async (c) => {
    const asking = c.env.asking
    const { id } = c.req.valid('param')
    const process = await asking.handover.processes.get(id, { by: asking.actor })
    const query = { limit: 200, ...given(c.req.valid('query')) }
    const events = await asking.handover.processes.history(id, { by: asking.actor, ...query })
    return c.json({ items: await showEvents(asking, process, events) }, 200)
  })
  app.openapi(readChildren, async (c) => {
    const asking = c.env.asking
    const children = await asking.handover.processes.children(c.req.valid('param').id, { by: asking.actor })
    return c.json({ items: await Promise.all(children.map((child) => showProcess(asking, child))) }, 200)
  })
  for (const command of ProcessCommand.options) {
    app.openapi(giveCommand(command), async (c) => {
      const asking = c.env.asking
      const by = { by: asking.actor }
      const { id } = c.req.valid('param')
      const headers = c.req.valid('header')
      const find = async () => void (await asking.handover.processes.get(id, by))
      await findOrRepeat(c, headers, find, async () => {})
      const process = await once(c, headers, (options) =>
        asking.handover.processes[command](id, { ...by, ...given(c.req.valid('json')), ...options }),
      )
      return c.json(await showProcess(asking, process), 200)
    })
  }
  app.post('/api/processes/:id/:command', (c) => {
    const known = ProcessCommand.options
    const command = c.req.param('command')
    throw error('COMMAND_UNKNOWN', { command, near: nearest(command, known), known: known.join(', ') })
  })
}
