/** Incidents belong to those who manage the flow of their process; the rest to who looks after the installation. */
import { error, isHandoverError } from '../errors.ts'
import type { Handover, Incident as RuntimeIncident, Process } from '../runtime/handover.ts'
import { titleOfFlow, type Asking } from './asking.ts'
import type { Incident, Page, ProcessRef } from './wire.ts'

type Query = NonNullable<Parameters<Handover['incidents']['list']>[0]>

/** A page of them. What others look after is left out; pages of which nothing would be left are passed over. */
export async function incidentsInSight(asking: Asking, { process: only, ...query }: Query): Promise<Page<Incident>> {
  const seesAll = await asking.mayOperate(asking.actor)
  // Every desk asks again and again, and most people manage nothing.
  if (!seesAll && !managesAny(asking)) return { items: [], next: null }
  const shown: Incident[] = []
  let cursor = query.cursor ?? null
  do {
    const { items, next } = await asking.handover.incidents.list({ ...query, cursor })
    for (const incident of items) {
      const process = await processOf(asking, incident, seesAll)
      if (only !== undefined && process?.id !== only) continue
      if (seesAll || (process && lacks(process, asking) === null)) shown.push(await show(asking, incident, process))
    }
    cursor = next
  } while (shown.length === 0 && cursor !== null)
  return { items: shown, next: cursor }
}

const managesAny = ({ actor }: Asking): boolean => actor.permissions.some((right) => right.endsWith('.manage'))

/** Throws INCIDENT_NOT_FOUND, or PERMISSION_MISSING when the actor sees the process but does not manage it. */
export async function checkIncident(asking: Asking, id: string): Promise<void> {
  if (await asking.mayOperate(asking.actor)) return
  const incident = await asking.handover.store.outbox.get(id)
  const process = incident && (await processOf(asking, incident, false))
  if (!process) throw error('INCIDENT_NOT_FOUND', { incident: id })
  const lacking = lacks(process, asking)
  if (lacking !== null) throw error(lacking.code, lacking.details)
}

/** What keeps the actor from managing the process: who may not cancel it for want of the right. */
function lacks(process: Process, { actor }: Asking) {
  const permit = process.can('suspend', actor)
  return !permit.allowed && permit.code === 'PERMISSION_MISSING' ? permit : null
}

type Delivery = Pick<RuntimeIncident, 'process' | 'payload'>

async function processOf(asking: Asking, delivery: Delivery, seesAll: boolean): Promise<Process | null> {
  const { tasks, processes } = asking.handover
  const by = seesAll ? {} : { by: asking.actor }
  try {
    const { process = delivery.process, task } = namedIn(delivery.payload)
    const id = process ?? (task === undefined ? null : (await tasks.get(task, by)).process.id)
    return id === null ? null : await processes.get(id, by)
  } catch (refusal) {
    const isHidden = isHandoverError(refusal) && ['PROCESS_NOT_FOUND', 'TASK_NOT_FOUND'].includes(refusal.code)
    if (isHidden) return null
    throw refusal
  }
}

/** Only rows that wait with a process name it; the others carry what they are about: an event, a process, a task. */
function namedIn(payload: unknown): { readonly process?: string; readonly task?: string } {
  const { event, process, task } = (payload ?? {}) as Record<string, unknown>
  if (typeof event === 'object' && event !== null) return { process: (event as { process: string }).process }
  if (typeof process === 'string') return { process }
  return typeof task === 'string' ? { task } : {}
}

async function show(asking: Asking, incident: RuntimeIncident, process: Process | null): Promise<Incident> {
  const { id, kind, attempts, error: why, createdAt } = incident
  return {
    id,
    kind,
    process: process && (await showRef(asking, process)),
    attempts,
    error: why,
    createdAt: createdAt.toISOString(),
  }
}

async function showRef(asking: Asking, process: Process): Promise<ProcessRef> {
  const { id, number, flow, summary, status } = process
  const startedBy = await asking.people.of(process.startedBy)
  return { id, number, flow, flowTitle: titleOfFlow(asking, flow), summary, status, startedBy }
}
