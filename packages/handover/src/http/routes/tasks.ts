import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error } from '../../errors.ts'
import { nearest } from '../../flow/nearest.ts'
import { flowNamed, type Asking } from '../asking.ts'
import { taskCommands } from '../command-docs.ts'
import { problemOf } from '../problem.ts'
import { showTask, showTaskDetail } from '../show-task.ts'
import { bodies, Bulk, BulkBody, pageOf, Task, TaskCommand, TaskDetail, TaskListName } from '../wire.ts'
import { body, given, idParam, json, page, problems, writeProblems, type Env } from './describe.ts'

const listTasks = createRoute({
  method: 'get',
  path: '/api/tasks',
  operationId: 'tasks',
  summary: "The actor's inbox, queue or archive",
  request: { query: z.strictObject({ list: TaskListName, flow: z.string().optional(), ...page }) },
  responses: { 200: json(pageOf(Task), 'A page of tasks.'), ...problems(400, 404) },
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
    request: { params: idParam, body: body(bodies[command]) },
    responses: { 200: json(Task, 'The task as it is then.'), ...problems(...writeProblems, 422) },
  })

const giveBulk = createRoute({
  method: 'post',
  path: '/api/tasks/bulk',
  operationId: 'bulk',
  summary: 'Gives the same command to up to 200 tasks, each on its own',
  description:
    'Answers 200 also when some, or all, are refused: `refused` says which and why. Skipping needs a `note`.',
  request: { body: body(BulkBody) },
  responses: { 200: json(Bulk, 'What was done, and what was refused.'), ...problems(400, 403, 413, 415) },
})

/** What a command may carry; each takes its own part of it. */
interface Sent {
  readonly input?: unknown
  readonly item?: unknown
  readonly to?: string | undefined
  readonly note?: string | undefined
}

export function taskRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(listTasks, async (c) => {
    const asking = c.env.asking
    const { list, flow, ...rest } = c.req.valid('query')
    const query = { ...given(rest), ...(flow !== undefined && { flow: flowNamed(asking, flow) }) }
    const { items, next } = await asking.handover.tasks[list](asking.actor, query)
    return c.json({ items: await Promise.all(items.map((task) => showTask(asking, task))), next }, 200)
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
    const { done, refused } = await asking.handover.tasks.bulk(command, [...new Set(tasks)], {
      by: asking.actor,
      ...given({ to, note }),
    })
    for (const { error: refusal } of refused) asking.report(refusal)
    const answer = {
      done: await Promise.all(done.map((task) => showTask(asking, task))),
      refused: refused.map((each) => ({ task: each.task, problem: problemOf(each.error) })),
    }
    return c.json(answer, 200)
  })
  for (const command of TaskCommand.options) {
    app.openapi(giveCommand(command), async (c) => {
      const asking = c.env.asking
      const sent: Sent = c.req.valid('json')
      // Who answers a handle is named by a right, and need not see the work of people around it.
      const sight = command === 'run' ? {} : { by: asking.actor }
      const task = await asking.handover.tasks.get(c.req.valid('param').id, sight)
      await checkAssignee(asking, command, sent.to)
      const done = await task.do(command, { by: asking.actor, ...given(sent) })
      return c.json(await showTask(asking, done), 200)
    })
  }
  app.post('/api/tasks/:id/:command', (c) => {
    const known = TaskCommand.options
    const command = c.req.param('command')
    throw error('COMMAND_UNKNOWN', { command, near: nearest(command, known), known: known.join(', ') })
  })
}

/** With a directory at hand, work goes only to people who are in it. */
async function checkAssignee({ users, actor }: Asking, command: TaskCommand, to: string | undefined): Promise<void> {
  const isPerson = command === 'assign' || command === 'reassign'
  if (!isPerson || users === undefined || to === undefined || to === actor.id || (await users.get(to))) return
  throw error('REQUEST_INVALID', { issues: [{ path: ['to'], message: 'is no user here', value: to }] })
}
