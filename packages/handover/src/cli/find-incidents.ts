/** What needs an operator: tasks in error, and deliveries that were tried in vain for long. */
import { error, isHandoverError } from '../errors.ts'
import type { Handover, Incident, Process, Task } from '../runtime/handover.ts'
import { flowNamed } from './flow-named.ts'
import { isWork, walkOverviews } from './walk-processes.ts'

export type Found =
  | { readonly sort: 'task'; readonly id: string; readonly task: Task; readonly since: Date }
  | { readonly sort: 'delivery'; readonly id: string; readonly incident: Incident; readonly process: Process | null }

export async function* findIncidents(handover: Handover, flow: string | undefined): AsyncGenerator<Found> {
  const query = { ...flowNamed(handover, flow), status: 'running', needsAttention: true } as const
  for await (const { tasks, attentionSince } of walkOverviews(handover, query))
    for (const task of tasks)
      if (isWork(task) && task.status === 'error')
        yield { sort: 'task', id: task.id, task, since: attentionSince ?? task.createdAt }
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof handover.incidents.list>> = await handover.incidents.list({ cursor })
    for (const incident of page.items) {
      const process = await processOf(handover, incident)
      if (flow === undefined || process?.flow === flow) yield { sort: 'delivery', id: incident.id, incident, process }
    }
    if (page.next === null) return
    cursor = page.next
  }
}

export type Named =
  | { readonly sort: 'task'; readonly task: Task }
  | { readonly sort: 'delivery'; readonly id: string; readonly kind: string }

/** The task or the delivery that has this id. Throws `INCIDENT_NOT_FOUND`. */
export async function findIncident(handover: Handover, id: string): Promise<Named> {
  const task = await found(handover.tasks.get(id), 'TASK_NOT_FOUND')
  if (task !== null) return { sort: 'task', task }
  const row = await handover.store.outbox.get(id)
  if (row?.isDead !== true) throw error('INCIDENT_NOT_FOUND', { incident: id })
  return { sort: 'delivery', id, kind: row.kind }
}

async function processOf({ processes, tasks }: Handover, { process, payload }: Incident): Promise<Process | null> {
  const { task } = (payload ?? {}) as { readonly task?: unknown }
  const of = typeof task === 'string' ? ((await found(tasks.get(task), 'TASK_NOT_FOUND'))?.process.id ?? null) : null
  const id = process ?? of
  return id === null ? null : found(processes.get(id), 'PROCESS_NOT_FOUND')
}

/** Null when it is not there. */
async function found<T>(asked: Promise<T>, code: string): Promise<T | null> {
  try {
    return await asked
  } catch (refusal) {
    if (isHandoverError(refusal) && refusal.code === code) return null
    throw refusal
  }
}
