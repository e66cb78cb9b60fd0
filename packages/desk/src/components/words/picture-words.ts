/** What the pictures of flows say. */
import { kindInWords, meanings } from 'handover/notation/signs'
import { count, list } from './counting.ts'

/** What a kind of node is told by. */
export type DrawnKind = Parameters<typeof kindInWords>[0]

export const pictureWords = {
  notStarted: (flow: string) => `${flow}, not started`,
  sentence: (flow: string, parts: readonly string[]) => (parts.length === 0 ? flow : `${flow}: ${parts.join('; ')}`),
  done: (titles: readonly string[]) => `${list(titles)} done`,
  with: (title: string, name: string) => `${title} is with ${name}`,
  unassigned: (title: string) => `${title} is unassigned`,
  waits: (title: string) => `${title} is waiting`,
  failed: (title: string) => `${title} has failed`,
  undone: (title: string) => `${title} was undone`,
  fired: (title: string) => `${title} has fired`,
  here: (title: string) => `now at ${title}`,
  visits: (n: number) => count(n, 'visit'),
  /** Which kind a node is, with what its markers mean. */
  kind: (node: DrawnKind): string => kindInWords(node),
  /** What a marker means by itself. */
  marker: (marker: DrawnKind['markers'][number]): string => meanings[marker] ?? marker,
  /** Hover over a node: what it is called, which kind it is, how it stands. */
  node: (title: string, kind: string) => `${title}, ${kind}`,
  nodeStanding: (node: string, standing: string, visits: number) =>
    visits > 1 ? `${node}: ${standing}, ${count(visits, 'visit')}` : `${node}: ${standing}`,
  ago: (name: string, age: string) => (age === '' ? name : `${name}, ${age}`),
  unassignedFor: (age: string) => `unassigned, ${age}`,
  late: (late: string) => `${late} late`,
  notNeeded: 'not needed',
  reasons: {
    'by hand': 'canceled',
    'process canceled': 'canceled',
    interrupted: 'interrupted',
    compensated: 'compensated',
    undone: 'undone',
    skipped: 'skipped',
    'sent back': 'sent back',
    moved: 'moved on',
  } as Readonly<Record<string, string>>,
  standings: {
    unassigned: 'unassigned',
    held: 'assigned',
    running: 'started',
    waiting: 'waiting',
    armed: 'armed',
    fired: 'fired',
    done: 'done',
    failed: 'failed',
    revived: 'revived',
    undone: 'undone, to be done again',
    skipped: 'skipped',
    sentBack: 'sent back',
    canceled: 'canceled',
  },
}
