/**
 * Drives the pure engine without a database: gives commands, answers its questions like `runtime/answer-question.ts`
 * does, and shows what has become of the process in a few words.
 */
import { error } from '../src/errors.ts'
import type { AnswerCommand, Command } from '../src/engine/command.ts'
import type { Context } from '../src/engine/draft.ts'
import type { Effect } from '../src/engine/effect.ts'
import type { HistoryEvent } from '../src/engine/event.ts'
import { isOpen, type JsonObject, type Snapshot, type TaskState } from '../src/engine/snapshot.ts'
import { transition } from '../src/engine/transition.ts'
import type { Actor } from '../src/flow/actor.ts'
import { changesOf, decodeData, encodeData, firstData, issuesOf, layOver } from '../src/flow/data.ts'
import { frozen, type FrozenFlow } from '../src/flow/define-flow.ts'
import type { AnyFlow } from '../src/flow/flow-types.ts'
import type { Visit } from '../src/flow/visit.ts'

/** Who asks for it, and why. */
export interface Asker {
  readonly by?: Actor | null
  readonly note?: string | null
}

/** Actors as tests name them: the id is the name in small letters. */
export const actor = (name: string, ...permissions: string[]): Actor => ({ id: name.toLowerCase(), name, permissions })

/** Starts a process and turns the wheel until it waits or ends. */
export async function begin(flow: AnyFlow, node = 'start', input: unknown = {}, asker: Asker = {}): Promise<Driven> {
  const driven = new Driven(frozen(flow))
  await driven.give({ type: 'start', node, input, ...askedBy(asker) })
  return driven
}

/** A process before its first command. */
export function unstarted(flow: FrozenFlow, number = 7): Snapshot {
  const createdAt = '2030-01-01T09:00:00.000Z'
  const process = {
    id: 'process',
    number,
    tenant: '',
    flow: flow.name,
    version: flow.version,
    status: 'running' as const,
    outcome: null,
    data: {},
    summary: '',
    attention: null,
    scopes: [],
    startedBy: null,
    startedByName: null,
    createdAt,
    finishedAt: null,
    lastEvent: 0,
    lastAt: createdAt,
  }
  return { process, tasks: [] }
}

/** One process, as it stands after the commands so far. Ended tasks are kept, which the real door would not load. */
export class Driven {
  readonly flow: FrozenFlow
  snapshot: Snapshot
  readonly events: HistoryEvent[] = []
  #minutes = 0
  #ids = 0

  constructor(flow: FrozenFlow) {
    this.flow = flow
    this.snapshot = unstarted(flow)
  }

  get process() {
    return this.snapshot.process
  }
  get data(): JsonObject {
    return this.snapshot.process.data
  }

