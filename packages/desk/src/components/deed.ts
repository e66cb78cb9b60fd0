import type { HistoryEvent } from 'handover/client'
import { moment } from './relative-time.ts'
import { readValue } from './read-value.ts'
import { words } from './words.ts'

const says = words.history

/** What somebody did, as the rest of a sentence that begins with their name. */
export function deed(event: HistoryEvent): string {
  const title = event.title ?? event.node ?? ''
  const sentence = sentences[event.type]
  return sentence === undefined ? says.other(event.type, title) : sentence(title, event)
}

/** Whether it needs somebody's attention. */
export const isBad = (event: HistoryEvent): boolean =>
  (event.type === 'process.attention' && event.to !== null) || event.type === 'process.failed' || event.to === 'error'

/** One line of the history: what one actor did at one moment, however many events that made. */
export interface HistoryLine {
  readonly key: number
  /** The first of them; who and when. */
  readonly event: HistoryEvent
  readonly deeds: readonly string[]
  readonly changes: HistoryEvent['changes']
}

/** Newest first; what one act caused in one second is one line, without the steps that say nothing on their own. */
export function historyLines(events: readonly HistoryEvent[]): HistoryLine[] {
  const lines: HistoryLine[] = []
  for (const event of events) {
    if (saysNothing(event, events)) continue
    const last = lines.at(-1)
    const told = deed({ ...event, title: event.title ?? titleOfEnd(event, events) })
    const line = { key: event.number, event, deeds: [told], changes: event.changes }
    if (last === undefined || !belongsTo(last, event)) lines.push(line)
    else lines[lines.length - 1] = { ...last, deeds: [...last.deeds, ...line.deeds], changes: line.changes }
  }
  return lines.toReversed()
}

/** Several deeds as one sentence. */
export function inOneSentence(deeds: readonly string[]): string {
  const distinct = [...new Set(deeds)]
  return distinct.length < 2 ? distinct.join('') : says.inOne(distinct.slice(0, -1), distinct.at(-1)!)
}

type Sentence = (title: string, event: HistoryEvent) => string
const sentences: Readonly<Record<string, Sentence>> = {
  'process.started': () => says.started,
  'process.done': (title) => (title === '' ? says.done : says.doneAs(title)),
  'process.canceled': () => says.canceled,
  'process.failed': (_, { reason }) => (reason === null ? says.failed : says.failedWith(reason)),
  'process.reopened': () => says.reopened,
  'process.suspended': () => says.suspended,
  'process.resumed': () => says.resumed,
  'process.attention': (_, { to, reason }) =>
    to === null ? says.attentionOver : reason === null ? says.attention : says.attentionFor(reason),
  'task.created': (title) => says.opened(title),
  'task.offered': (title) => says.offered(title),
  'task.answered': (title) => says.answered(title),
  'task.assigned': taskAssigned,
  'task.unassigned': (title) => says.gaveBack(title),
  'task.scheduled': (title) => says.scheduled(title),
  'task.started': (title, { attempt }) => ((attempt ?? 1) > 1 ? says.begunAgain(title, attempt!) : says.begun(title)),
  'task.done': taskDone,
  'task.canceled': (title, { reason }) => (withdrawn.has(reason) ? says.withdrew(title) : says.taskCanceled(title)),
  'task.failed': taskFailed,
  'task.retried': (title) => says.retried(title),
  'task.skipped': (title) => says.skipped(title),
  'task.sentBack': (title, { target, assignee }) =>
    assignee === null ? says.sentBack(title, target) : says.sentBackTo(title, target, assignee.name),
  'task.moved': (title, { target }) => says.moved(title, target),
  'task.rescheduled': (title, { formerUntil, until }) =>
    formerUntil === null
      ? says.scheduledFor(title, moment(until ?? ''))
      : says.rescheduled(title, moment(formerUntil), moment(until ?? '')),
  'task.undone': (title) => says.undid(title),
  'task.revived': (title) => says.revived(title),
  'task.compensated': (title) => says.compensated(title),
  'task.added': (title) => says.added(title),
  'task.absorbed': (title, { target }) => says.absorbed(title, target),
  'message.sent': (_, { name }) => says.messageSent(name ?? ''),
  'signal.sent': (_, { name }) => says.signalSent(name ?? ''),
  'escalation.sent': (_, { name }) => says.escalated(name ?? ''),
  'child.started': (_, { child }) => says.childStarted(child?.number ?? 0),
  'child.ended': (_, { child }) =>
    says.childEnded(child?.number ?? 0, child?.status ?? words.status.done.toLowerCase()),
}

