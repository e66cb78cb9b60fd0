import type { HistoryEvent } from 'handover/client'
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
export const isBad = (event: HistoryEvent): boolean => event.type === 'process.attention' || event.to === 'error'

/** One line of the history: what one actor did at one moment, however many events that made. */
export interface HistoryLine {
  readonly key: number
  readonly event: HistoryEvent
  readonly deeds: readonly string[]
}

/** Newest first; what followed by itself in the same second is one line, because one act caused it. */
export function historyLines(events: readonly HistoryEvent[]): HistoryLine[] {
  const lines: HistoryLine[] = []
  for (const event of events) {
    const last = lines.at(-1)
    const together = last !== undefined && isPlain(last.event) && isPlain(event) && sameSecond(last.event, event)
    if (together) lines[lines.length - 1] = { ...last, deeds: [...last.deeds, deed(event)] }
    else lines.push({ key: event.number, event, deeds: [deed(event)] })
  }
  return lines.toReversed()
}

/** Several deeds as one sentence. */
export function inOneSentence(deeds: readonly string[]): string {
  const distinct = [...new Set(deeds)]
  return distinct.length < 2 ? distinct.join('') : `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`
}

type Sentence = (title: string, event: HistoryEvent) => string
const sentences: Readonly<Record<string, Sentence>> = {
  'process.started': () => says.started,
  'process.done': (title) => (title === '' ? says.done : says.doneAs(title)),
  'process.canceled': () => says.canceled,
  'process.attention': () => says.attention,
  'task.created': (title) => says.opened(title),
  'task.offered': (title) => says.offered(title),
  'task.answered': (title) => says.answered(title),
  'task.assigned': (title, event) => (event.actor === null ? says.assigned(title) : says.took(title)),
  'task.unassigned': (title) => says.gaveBack(title),
  'task.done': taskDone,
  'task.canceled': (title) => says.taskCanceled(title),
}

function taskDone(title: string, event: HistoryEvent): string {
  const told = typeof event.told === 'object' ? null : readValue(event.told)
  if (told !== null) return says.decided(title, told.toLowerCase())
  return event.actor === null ? says.passed(title) : says.completed(title)
}

const isPlain = (event: HistoryEvent): boolean =>
  event.actor === null && event.note === null && event.changes.length === 0 && !isBad(event)

const sameSecond = (one: HistoryEvent, other: HistoryEvent): boolean =>
  Math.abs(Date.parse(other.at) - Date.parse(one.at)) < 1000
