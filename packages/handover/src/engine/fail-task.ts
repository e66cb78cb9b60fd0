/** A task cannot go on: a boundary catches that, or it stays open in error until an operator decides. */
import type { TaskError } from '../flow/move.ts'
import type { Catches, FlowNode } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import { held } from './mutex.ts'
import type { Json, Learned, TaskState } from './snapshot.ts'

export function failTask(draft: Draft, task: TaskState, error: TaskError, learned: Learned = {}): void {
  draft.forget(task.id)
  if (draft.entering === task.id) draft.entering = null
  const failed = draft.change(task.id, { status: 'error', error, waits: held(task) })
  const { code, message } = error
  draft.record('task.failed', {
    task: failed,
    from: task.status,
    to: 'error',
    data: { ...learned, error: { code, message } } as unknown as Json,
  })
  const boundary = catcherOf(draft, failed, 'error', code)
  if (boundary !== undefined) catchAt(draft, failed, boundary)
}

/** The first boundary that catches it: one for this very code before one for any. */
export function catcherOf(draft: Draft, host: TaskState, what: Catches['what'], code: string): FlowNode | undefined {
  const nodes = draft.node(host).boundaries.map((name) => draft.flow.graph[name]!)
  const catching = nodes.filter((node) => node.catches?.what === what)
  return (
    catching.find(({ catches }) => catches?.code === code) ??
    catching.find(({ catches }) => catches?.code === undefined)
  )
}

/** A boundary for what is not waited for comes into being when it happens. */
export function catchAt(draft: Draft, host: TaskState, boundary: FlowNode): void {
  const { id, scope, item } = host
  draft.agenda.push(draft.create({ node: boundary.name, scope, item, previous: [id] }, { host: id }).id)
}

/** A host waits for the first time: what may happen to it meanwhile is waited for as well. */
export function armBoundaries(draft: Draft, host: TaskState): void {
  const { boundaries } = draft.node(host)
  if (boundaries.length === 0) return
  const armed = draft.openTasks().filter((task) => task.host === host.id)
  for (const name of boundaries) {
    const node = draft.flow.graph[name]!
    if (node.catches === undefined && !armed.some((task) => task.node === name)) catchAt(draft, host, node)
  }
}