/** Taken back with what led to it, or with the branch that it stood in: nobody meant the task itself. */
const withdrawn: ReadonlySet<string | null> = new Set(['undone', 'withdrawn', 'interrupted', 'terminated'])

/** A job is tried several times; only the last failure stops the process. */
function taskFailed(title: string, { error, attempt, to }: HistoryEvent): string {
  const why = error?.message ?? null
  return to !== 'error' && attempt !== null && why !== null
    ? says.triedAgainAt(title, attempt, why)
    : says.taskFailed(title, why)
}

function taskAssigned(title: string, { actor, assignee }: HistoryEvent): string {
  if (assignee === null) return says.assigned(title)
  return actor?.id === assignee.id ? says.took(title) : says.assignedTo(title, assignee.name)
}

function taskDone(title: string, event: HistoryEvent): string {
  const told = typeof event.told === 'object' ? null : readValue(event.told)
  if (told !== null) return says.decided(title, told.toLowerCase())
  return event.actor === null ? says.passed(title) : says.completed(title)
}

const isPlain = (event: HistoryEvent): boolean => event.note === null && !isBad(event)

const sameSecond = (one: HistoryEvent, other: HistoryEvent): boolean =>
  Math.abs(Date.parse(other.at) - Date.parse(one.at)) < 1000

/** To whom a task is offered shows on the task; that it opened goes without saying where it was passed or given at once. */
function saysNothing(event: HistoryEvent, events: readonly HistoryEvent[]): boolean {
  if (event.type === 'task.offered') return event.note === null && event.changes.length === 0
  if (isOfBoundary(event)) return !newsOfBoundary.includes(event.type)
  // Why it stopped is told by the task that did; that it goes on, by what let it.
  if (event.type === 'process.attention') return event.to === null || events.some((other) => stops(other, event))
  const isOwn = (other: HistoryEvent): boolean =>
    other.task === event.task && other.number > event.number && sameSecond(event, other)
  if (event.type === 'task.scheduled') return events.some((other) => isOwn(other) && other.type === 'task.started')
  if (event.type === 'task.done' && event.actor === null && event.changes.length === 0) return isEnd(event, events)
  if (event.type !== 'task.created') return false
  return events.some(
    (other) =>
      other.task === event.task &&
      other.task !== null &&
      sameSecond(event, other) &&
      (tells.includes(other.type) || (other.type === 'task.assigned' && other.actor === null)),
  )
}

/** What waits on a task's border comes and goes with it; only that it came about is news. */
const isOfBoundary = (event: HistoryEvent): boolean => event.node?.includes('__') === true

const newsOfBoundary: readonly string[] = ['task.done', 'task.failed', 'task.rescheduled']

const stops = (event: HistoryEvent, attention: HistoryEvent): boolean =>
  ((event.type === 'task.failed' && event.to === 'error') || event.type === 'task.undone') &&
  sameSecond(event, attention)

/** What says as well that the task has opened. */
const tells: readonly string[] = ['task.done', 'task.scheduled', 'task.started', 'task.failed']

const isEnd = (event: HistoryEvent, events: readonly HistoryEvent[]): boolean =>
  events.some((other) => other.number === event.number + 1 && other.type === 'process.done')

/** The end of a process is told by the name of the node that it ended at. */
function titleOfEnd(event: HistoryEvent, events: readonly HistoryEvent[]): string | null {
  if (event.type !== 'process.done') return null
  return events.find((other) => other.number === event.number - 1 && other.type === 'task.done')?.title ?? null
}

// A person's deeds stay apart, but starting a process and handing in its form is one.
function belongsTo(line: HistoryLine, event: HistoryEvent): boolean {
  const { event: first, changes } = line
  if (!isPlain(first) || !isPlain(event) || !sameSecond(first, event) || changes.length > 0) return false
  if (first.actor === null) return event.actor === null && event.changes.length === 0
  return first.type === 'process.started' && first.actor.id === event.actor?.id
}
