/** The working copy of an action: a snapshot that may be changed, and what is recorded on the way. */
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Question, Sending } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import type { OwnSending, SendEffect } from './effect.ts'
import type { EventType, HistoryEvent } from './event.ts'
import { obsoleteNode } from './obsolete-node.ts'
import type {
  Asking,
  Commanded,
  Continuation,
  Json,
  Learned,
  ProcessState,
  Scope,
  Snapshot,
  TaskState,
  Token,
} from './snapshot.ts'
import { isOpen } from './snapshot.ts'

/** What an engine may not make by itself. */
export interface Context {
  /** An ISO time in UTC. */
  readonly now: string
  readonly newId: () => string
}

// By the snapshots that they have handed out, which stay as they are: who answers twice gets a new one the second time.
const waiting = new WeakMap<Snapshot, Draft>()

export class Draft {
  readonly flow: FrozenFlow
  context: Context
  events: HistoryEvent[] = []
  sends: SendEffect[] = []
  commanded: Commanded
  process: ProcessState
  asking: Asking | null
  entering: string | null
  isStale: boolean
  turns: number
  readonly trail: string[]
  readonly agenda: string[]
  // A long action touches thousands of tasks and few are open: only those are looked up often.
  readonly #tasks: TaskState[]
  readonly #open = new Map<string, number>()
  #openTasks: readonly TaskState[] | null = null
  readonly #hosts = new Set<string>()
  /** The number of the last event. */
  #last: number

  constructor(flow: FrozenFlow, snapshot: Snapshot, context: Context, commanded: Commanded) {
    this.flow = flow
    this.context = context
    this.process = snapshot.process
    this.#last = snapshot.process.lastEvent
    this.#tasks = [...snapshot.tasks]
    for (let place = 0; place < this.#tasks.length; place++) {
      const task = this.#tasks[place]!
      if (!isOpen(task)) continue
      this.#open.set(task.id, place)
      if (task.host !== null) this.#hosts.add(task.host)
    }
    this.agenda = [...(snapshot.turning?.agenda ?? [])]
    this.asking = snapshot.turning?.asking ?? null
    this.entering = snapshot.turning?.entering ?? null
    this.isStale = snapshot.turning?.isStale ?? false
    this.commanded = snapshot.turning?.commanded ?? commanded
    this.turns = snapshot.turning?.turns ?? 0
    this.trail = [...(snapshot.turning?.trail ?? [])]
  }

  /** The working copy of a transition: the one that asked goes on with the answer, as long as nobody else has. */
  static of(flow: FrozenFlow, snapshot: Snapshot, context: Context, commanded: Commanded): Draft {
    const draft = waiting.get(snapshot)
    if (draft === undefined) return new Draft(flow, snapshot, context, commanded)
    waiting.delete(snapshot)
    draft.context = context
    draft.events = []
    draft.sends = []
    return draft
  }

