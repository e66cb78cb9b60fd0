/** Where one can jump to: pages, starts, flows, and what the server finds. */
import type { Flow, Process, Task, TaskListName } from 'handover/client'
import { nameOf } from '../../components/name-of.ts'
import { words } from '../../components/words.ts'

type Page = '/inbox' | '/queue' | '/archive' | '/processes' | '/start' | '/me'

/** A page of the desk, and how its address is filled in. */
export type Target =
  | { readonly to: Page }
  | { readonly to: '/start/$flow/$node'; readonly params: { readonly flow: string; readonly node: string } }
  | { readonly to: '/flows/$flow'; readonly params: { readonly flow: string } }
  | { readonly to: '/processes/$process'; readonly params: { readonly process: string } }
  | { readonly to: '/tasks/$task'; readonly params: { readonly task: string } }

export interface Place {
  /** Unique among all that are shown. */
  readonly id: string
  readonly kind: 'page' | 'start' | 'flow' | 'task' | 'process'
  readonly label: string
  /** Tells it from others of the same name: its flow, its number. */
  readonly side: string
  readonly target: Target
}
export interface PlaceGroup {
  readonly kind: Place['kind']
  readonly places: readonly Place[]
}

export interface Known {
  readonly flows: readonly Flow[]
  /** As the server found them for the same text: mine, and those that are free to take. */
  readonly tasks: readonly Task[]
  readonly processes: readonly Process[]
}

const lists: readonly TaskListName[] = ['inbox', 'queue', 'archive']
const pages = (): readonly Place[] => [
  ...lists.map((list) => page(words.nav[list], `/${list}`)),
  page(words.nav.processes, '/processes'),
  page(words.nav.start, '/start'),
  page(words.nav.me, '/me'),
]

/** What fits the text, in groups; without a text, the pages and what one may start. */
export function placesFor(text: string, { flows, tasks, processes }: Known): readonly PlaceGroup[] {
  const fits = ({ label, side }: Place) => fitsText(text, `${label} ${side}`)
  const groups: readonly PlaceGroup[] = [
    { kind: 'page', places: pages().filter(fits) },
    { kind: 'start', places: flows.flatMap(startsOf).filter(fits) },
    { kind: 'flow', places: text.trim() === '' ? [] : flows.map(flowPlace).filter(fits) },
    { kind: 'task', places: text.trim() === '' ? [] : tasks.map(taskPlace) },
    { kind: 'process', places: text.trim() === '' ? [] : processes.map(processPlace) },
  ]
  return groups.filter(({ places }) => places.length > 0)
}

/** Every word of the text stands somewhere, whatever its case and its accents. */
export function fitsText(text: string, whole: string): boolean {
  const place = plain(whole)
  return plain(text)
    .split(/\s+/)
    .every((word) => place.includes(word))
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()

function page(label: string, to: Page): Place {
  return { id: to, kind: 'page', label, side: '', target: { to } }
}

const startsOf = ({ name: flow, title: side, starts }: Flow): readonly Place[] =>
  starts
    .filter(({ can }) => can.allowed)
    .map(({ node, title: label }) => ({
      id: `start ${flow} ${node}`,
      kind: 'start',
      label,
      side,
      target: { to: '/start/$flow/$node', params: { flow, node } },
    }))

const flowPlace = ({ name: flow, title: label }: Flow): Place => ({
  id: `flow ${flow}`,
  kind: 'flow',
  label,
  side: '',
  target: { to: '/flows/$flow', params: { flow } },
})

const taskPlace = ({ id, title, summary, process }: Task): Place => ({
  id,
  kind: 'task',
  label: title,
  side: summary === '' ? nameOf(process) : summary,
  target: { to: '/tasks/$task', params: { task: id } },
})

const processPlace = (process: Process): Place => ({
  id: process.id,
  kind: 'process',
  label: nameOf(process),
  side: `${process.flowTitle} #${process.number}`,
  target: { to: '/processes/$process', params: { process: process.id } },
})
