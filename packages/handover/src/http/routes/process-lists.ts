import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { flowNamed, type Asking } from '../asking.ts'
import { exportProcesses, mostExported } from '../export-processes.ts'
import { readWhere } from '../read-where.ts'
import { showBoard } from '../show-board.ts'
import { showOverview } from '../show-overview.ts'
import { pageOf, ProcessStatus } from '../wire.ts'
import { Board, ListedProcess, ProcessCounts } from '../wire-lists.ts'
import { given, json, page, problems, type Env } from './describe.ts'

/** Counts in chips stop here; the runtime counts no further either. */
const most = 1000

const time = z.iso.datetime({ offset: true, error: 'Use a time such as 2026-11-20T12:00:00Z.' })
const narrowing = {
  flow: z.string().optional(),
  outcome: z.string().optional().meta({ description: 'The name of the end that was reached.' }),
  startedBy: z.string().optional().meta({ description: 'The id of who started it.' }),
  startedSince: time.optional().meta({ description: 'Started at this time or later.' }),
  startedUntil: time.optional().meta({ description: 'Started before this time.' }),
  node: z.string().optional().meta({ description: 'With an open task at this node; needs `flow`.' }),
  search: z.string().optional().meta({ description: 'A number, or a part of the summary.' }),
  where: z.string().optional().meta({ description: 'JSON: equality on keys of the data; needs `flow`.' }),
}
const filters = {
  ...narrowing,
  status: ProcessStatus.optional(),
  needsAttention: z.enum(['true', 'false']).optional().meta({ description: '`true`: only those that need attention.' }),
}

const lang = z
  .enum(['en', 'de'])
  .optional()
  .meta({ description: 'The language of the column heads and the states; `en` by default.' })

const listProcesses = createRoute({
  method: 'get',
  path: '/api/processes',
  operationId: 'processes',
  summary: 'The processes that the actor may see, newest first, with where they stand',
  request: { query: z.strictObject({ ...filters, ...page }) },
  responses: { 200: json(pageOf(ListedProcess), 'A page of processes.'), ...problems(400, 404) },
})

const countProcesses = createRoute({
  method: 'get',
  path: '/api/processes/counts',
  operationId: 'processCounts',
  summary: 'How many of these processes have which status, each counted up to a bound',
  request: { query: z.strictObject(narrowing) },
  responses: { 200: json(ProcessCounts, 'The counts.'), ...problems(400, 404) },
})

const exportList = createRoute({
  method: 'get',
  path: '/api/processes.csv',
  operationId: 'exportProcesses',
  summary: 'The same list as a table for spreadsheets',
  description: `In UTF-8, newest first, at most ${mostExported} processes: the last line says so when there are more.`,
  request: { query: z.strictObject({ ...filters, lang }) },
  responses: {
    200: { description: 'The table.', content: { 'text/csv': { schema: z.string() } } },
    ...problems(400, 404),
  },
})

const readBoard = createRoute({
  method: 'get',
  path: '/api/flows/{flow}/board',
  operationId: 'board',
  summary: 'The open tasks of a flow, node by node, as far as the actor may see them',
  request: {
    params: z.object({ flow: z.string() }),
    query: z.strictObject({
      cards: z.coerce
        .number()
        .int()
        .min(1)
        .max(50)
        .optional()
        .meta({ description: 'How many tasks of each node are shown; 5 by default.' }),
    }),
  },
  responses: { 200: json(Board, 'The board.'), ...problems(400, 404) },
})

/** The lists of processes; ahead of the routes of one process, whose paths are more general. */
export function processListRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(listProcesses, async (c) => {
    const asking = c.env.asking
    const { items, next } = await asking.handover.processes.overview(await queryOf(asking, c.req.valid('query')))
    return c.json({ items: await Promise.all(items.map((overview) => showOverview(asking, overview))), next }, 200)
  })
  app.openapi(countProcesses, async (c) => {
    const asking = c.env.asking
    const counts = await asking.handover.processes.count(await queryOf(asking, c.req.valid('query')))
    return c.json({ ...counts, most }, 200)
  })
  app.openapi(exportList, async (c) => {
    const asking = c.env.asking
    const { lang: language, ...query } = c.req.valid('query')
    const table = await exportProcesses(asking, await queryOf(asking, query), { language })
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="processes.csv"',
    }
    return c.body(table, 200, headers) as never
  })
  app.openapi(readBoard, async (c) => {
    const asking = c.env.asking
    const flow = flowNamed(asking, c.req.valid('param').flow)
    const board = await asking.handover.processes.board(flow, { by: asking.actor, ...given(c.req.valid('query')) })
    return c.json(await showBoard(asking, flow, board), 200)
  })
}

type Asked = z.output<z.ZodObject<typeof filters>>

/** The query as the runtime takes it. */
async function queryOf<Q extends Partial<Asked>>(asking: Asking, query: Q) {
  const { flow: name, where: text, startedSince, startedUntil, needsAttention, ...rest } = query
  const flow = name === undefined ? undefined : flowNamed(asking, name)
  const where = text === undefined ? undefined : await readWhere(flow, text)
  const times = { startedSince: dateOf(startedSince), startedUntil: dateOf(startedUntil) }
  const attention = needsAttention === 'true' ? true : undefined
  return { by: asking.actor, ...given({ ...rest, ...times, flow, where, needsAttention: attention }) }
}

const dateOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))
