/** The working copy of one transition: a snapshot that may be changed, and what is recorded on the way. */
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { EventType, HistoryEvent } from './event.ts'
import type { Asking, Commanded, Json, ProcessState, Scope, Snapshot, TaskState, Token } from './snapshot.ts'
import { isOpen } from './snapshot.ts'

/** What an engine may not make by itself. */
export interface Context {
  /** An ISO time in UTC. */
  readonly now: string
  readonly newId: () => string
}

export class Draft {
  readonly flow: FrozenFlow
  readonly context: Context
  readonly events: HistoryEvent[] = []
  commanded: Commanded
  process: ProcessState
  asking: Asking | null
  turns: number
  trail: string[]
  readonly agenda: string[]
  // A long action touches thousands of tasks and few are open: only those are looked up often.
  readonly #tasks: TaskState[]
  readonly #open: Map<string, number>

  constructor(flow: FrozenFlow, snapshot: Snapshot, context: Context, commanded: Commanded) {
    this.flow = flow
    this.context = context
    this.process = snapshot.process
    this.#tasks = [...snapshot.tasks]
    this.#open = new Map()
    for (const [place, task] of snapshot.tasks.entries()) if (isOpen(task)) this.#open.set(task.id, place)
    this.agenda = [...(snapshot.turning?.agenda ?? [])]
    this.asking = snapshot.turning?.asking ?? null
    this.commanded = snapshot.turning?.commanded ?? commanded
    this.turns = snapshot.turning?.turns ?? 0
    this.trail = [...(snapshot.turning?.trail ?? [])]
  }

  /** The next snapshot: at rest when nothing is asked. */
  snapshot(): Snapshot {
    const { process, asking, commanded, turns, trail } = this
    const tasks = this.#tasks
    return asking === null
      ? { process, tasks }
      : { process, tasks, turning: { agenda: this.agenda, asking, commanded, turns, trail } }
  }

  task(id: string): TaskState {
    return this.#tasks[this.#placeOf(id)]!
  }
  /** In order of creation. */
  openTasks(): TaskState[] {
    return [...this.#open.values()].map((place) => this.#tasks[place]!)
  }
  /** Its node; a task may outlive its node when the definition changes. */
  node(task: TaskState): FlowNode {
    return this.flow.graph[task.node]!
  }

  change(id: string, change: Partial<TaskState>): TaskState {
    const place = this.#placeOf(id)
    const task = { ...this.#tasks[place]!, ...change }
    this.#tasks[place] = task
    if (!isOpen(task)) this.#open.delete(id)
    return task
  }

  /** A new task where the token stands. */
  create(token: Token, status: TaskState['status'] = 'new', id = this.context.newId()): TaskState {
    const node = this.flow.graph[token.node]!
    const task: TaskState = {
      ...token,
      id,
      process: this.process.id,
      kind: node.kind.kind,
      status,
      title: node.title,
      summary: '',
      result: '',
      audience: null,
      owner: null,
      ownerName: null,
      endedBy: null,
      endedByName: null,
      state: null,
      reason: null,
      dueAt: null,
      priority: 0,
      sequence: this.process.lastEvent + 1,
      createdAt: this.context.now,
      assignedAt: null,
      finishedAt: null,
    }
    this.#open.set(task.id, this.#tasks.push(task) - 1)
    this.record('task.created', { task, to: status })
    return task
  }

  #placeOf(id: string): number {
    return this.#open.get(id) ?? this.#tasks.findLastIndex((task) => task.id === id)
  }

  /** The task that the command created is the one that it names. */
  commandAt(task: string): void {
    this.commanded = { ...this.commanded, task }
  }

  openScope(split: string, parent: string | null): Scope {
    const scope = { id: this.context.newId(), split, parent }
    this.process = { ...this.process, scopes: [...this.process.scopes, scope] }
    return scope
  }

  /** Ends a task, by who gave the command when it was meant by it. */
  end(task: TaskState, change: Pick<TaskState, 'status'> & Partial<TaskState>, isCommanded: boolean): TaskState {
    const by = isCommanded ? this.commanded.by : null
    const ended = { finishedAt: this.context.now, endedBy: by?.id ?? null, endedByName: by?.name ?? null }
    return this.change(task.id, { ...ended, ...change })
  }

  place(task: TaskState): { flow: string; number: number; node: string } {
    return { flow: this.process.flow, number: this.process.number, node: task.node }
  }

  /** Writes history. Actor and note stand at what was commanded; what follows by itself has neither. */
  record(
    type: EventType,
    about: { task?: TaskState; from?: string; to?: string; data?: Json; isCommanded?: boolean },
  ): void {
    const { task, from = null, to = null, data = null } = about
    const isCommanded = about.isCommanded ?? (task !== undefined && task.id === this.commanded.task)
    const { by, note } = isCommanded ? this.commanded : { by: null, note: null }
    const number = this.process.lastEvent + 1
    this.process = { ...this.process, lastEvent: number, lastAt: this.context.now }
    // The note stands once, at the first thing that the command brought about.
    if (note !== null) this.commanded = { ...this.commanded, note: null }
    this.events.push({
      process: this.process.id,
      number,
      type,
      task: task?.id ?? null,
      node: task?.node ?? null,
      actor: by?.id ?? null,
      actorName: by?.name ?? null,
      at: this.context.now,
      from,
      to,
      note,
      data,
    })
  }
}
