import type { ProcessOverview, Task } from '../runtime/handover.ts'
import { isObsolete, nodeOf, type Asking } from './asking.ts'
import { showHalt } from './show-halt.ts'
import { permitsOf } from './show-permit.ts'
import { showProcess } from './show-process.ts'
import type { Shape, TaskCommand } from './wire.ts'
import type { ListedProcess, Place, VisitStatus } from './wire-lists.ts'

/** A process with where it stands, as a row of a list shows it. */
export async function showOverview(asking: Asking, overview: ProcessOverview): Promise<ListedProcess> {
  const { process, changedAt, attentionSince } = overview
  return {
    ...(await showProcess(asking, process)),
    changedAt: changedAt.toISOString(),
    attentionSince: attentionSince?.toISOString() ?? null,
    halt: await showHalt(asking, overview.halt),
    standsAt: await showPlace(asking, overview),
    visited: showVisited(overview.tasks),
  }
}

async function showPlace(asking: Asking, { process, tasks, failures }: ProcessOverview): Promise<Place | null> {
  // A boundary stands with its host, and a join with the branches that it waits for.
  const open = tasks.filter((task) => task.finishedAt === null && task.host === null)
  const branches = open.filter((task) => shapeOf(asking, task) !== 'join')
  const [task] = (branches.length === 0 ? open : branches).toSorted((a, b) => urgency(asking, b) - urgency(asking, a))
  if (task === undefined) return null
  const { id, node, title, status, createdAt, dueAt } = task
  return {
    task: id,
    node,
    title,
    shape: shapeOf(asking, task),
    status,
    owner: await asking.people.of(task.owner),
    createdAt: createdAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    failures: failures.get(id) ?? 0,
    more: Math.max(0, branches.length - 1),
    may: process.attention === null ? [] : mayOf(asking, task),
  }
}

const mayOf = (asking: Asking, task: Task): TaskCommand[] =>
  Object.entries(permitsOf(task, asking.actor)).flatMap(([command, permit]) =>
    permit.allowed ? [command as TaskCommand] : [],
  )

/** What keeps it from going on comes first, then who has it, then what waits for somebody. */
function urgency(asking: Asking, task: Task): number {
  if (task.status === 'error') return 5
  if (task.status === 'canceled') return 4
  if (isObsolete(asking, task.process.flow, task.node)) return 3
  if (task.owner !== null) return 2
  return shapeOf(asking, task) === 'human' ? 1 : 0
}

/** Of a step that is gone only the task itself tells whether it was people's work. */
function shapeOf(asking: Asking, task: Task): Shape {
  const isForPeople = task.audience !== null || task.owner !== null
  return nodeOf(asking, task.process.flow, task.node)?.kind.shape ?? (isForPeople ? 'human' : 'auto')
}

/** Of several open visits to a node, the one that shows. */
const rank: readonly VisitStatus[] = ['new', 'scheduled', 'started', 'assigned', 'undone', 'error']

function showVisited(tasks: readonly Task[]): ListedProcess['visited'] {
  const shown = new Map<string, VisitStatus>()
  for (const task of tasks) {
    const [before, status] = [shown.get(task.node), visitStatusOf(task)]
    const isOpen = task.finishedAt === null
    // In order of creation: what is open stays in sight, whatever came after it.
    if (before === undefined || (isOpen && rank.indexOf(status) >= rank.indexOf(before))) shown.set(task.node, status)
    else if (!isOpen && !rank.includes(before)) shown.set(task.node, status)
  }
  const visited: Partial<Record<VisitStatus, string[]>> = {}
  for (const [node, status] of shown) (visited[status] ??= []).push(node)
  return visited
}

const visitStatusOf = (task: Task): VisitStatus =>
  task.status === 'canceled' && task.finishedAt === null ? 'undone' : task.status
