/**
 * What was done is taken back, newest first: the task, and everything that followed from it by itself. The task keeps
 * its token then, and waits to be done anew.
 */
import { error } from '../../errors.ts'
import { isStart } from '../../flow/is-start.ts'
import type { CommandNamed } from '../command.ts'
import type { Draft } from '../draft.ts'
import { endProcess } from '../end-process.ts'
import { withdraw, withdrawAll } from '../end-task.ts'
import { isVisit } from '../join.ts'
import { permitted } from '../permitted.ts'
import { reopen } from '../reopen.ts'
import { restoreScopes } from '../restore-scopes.ts'
import { dataOf, isOpen, type Learned, type TaskState } from '../snapshot.ts'

export function undo(draft: Draft, command: CommandNamed<'undo'>): void {
  const task = permitted(draft, command)
  reopen(draft)
  const followed = followersOf(draft, task)
  const later = followed.findLast((each) => each.status === 'done' && !isAutomatic(draft, each))
  if (later !== undefined) throw error('UNDO_LATER_FIRST', { title: task.title, later: later.title })
  const newestFirst = [task, ...followed].toSorted((one, other) => other.sequence - one.sequence)
  restoreScopes(draft, newestFirst, (restored) =>
    callOnUndo(restored, newestFirst, new Map(), (now, learned) => takeBack(now, task.id, { newestFirst, learned })),
  )
}

/** What the handlers changed of the data, by task. */
type LearnedOf = ReadonlyMap<string, Learned>
interface Undoing {
  readonly newestFirst: readonly TaskState[]
  readonly learned: LearnedOf
}

/** All that came of the task: its successors, theirs, and what their boundaries led to. */
function followersOf(draft: Draft, task: TaskState): readonly TaskState[] {
  const family = new Set([task.id])
  const follows = ({ id, host, previous }: TaskState) => {
    if (family.has(id)) return false
    return host === null ? previous.some((each) => family.has(each)) : host !== task.id && family.has(host)
  }
  // A join is older than the tokens that came to it later: look again until nobody is found.
  for (let found = draft.tasks.filter(follows); found.length > 0; found = draft.tasks.filter(follows))
    for (const { id } of found) family.add(id)
  return draft.tasks
    .filter(({ id }) => id !== task.id && family.has(id))
    .toSorted((one, other) => one.sequence - other.sequence)
}

/**
 * It was done in the same action in which its token came: neither somebody nor something from outside had to come. What
 * happened on a border goes with its host.
 */
function isAutomatic(draft: Draft, task: TaskState): boolean {
  if (task.host !== null) return true
  const { kind } = draft.node(task)
  if (kind.role !== 'auto' && kind.role !== 'end') return false
  return kind.scope === 'closes' || (kind.receive === undefined && task.createdAt === task.finishedAt)
}

function callOnUndo(
  draft: Draft,
  newestFirst: readonly TaskState[],
  learned: LearnedOf,
  goOn: (draft: Draft, learned: LearnedOf) => void,
): void {
  const place = newestFirst.findIndex((task) => task.status === 'done' && draft.node(task).onUndo !== undefined)
  if (place < 0) return goOn(draft, learned)
  const task = newestFirst[place]!
  const question = { about: 'onUndo', call: draft.node(task).onUndo!, writes: true }
  draft.ask(question, task, (asked, _answer, changes) =>
    callOnUndo(asked, newestFirst.slice(place + 1), new Map([...learned, [task.id, changes]]), goOn),
  )
}

function takeBack(draft: Draft, id: string, { newestFirst, learned }: Undoing): void {
  const family = new Set(newestFirst.map((task) => task.id))
  for (const each of newestFirst) {
    const task = draft.task(each.id)
    if (task.id === id) continue
    if (draft.flow.graph[task.node]?.kind.scope === 'closes') giveBackTokens(draft, task, family)
    else if (isOpen(task)) withdraw(draft, task, 'undone')
    else if (task.status === 'done') markUndone(draft, task, learned.get(task.id))
  }
  forgetOutcome(draft, family)
  // Whose it was stays: who did it may still see it, and have it opened again.
  const undone = draft.change(id, { status: 'canceled', reason: 'undone', finishedAt: null, waits: null })
  draft.record('task.undone', { task: undone, from: 'done', to: 'canceled', data: dataOf(learned.get(id) ?? {}) })
  if (!isStart(draft.node(undone))) return
  withdrawAll(draft, draft.openTasks(), 'undone')
  endProcess(draft, { status: 'canceled', reason: 'undone', isCommanded: true })
}

function markUndone(draft: Draft, task: TaskState, learned: Learned = {}): void {
  const undone = draft.change(task.id, { status: 'canceled', reason: 'undone' })
  const data = dataOf(learned)
  draft.record('task.undone', { task: undone, from: task.status, to: 'canceled', isCommanded: false, data })
}

/** An end that is undone was not reached; another one that was reached in the same time still counts. */
function forgetOutcome(draft: Draft, family: ReadonlySet<string>): void {
  const ends = draft.tasks.filter((task) => draft.node(task).kind.role === 'end')
  if (!ends.some(({ id }) => family.has(id))) return
  const left = ends.filter(({ id, status }) => !family.has(id) && status === 'done').at(-1)
  draft.process = { ...draft.process, outcome: left?.node ?? null }
}

/** A join that is undone gives the tokens of the other branches back: they wait for the one that is to come again. */
function giveBackTokens(draft: Draft, join: TaskState, family: ReadonlySet<string>): void {
  const isWaiting = isVisit(draft, join)
  if (!isWaiting && join.status !== 'done' && !isOpen(join)) return
  const { from = [] } = (join.state ?? {}) as { from?: readonly string[] }
  const kept = join.previous.flatMap((id, place) => (family.has(id) ? [] : [{ id, from: from[place] ?? '' }]))
  const previous = kept.map(({ id }) => id)
  const state = { from: kept.map((each) => each.from) }
  if (isWaiting && kept.length > 0) {
    draft.change(join.id, { previous, state })
    return
  }
  if (isOpen(join)) withdraw(draft, join, 'undone')
  else markUndone(draft, join)
  if (kept.length > 0)
    draft.create({ node: join.node, scope: join.scope, item: join.item, previous }, { status: 'started', state })
}
