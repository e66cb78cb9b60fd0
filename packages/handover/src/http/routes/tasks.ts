import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import { flowNamed, type Asking } from '../asking.ts'
import { taskCommands } from '../command-docs.ts'
import { problemOf } from '../problem.ts'
import type { TaskFilter } from '../../runtime/handover.ts'
import { dueFilters } from '../../runtime/due-times.ts'
import { showListedTask, showTask, showTaskDetail } from '../show-task.ts'
import {
  bodies,
  Bulk,
  BulkBody,
  ListedTask,
  pageOf,
  Task,
  TaskCommand,
  TaskCounts,
  TaskDetail,
  TaskListName,
} from '../wire.ts'
import { findOrRepeat, inWordsOf, once } from '../once.ts'
import {
  answer,
  body,
  given,
  idParam,
  json,
  most,
  page,
  problems,
  writeHeaders,
  writeProblems,
  type Env,
} from './describe.ts'

const time = z.iso.datetime({ offset: true }).optional()
/** What a list of tasks is narrowed by. */
const filters = {
  flow: z.string().optional(),
  node: z.string().optional().meta({ description: 'One of the nodes of `flow`.' }),
  from: z.string().optional().meta({ description: 'The id of who started the process.' }),
  search: z
    .string()
    .optional()
    .meta({ description: "The process's number, or a part of the task's title or summary or the process's summary." }),
  due: z.enum(dueFilters).optional().meta({
    description: '`week` are the seven days after today, `later` what comes then. Not in the archive.',
  }),
  zone: z
    .string()
    .optional()
    .meta({ description: 'The time zone whose days `due` means, such as `Europe/Berlin`; UTC by default.' }),
  createdSince: time.meta({ description: 'Created at this time or later.' }),
  createdUntil: time.meta({ description: 'Created before this time.' }),
}
const sort = z.enum(['newest', 'oldest', 'due']).optional().meta({
  description: 'Newest by default; in the archive by when it was finished. `due`: those without a due time last.',
})

const listTasks = createRoute({
  method: 'get',
  path: '/api/tasks',
  operationId: 'tasks',
  summary: "The actor's inbox, queue or archive",
  request: { query: z.strictObject({ list: TaskListName, ...filters, sort, ...page }) },
  responses: { 200: json(pageOf(ListedTask), 'A page of tasks.'), ...problems(400, 404) },
})

const countTasks = createRoute({
  method: 'get',
  path: '/api/tasks/count',
  operationId: 'countTasks',
  summary: 'How many tasks stand in a list under its filters, and when they are due',
  request: { query: z.strictObject({ list: TaskListName, ...filters }) },
  responses: { 200: json(TaskCounts, 'The counts.'), ...problems(400, 404) },
})

const readTask = createRoute({
  method: 'get',
  path: '/api/tasks/{id}',
  operationId: 'task',
  summary: 'A task with its form, the data of its process, and what the actor may do',
  request: { params: idParam },
  responses: { 200: json(TaskDetail, 'The task.'), ...problems(404) },
})

const giveCommand = (command: TaskCommand) =>
  createRoute({
    method: 'post',
    path: `/api/tasks/{id}/${command}`,
    operationId: command,
    ...taskCommands[command],
    request: { params: idParam, headers: writeHeaders, body: body(bodies[command]) },
    responses: { 200: answer(Task, 'The task as it is then.'), ...problems(...writeProblems) },
  })

const giveBulk = createRoute({
  method: 'post',
  path: '/api/tasks/bulk',
  operationId: 'bulk',
  summary: 'Gives the same command to up to 200 tasks, each on its own',
  description:
    'Answers 200 also when some, or all, are refused: `refused` says which and why. Skipping needs a `note`.',
  request: { headers: writeHeaders, body: body(BulkBody) },
  responses: { 200: answer(Bulk, 'What was done, and what was refused.'), ...problems(400, 403, 413, 415) },
})

/** What a command may carry; each takes its own part of it. */
interface Sent {
  readonly input?: unknown
  readonly item?: unknown
  readonly to?: string | undefined
  readonly at?: string | undefined
  readonly note?: string | undefined
}

