/**
 * Drives the pure engine without a database: gives commands, answers its questions like `runtime/answer-question.ts`
 * does, and shows what has become of the process in a few words.
 */
import { error } from '../src/errors.ts'
import type { AnswerCommand, Command, CommandNamed, FailCommand, TaskCommandName } from '../src/engine/command.ts'
import type { Context } from '../src/engine/draft.ts'
import type { AskEffect, CallEffect, Effect, SendEffect } from '../src/engine/effect.ts'
import type { HistoryEvent } from '../src/engine/event.ts'
import { isOpen, type JsonObject, type Snapshot, type TaskState } from '../src/engine/snapshot.ts'
import { transition } from '../src/engine/transition.ts'
import type { Actor } from '../src/flow/actor.ts'
import { changesOf, decodeData, firstData, issuesOf, layOver } from '../src/flow/data.ts'
import { frozen, type FrozenFlow } from '../src/flow/define-flow.ts'
import type { AnyFlow } from '../src/flow/flow-types.ts'
import type { Child } from '../src/flow/move.ts'
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
    reason: null,
    artifactType: null,
    artifactId: null,
    parentTask: null,
    suspendedAt: null,
    startKey: null,
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
  /** What left it, and was not delivered yet. */
  readonly sent: SendEffect[] = []
  /** The processes that it called. */
  readonly children: Driven[] = []
  #minutes = 0
  #ids = 0
  #name: string

  constructor(flow: FrozenFlow, { name = '', parentTask = null as string | null } = {}) {
    this.flow = flow
    this.#name = name
    const { process, tasks } = unstarted(flow)
    this.snapshot = { process: { ...process, id: `${name}process`, parentTask }, tasks }
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
    return { now, newId: () => `${this.#name}id${++this.#ids}` }
  }
  /** Lets minutes pass. */
  wait(minutes: number): void {
    this.#minutes += minutes
  }

  /** Gives a command; a refusal changes nothing. With `isBackground` a failing function leaves its task in error. */
  async give(command: Command, { isBackground = false } = {}): Promise<void> {
    this.#minutes += 1
    const context = this.context()
    let step = transition(this.flow, this.snapshot, command, context)
    const events = [...step.events]
    const sent = step.effects.filter(isSend)
    const children: Driven[] = []
    for (let effect = step.effects.find(isPending); effect !== undefined; effect = step.effects.find(isPending)) {
      const answer = await this.#answer(effect, step.snapshot, { command, isBackground, children })
      step = transition(this.flow, step.snapshot, answer, context)
      events.push(...step.events)
      sent.push(...step.effects.filter(isSend))
    }
    this.snapshot = step.snapshot
    this.events.push(...events)
    this.sent.push(...sent)
    this.children.push(...children)
  }

  async #answer(
    effect: Effect,
    snapshot: Snapshot,
    { command, isBackground, children }: { command: Command; isBackground: boolean; children: Driven[] },
  ): Promise<AnswerCommand | FailCommand> {
    if (effect.type === 'load') {
      const tasks = snapshot.tasks.filter((task) => effect.nodes.includes(task.node) && task.status === 'done')
      return { type: 'answer', answer: null, tasks }
    }
    if (effect.type === 'call') return { type: 'answer', answer: await this.#call(effect, snapshot, children) }
    try {
      return await answerTo(this.flow, snapshot, effect as AskEffect, askerOf(command))
    } catch (failure) {
      if (!isBackground) throw failure
      const { message, code = 'FUNCTION_FAILED' } = failure as Error & { code?: string }
      return { type: 'fail', error: { code, message } }
    }
  }

  async #call({ calls, task }: CallEffect, snapshot: Snapshot, children: Driven[]): Promise<Child[]> {
    const answered: Child[] = []
    for (const call of calls) {
      const flow = call.flow === 'self' ? this.flow : frozen(call.flow as AnyFlow)
      const name = `${this.#name}${this.children.length + children.length + 1}.`
      const child = new Driven(flow, { name, parentTask: task.id })
      const data = await decodeData(this.flow.schema, snapshot.process.data, { flow: this.flow.name, number: 7 })
      const input = await call.input(visitOf(snapshot, { ...task, item: call.item as never }, null, data))
      await child.give({ type: 'start', node: call.start, input, by: null, note: null })
      children.push(child)
      answered.push(child.asChild(call.item))
    }
    return answered
  }

  /** As who called it sees it. */
  asChild(item: unknown = null): Child {
    const { id, number, status, outcome, reason, data } = this.process
    return { id, number, status, outcome, code: status === 'failed' ? reason : null, data, item }
  }

  /** Delivers what the children sent when they ended. */
  async hear(): Promise<void> {
    for (const child of this.children) {
      for (const { sending } of child.sent.splice(0)) {
        const told = { by: null, note: null }
        if (sending.type === 'childEnded')
          await this.give(
            { type: 'childEnded', task: sending.task, child: sending.child, ...told },
            { isBackground: true },
          )
        if (sending.type === 'escalation')
          await this.give(
            { type: 'escalate', task: child.process.parentTask!, code: sending.code, ...told },
            { isBackground: true },
          )
      }
    }
  }

  /** A timer, a message or a signal comes for the task that waits at the node. */
  trigger(node: string, cause: 'timer' | 'message' | 'signal', input?: unknown): Promise<void> {
    const command: CommandNamed<'trigger'> = {
      type: 'trigger',
      task: this.at(node).id,
      cause,
      input,
      by: null,
      note: null,
    }
    return this.give(command, { isBackground: true })
  }
  /** The worker begins with the job at the node, and it answers, or fails. */
  async work(node: string, outcome: { result?: unknown } | { error: string }): Promise<void> {
    const { id: task, waits } = this.at(node)
    const about = { task, delivery: waits!.job!.delivery, by: null, note: null }
    await this.give({ type: 'jobStarted', ...about })
    if ('error' in outcome)
      await this.give({ type: 'jobFailed', ...about, error: { code: 'FUNCTION_FAILED', message: outcome.error } })
    else await this.give({ type: 'jobDone', ...about, result: outcome.result }, { isBackground: true })
  }
  /** Any command to the task at a node. */
  command(
    name: TaskCommandName,
    node: string,
    { to = null, input, item, ...asker }: Asker & { to?: string | Actor | null; input?: unknown; item?: unknown } = {},
  ): Promise<void> {
    return this.give({ type: name, task: this.at(node).id, to, input, item, ...askedBy(asker) } as never)
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

const isSend = (effect: Effect): effect is SendEffect => effect.type === 'send'
const isPending = (effect: Effect): boolean => effect.type !== 'send'
const askedBy = ({ by = null, note = null }: Asker) => ({ by, note })
const askerOf = (command: Command) => command.by

async function answerTo(
  flow: FrozenFlow,
  snapshot: Snapshot,
  { task, question }: AskEffect,
  by: Actor | null,
): Promise<AnswerCommand> {
  const { input, begins, call, writes } = question
  const place = { flow: flow.name, number: snapshot.process.number, node: task.node }
  const accept = <T extends object>(result: T): Exclude<T, { issues: unknown }> => {
    if ('issues' in result) throw error('INPUT_INVALID', { ...place, issues: result.issues })
    return result as Exclude<T, { issues: unknown }>
  }
  if (input?.fields !== undefined || input?.isPatch) {
    const value = (input.value ?? {}) as JsonObject
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
  const read = new Set<string>()
  const visit = visitOf(snapshot, task, by, writes ? data : watch(data, read))
  const answer = await call(visit, parsed?.data)
  const seen = Object.fromEntries([...read].map((key) => [key, snapshot.process.data[key] ?? null]))
  if (!writes) return { type: 'answer', answer, read: seen }
  return {
    type: 'answer',
    answer,
    ...accept(await changesOf(flow.schema, snapshot.process.data, visit.process.data, place)),
  }
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
    loadArtifact: () => Promise.resolve(null),
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