  /** The next snapshot: at rest when nothing is asked. */
  snapshot(): Snapshot {
    if (this.events.length > 0) this.process = { ...this.process, lastEvent: this.#last, lastAt: this.context.now }
    const { process, asking: asked, entering, commanded, isStale, turns } = this
    const tasks = [...this.#tasks]
    if (asked === null) return { process, tasks }
    const [agenda, trail] = [[...this.agenda], [...this.trail]]
    const snapshot = { process, tasks, turning: { agenda, asking: asked, entering, commanded, isStale, turns, trail } }
    waiting.set(snapshot, this)
    return snapshot
  }

  task(id: string): TaskState {
    return this.#tasks[this.#placeOf(id)]!
  }
  /** In order of creation. Made anew only after something has changed: it is asked for at every turn. */
  openTasks(): readonly TaskState[] {
    if (this.#openTasks !== null) return this.#openTasks
    const open: TaskState[] = []
    for (const place of this.#open.values()) open.push(this.#tasks[place]!)
    this.#openTasks = open
    return open
  }
  /** Every task at hand, ended ones too, in order of creation. */
  get tasks(): readonly TaskState[] {
    return this.#tasks
  }
  /** Its node; a task may outlive its node when the definition changes. */
  node(task: TaskState): FlowNode {
    return this.flow.graph[task.node] ?? obsoleteNode(task)
  }
  /** Whether something stands, or stood, on its border: also what its node does not have any more. */
  isHost(task: TaskState): boolean {
    return this.#hosts.has(task.id)
  }
  scope(id: string | null): Scope | undefined {
    return id === null ? undefined : this.process.scopes.find((scope) => scope.id === id)
  }
  changeScope(id: string, change: Partial<Scope>): void {
    const scopes = this.process.scopes.map((scope) => (scope.id === id ? { ...scope, ...change } : scope))
    this.process = { ...this.process, scopes }
  }

  /** Tasks that were loaded on the way. */
  add(tasks: readonly TaskState[]): void {
    if (tasks.length === 0) return
    const known = new Set(this.#tasks.map((task) => task.id))
    this.#tasks.push(...tasks.filter((task) => !known.has(task.id)))
  }
  /** What stands in line to be entered is not entered any more. */
  forget(task: string): void {
    const place = this.agenda.indexOf(task)
    if (place >= 0) this.agenda.splice(place, 1)
  }

  change(id: string, change: Partial<TaskState>): TaskState {
    const place = this.#placeOf(id)
    const task = { ...this.#tasks[place]!, ...change }
    this.#tasks[place] = task
    this.#openTasks = null
    if (!isOpen(task)) this.#open.delete(id)
    else if (!this.#open.has(id)) this.#open.set(id, place)
    return task
  }

  /** A new task where the token stands. */
  create(token: Token, more: Partial<TaskState> = {}): TaskState {
    const node = this.flow.graph[token.node]!
    const { node: name, scope, previous, item, owner } = token
    const task: TaskState = {
      id: more.id ?? this.context.newId(),
      node: name,
      scope,
      previous,
      item,
      process: this.process.id,
      kind: node.kind.kind,
      status: 'new',
      title: node.title,
      summary: '',
      result: '',
      audience: null,
      owner: owner?.id ?? null,
      ownerName: owner?.name ?? null,
      endedBy: null,
      endedByName: null,
      state: null,
      waits: null,
      error: null,
      host: null,
      reason: null,
      dueAt: null,
      priority: 0,
      sequence: this.#last + 1,
      createdAt: this.context.now,
      assignedAt: null,
      startedAt: null,
      finishedAt: null,
      ...more,
    }
    this.#open.set(task.id, this.#tasks.push(task) - 1)
    this.#openTasks = null
    if (task.host !== null) this.#hosts.add(task.host)
    this.record('task.created', { task, to: task.status })
    return task
  }

  /** Leaves with the commit. Answers with the id of the row. */
  send(sending: Sending | OwnSending, task: string | null, dueAt: string | null = null): string {
    const id = this.context.newId()
    this.sends.push({ type: 'send', id, task, sending, dueAt })
    return id
  }

  /** Puts a question of the engine's own; `next` goes on with the answer. The function sees `about`, if not the task. */
  ask(
    question: Question,
    task: TaskState,
    next: (draft: Draft, answer: any, learned: Learned) => void,
    { learned = {}, about }: { readonly learned?: Learned; readonly about?: TaskState } = {},
  ): void {
    const goOn =
      (answer: any): Continuation =>
      (draft, known) =>
        next(draft, answer, known)
    const request = { type: 'ask' as const, question }
    this.asking = { task: task.id, request, next: goOn, learned, ...(about && { about: about.id }) }
  }

  #placeOf(id: string): number {
    return this.#open.get(id) ?? this.#tasks.findLastIndex((task) => task.id === id)
  }

  /** The task that the command created, or is about, is the one that it names. */
  commandAt(task: string): void {
    this.commanded = { ...this.commanded, task }
  }

  openScope(opener: TaskState, parent: string | null): Scope {
    const { id, node: split, item } = opener
    const scope = { id, split, parent, item }
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
    about: { task?: TaskState; from?: string; to?: string | null; data?: Json; isCommanded?: boolean },
  ): void {
    const { task, from = null, to = null, data = null } = about
    const isCommanded = about.isCommanded ?? (task !== undefined && task.id === this.commanded.task)
    const { by, note } = isCommanded ? this.commanded : { by: null, note: null }
    // The note stands once, at the first thing that the command brought about.
    if (note !== null) this.commanded = { ...this.commanded, note: null }
    this.events.push({
      process: this.process.id,
      number: ++this.#last,
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