export function taskRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(listTasks, async (c) => {
    const asking = c.env.asking
    const { list, sort: order, limit, cursor, ...rest } = c.req.valid('query')
    const query = { ...filterOf(asking, rest), ...given({ sort: order, limit, cursor }) }
    const { items, next } = await asking.handover.tasks[list](asking.actor, query)
    return c.json({ items: await Promise.all(items.map((task) => showListedTask(asking, task))), next }, 200)
  })
  app.openapi(countTasks, async (c) => {
    const { list, ...rest } = c.req.valid('query')
    return c.json(await counted(c.env.asking, list, filterOf(c.env.asking, rest)), 200)
  })
  app.openapi(readTask, async (c) => {
    const asking = c.env.asking
    const task = await asking.handover.tasks.get(c.req.valid('param').id, { by: asking.actor })
    return c.json(await showTaskDetail(asking, task), 200)
  })
  app.openapi(giveBulk, async (c) => {
    const asking = c.env.asking
    const { command, tasks, to, note } = c.req.valid('json')
    await checkAssignee(asking, command, to)
    const headers = c.req.valid('header')
    const asked = { by: asking.actor, ...given({ to, note }) }
    const { done, refused } = await once(
      c,
      headers,
      (options) => asking.handover.tasks.bulk(command, [...new Set(tasks)], { ...asked, ...options }),
      (outcome) => outcome.done.length,
    )
    for (const { error: refusal } of refused) asking.report(refusal)
    const outcome = {
      done: await Promise.all(done.map((task) => showTask(asking, task))),
      refused: refused.map((each) => ({
        task: each.task,
        problem: problemOf(inWordsOf(headers['Idempotency-Key'], each.error)),
      })),
    }
    return c.json(outcome, 200)
  })
  for (const command of TaskCommand.options) {
    app.openapi(giveCommand(command), async (c) => {
      const asking = c.env.asking
      const sent: Sent = c.req.valid('json')
      const { id } = c.req.valid('param')
      const headers = c.req.valid('header')
      const { tasks } = asking.handover
      // Who answers a handle is named by a right, and need not see the work of people around it.
      const sight = command === 'run' ? {} : { by: asking.actor }
      const find = async () => {
        const found = await tasks.get(id, sight)
        await checkAssignee(asking, command, sent.to)
        return found
      }
      const task = await findOrRepeat(c, headers, find, () => tasks.get(id))
      const done = await once(c, headers, (options) =>
        task.do(command, { by: asking.actor, ...given(sent), ...options }),
      )
      return c.json(await showTask(asking, done), 200)
    })
  }
  app.post('/api/tasks/:id/:command', (c) => {
    const known = TaskCommand.options
    const command = c.req.param('command')
    throw error('COMMAND_UNKNOWN', { command, near: nearest(command, known), known: known.join(', ') })
  })
}

type Filters = z.output<z.ZodObject<typeof filters>>

function filterOf(asking: Asking, { flow, createdSince, createdUntil, ...rest }: Filters): TaskFilter {
  return {
    ...given(rest),
    ...(flow !== undefined && { flow: flowNamed(asking, flow) }),
    ...(createdSince !== undefined && { createdSince: new Date(createdSince) }),
    ...(createdUntil !== undefined && { createdUntil: new Date(createdUntil) }),
  }
}

/** Each of them counted up to the bound; a sum that reaches it stops there. */
async function counted({ handover, actor }: Asking, list: TaskListName, filter: TaskFilter): Promise<TaskCounts> {
  const count = (more: TaskFilter = {}) => handover.tasks.count(list, actor, { ...filter, ...more })
  if (list === 'archive') return { total: await count(), due: null, most }
  const asked = (due: (typeof dueFilters)[number]) =>
    filter.due === undefined || filter.due === due ? count({ due }) : Promise.resolve(0)
  const [overdue, today, week, later, none] = await Promise.all(dueFilters.map(asked))
  const due = { overdue: overdue!, today: today!, week: week!, later: later!, none: none! }
  const total = Object.values(due).reduce((sum, each) => sum + each)
  return { total: Math.min(total, most), due, most }
}

/** With a directory at hand, work goes only to people who are in it. */
async function checkAssignee({ users, actor }: Asking, command: TaskCommand, to: string | undefined): Promise<void> {
  const isPerson = command === 'assign' || command === 'reassign'
  if (!isPerson || users === undefined || to === undefined || to === actor.id || (await users.get(to))) return
  throw error('REQUEST_INVALID', { issues: [{ path: ['to'], message: 'is no user here', value: to }] })
}
