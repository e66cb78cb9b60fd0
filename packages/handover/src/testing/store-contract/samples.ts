/** Processes, tasks and events to write, as small as they can be; say what matters to the test. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../flow/actor.ts'
import type { HistoryEvent } from '../../engine/event.ts'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import type { Changes, Delivery, KeptAnswer, Message, Store, Timer } from '../../storage/store.ts'

export const noon = '2026-01-15T12:00:00.000Z'
export const later = (milliseconds: number): string => new Date(Date.parse(noon) + milliseconds).toISOString()

export const actor = (id: string, more: Partial<Actor> = {}): Actor => ({ id, name: id, permissions: [], ...more })

export function processSample(number: number, more: Partial<ProcessState> = {}): ProcessState {
  return {
    id: randomUUID(),
    number,
    tenant: '',
    flow: 'leave-request',
    version: 1,
    status: 'running',
    outcome: null,
    data: {},
    summary: '',
    attention: null,
    reason: null,
    artifactType: null,
    artifactId: null,
    parentTask: null,
    suspendedAt: null,
    startKey: null,
    scopes: [],
    startedBy: null,
    startedByName: null,
    createdAt: noon,
    finishedAt: null,
    lastEvent: 0,
    lastAt: noon,
    ...more,
  }
}

export function taskSample(process: ProcessState, more: Partial<TaskState> = {}): TaskState {
  return {
    id: randomUUID(),
    process: process.id,
    node: 'approve',
    kind: 'view',
    status: 'new',
    scope: null,
    previous: [],
    title: 'Approve',
    summary: '',
    result: '',
    audience: null,
    owner: null,
    ownerName: null,
    endedBy: more.status === 'done' ? (more.owner ?? null) : null,
    endedByName: null,
    item: null,
    state: null,
    waits: null,
    error: null,
    host: null,
    reason: null,
    dueAt: null,
    priority: 0,
    sequence: 1,
    createdAt: noon,
    assignedAt: null,
    startedAt: null,
    finishedAt: null,
    ...more,
  }
}

export function eventSample(process: ProcessState, number: number, more: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    process: process.id,
    number,
    type: 'task.created',
    task: null,
    node: null,
    actor: null,
    actorName: null,
    at: process.lastAt,
    from: null,
    to: null,
    note: null,
    data: null,
    ...more,
  }
}

export function deliverySample(more: Partial<Delivery> = {}): Delivery {
  return {
    id: randomUUID(),
    tenant: '',
    kind: 'trigger',
    process: null,
    lane: null,
    payload: { some: 'thing' },
    createdAt: noon,
    dueAt: noon,
    attempts: 0,
    error: null,
    isDead: false,
    limit: null,
    claimedBy: null,
    claimedUntil: null,
    progress: null,
    ...more,
  }
}

export function startTimerSample(flow: string, node: string, more: Partial<Timer> = {}): Timer {
  const key = `start:${flow}/${node}`
  return { key, tenant: '', dueAt: noon, task: null, process: null, data: { schedule: '1 day' }, ...more }
}

export function messageSample(more: Partial<Message> = {}): Message {
  return {
    id: randomUUID(),
    tenant: '',
    name: 'paid',
    key: '',
    payload: { amount: 1 },
    createdAt: noon,
    expiresAt: later(60_000),
    ...more,
  }
}

export function answerSample(more: Partial<KeptAnswer> = {}): KeptAnswer {
  return { tenant: '', key: randomUUID(), request: 'as asked', answer: { some: ['thing'] }, createdAt: noon, ...more }
}

/** The changes that bring a new process with its tasks. */
export function begun(process: ProcessState, tasks: readonly TaskState[] = []): Changes {
  const events = [eventSample(process, 1, { type: 'process.started' })]
  const state = { ...process, lastEvent: 1 }
  return {
    process: state,
    isNew: true,
    data: { set: process.data, remove: [] },
    createdTasks: tasks,
    changedTasks: [],
    events,
  }
}

/** The changes that an action makes of a process that was loaded: one event, and whatever else is named. */
export function moved(process: ProcessState, more: Partial<Changes> = {}): Changes {
  const state = { ...process, ...more.process, lastEvent: process.lastEvent + 1 }
  return {
    isNew: false,
    data: { set: {}, remove: [] },
    createdTasks: [],
    changedTasks: [],
    events: [eventSample(process, state.lastEvent)],
    ...more,
    process: state,
  }
}

/** Stores a new process with its tasks. */
export async function start(
  store: Store,
  process: ProcessState,
  tasks: readonly TaskState[] = [],
): Promise<ProcessState> {
  const changes = begun(process, tasks)
  await store.begin().write([changes])
  return changes.process
}

/** Loads a process, and writes what `change` makes of it. */
export async function act(
  store: Store,
  id: string,
  change: (process: ProcessState, tasks: readonly TaskState[]) => Changes,
): Promise<void> {
  const unit = store.begin()
  const loaded = await unit.load({ process: id })
  await unit.write([change(loaded!.process, loaded!.tasks)])
}

/** With which codes they were refused; undefined for those that were not, which come first. */
export function codesOf(outcomes: readonly PromiseSettledResult<unknown>[]): readonly (string | undefined)[] {
  const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason.code) : undefined))
  return [...codes.filter((code) => code === undefined), ...codes.filter((code) => code !== undefined).toSorted()]
}