  /** A minute passes with each command. */
  context(): Context {
    const now = new Date(Date.UTC(2030, 0, 1, 9, this.#minutes)).toISOString()
    return { now, newId: () => `id${++this.#ids}` }
  }

  /** Gives a command; a refusal changes nothing. */
  async give(command: Command): Promise<void> {
    this.#minutes += 1
    const context = this.context()
    let step = transition(this.flow, this.snapshot, command, context)
    const events = [...step.events]
    for (let effect = step.effects[0]; effect !== undefined; effect = step.effects[0]) {
      const answer = await answerTo(this.flow, step.snapshot, effect, askerOf(command))
      step = transition(this.flow, step.snapshot, answer, context)
      events.push(...step.events)
    }
    this.snapshot = step.snapshot
    this.events.push(...events)
  }

  complete(node: string, input: unknown = {}, asker: Asker = {}) {
    return this.give({ type: 'complete', task: this.at(node).id, input, ...askedBy(asker) })
  }
  assign(node: string, asker: Asker, to: Actor | null = null) {
    return this.give({ type: 'assign', task: this.at(node).id, to, ...askedBy(asker) })
  }
  unassign(node: string, asker: Asker) {
    return this.give({ type: 'unassign', task: this.at(node).id, ...askedBy(asker) })
  }
  cancelProcess(asker: Asker = {}) {
    return this.give({ type: 'cancelProcess', ...askedBy(asker) })
  }

  /** The newest task of a node, open ones first. */
  at(node: string): TaskState {
    const tasks = this.snapshot.tasks.filter((task) => task.node === node)
    const found = tasks.findLast(isOpen) ?? tasks.at(-1)
    if (found === undefined) throw new Error(`No task at '${node}': ${this.path()}`)
    return found
  }
  /** The nodes in the order in which their tasks were created. */
  path(): string {
    return this.snapshot.tasks.map((task) => task.node).join(' ')
  }
  /** The nodes where something is still open. */
  standing(): string {
    return this.snapshot.tasks
      .filter(isOpen)
      .map((task) => task.node)
      .join(' ')
  }
  /** How often each node was visited to the end. */
  visits(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const task of this.snapshot.tasks) if (task.status === 'done') counts[task.node] = (counts[task.node] ?? 0) + 1
    return counts
  }
  /** The history in words: `task.done approve by ben`. */
  told(): string[] {
    return this.events.map((event) =>
      [event.type, event.node, event.actor && `by ${event.actor}`].filter(Boolean).join(' '),
    )
  }
  /** What the newest event of that type at that node says. */
  event(type: HistoryEvent['type'], node: string | null = null): HistoryEvent & { data: any } {
    return this.events.findLast((event) => event.type === type && (node === null || event.node === node))!
  }
}

const askedBy = ({ by = null, note = null }: Asker) => ({ by, note })
const askerOf = (command: Command) => command.by

async function answerTo(
  flow: FrozenFlow,
  snapshot: Snapshot,
  { task, question }: Effect,
  by: Actor | null,
): Promise<AnswerCommand> {
  const { input, begins, call, writes } = question
  const place = { flow: flow.name, number: snapshot.process.number, node: task.node }
  const accept = <T extends object>(result: T): Exclude<T, { issues: unknown }> => {
    if ('issues' in result) throw error('INPUT_INVALID', { ...place, issues: result.issues })
    return result as Exclude<T, { issues: unknown }>
  }
  if (input?.fields !== undefined) {
    const value = input.value as JsonObject
    if (!begins)
      return { type: 'answer', answer: value, ...accept(await layOver(flow.schema, snapshot.process.data, value)) }
    const first = accept(await firstData(flow.schema, value))
    return { type: 'answer', answer: value, patch: { set: first.data, remove: [] } }
  }
  const parsed = input?.schema === undefined ? undefined : await input.schema.safeParseAsync(input.value)
  if (parsed?.success === false)
    throw error('INPUT_INVALID', { ...place, issues: issuesOf(parsed.error, input!.value) })
  if (begins) {
    const first = accept(await firstData(flow.schema, await call!({ actor: by } as Visit<any>, parsed?.data)))
    return { type: 'answer', answer: null, patch: { set: first.data, remove: [] } }
  }
  if (call === undefined) return { type: 'answer', answer: parsed?.data }
  const data = await decodeData(flow.schema, snapshot.process.data, place)
  const before = await encodeData(flow.schema, data)
  const read = new Set<string>()
  const visit = visitOf(snapshot, task, by, writes ? data : watch(data, read))
  const answer = await call(visit, parsed?.data)
  const seen = Object.fromEntries([...read].map((key) => [key, snapshot.process.data[key] ?? null]))
  if (!writes) return { type: 'answer', answer, read: seen }
  return { type: 'answer', answer, ...accept(await changesOf(flow.schema, before, visit.process.data)) }
}

function visitOf(snapshot: Snapshot, task: TaskState, by: Actor | null, data: unknown): Visit<any> {
  const { id, number, startedBy } = snapshot.process
  return {
    process: { id, number, data, artifact: null, startedBy },
    task: { id: task.id, item: task.item, state: task.state },
    actor: by,
    tx: undefined as never,
    doneBy: (node) =>
      Promise.resolve(
        snapshot.tasks.findLast((other) => other.node === node && other.status === 'done')?.owner ?? null,
      ),
    start: () => Promise.reject(new Error('There is no database here.')),
  }
}

const watch = (data: object, read: Set<string>) =>
  new Proxy(data, {
    get(target, key) {
      if (typeof key === 'string') read.add(key)
      return Reflect.get(target, key)
    },
  })
