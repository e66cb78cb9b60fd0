import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { error, type HandoverError } from '../../errors.ts'
import type { FrozenFlow } from '../../flow/define-flow.ts'
import type { FlowNode } from '../../flow/node.ts'
import { layoutPicture } from '../../notation/layout/layout-picture.ts'
import { once } from '../once.ts'
import { flowNamed, nodeNamed } from '../asking.ts'
import { formOf } from '../form.ts'
import { showFlow, showStart, startsOf } from '../show-flow.ts'
import { showProcess } from '../show-process.ts'
import { Flow, FlowDetail, Process, StartBody, StartForm, type Form } from '../wire.ts'
import { answer, body, given, json, problems, writeHeaders, writeProblems, type Env } from './describe.ts'

const flowParam = z.object({ flow: z.string() })
const startParam = z.object({ flow: z.string(), node: z.string() })

const listFlows = createRoute({
  method: 'get',
  path: '/api/flows',
  operationId: 'flows',
  summary: 'All flows, with the starts that have a form and whether the actor may use them',
  responses: {
    200: json(z.object({ items: z.array(Flow) }), 'In the order in which they were handed in.'),
    ...problems(),
  },
})

const readFlow = createRoute({
  method: 'get',
  path: '/api/flows/{flow}',
  operationId: 'flow',
  summary: 'A flow with its picture',
  request: { params: flowParam },
  responses: { 200: json(FlowDetail, 'The flow.'), ...problems(404) },
})

const readStart = createRoute({
  method: 'get',
  path: '/api/flows/{flow}/starts/{node}',
  operationId: 'startForm',
  summary: 'The form that starts a process',
  request: { params: startParam },
  responses: {
    200: json(StartForm, 'The form, also for who may not send it: `start.can` says why.'),
    ...problems(404),
  },
})

const startProcess = createRoute({
  method: 'post',
  path: '/api/flows/{flow}/starts/{node}',
  operationId: 'start',
  summary: 'Starts a process and advances it until it waits or ends',
  description:
    'At a start with a form, or at a `startHandle` that carries a permission. What a timer, a message or a signal begins is not started here: see `/api/messages/{name}`.',
  request: { params: startParam, headers: writeHeaders, body: body(StartBody) },
  responses: { 201: answer(Process, 'The process as it stands now.'), ...problems(...writeProblems) },
})

export function flowRoutes(app: OpenAPIHono<Env>): void {
  app.openapi(listFlows, (c) => {
    const asking = c.env.asking
    return c.json({ items: [...asking.handover.flows.values()].map((flow) => showFlow(asking, flow)) }, 200)
  })
  app.openapi(readFlow, async (c) => {
    const asking = c.env.asking
    const flow = flowNamed(asking, c.req.valid('param').flow)
    return c.json({ ...showFlow(asking, flow), picture: await layoutPicture(flow) }, 200)
  })
  app.openapi(readStart, (c) => {
    const asking = c.env.asking
    const flow = flowNamed(asking, c.req.valid('param').flow)
    const { node, form } = startAt(flow, c.req.valid('param').node)
    return c.json({ flow: showFlow(asking, flow), start: showStart(asking, flow, node), form }, 200)
  })
  app.openapi(startProcess, async (c) => {
    const asking = c.env.asking
    const flow = flowNamed(asking, c.req.valid('param').flow)
    const node = startableAt(flow, c.req.valid('param').node)
    const { input, note } = c.req.valid('json')
    const process = await once(c, c.req.valid('header'), (options) =>
      asking.handover.start(flow, node.name, input, { by: asking.actor, ...given({ note }), ...options }),
    )
    return c.json(await showProcess(asking, process), 201)
  })
}

/** A start with a form. */
function startAt(flow: FrozenFlow, name: string): { readonly node: FlowNode; readonly form: Form } {
  const node = nodeNamed(flow, name)
  const form = startsOf(flow).includes(node) ? formOf(flow, node) : null
  if (form !== null) return { node, form }
  throw notStartable(flow, node)
}

/**
 * A start that may be given over HTTP: one with a form, or one without that carries a permission. Others are for code
 * alone, which may hand in what no person should; what a timer, a message or a signal begins is nobody's to start.
 */
function startableAt(flow: FrozenFlow, name: string): FlowNode {
  const node = nodeNamed(flow, name)
  const isForPrograms = node.kind.role === 'start' && node.kind.begins === undefined && node.permission !== null
  if (startsOf(flow).includes(node) || isForPrograms) return node
  throw notStartable(flow, node)
}

function notStartable(flow: FrozenFlow, node: FlowNode): HandoverError {
  const starts = startsOf(flow)
    .map((start) => start.name)
    .join(', ')
  return error('NODE_NOT_STARTABLE', { flow: flow.name, node: node.name, kind: node.kind.kind, starts })
}
