import type { ProcessStatus } from './wire.ts'

/** What an exported table says of itself; titles and names are the application's own in any language. */
export interface ExportWords {
  readonly columns: Readonly<Record<Column, string>>
  readonly status: Readonly<Record<ProcessStatus, string>>
  /** The last line of a table that has to end: nobody shall take a part for the whole. */
  cutAt(most: number): string
}

/** The columns in their order. */
export const columns = [
  'number',
  'process',
  'flow',
  'status',
  'outcome',
  'reason',
  'attention',
  'standsAt',
  'with',
  'branches',
  'startedBy',
  'started',
  'changed',
  'ended',
  'id',
] as const
export type Column = (typeof columns)[number]

const en: ExportWords = {
  columns: {
    number: 'Number',
    process: 'Process',
    flow: 'Flow',
    status: 'Status',
    outcome: 'Outcome',
    reason: 'Reason',
    attention: 'Needs attention',
    standsAt: 'Stands at',
    with: 'With',
    branches: 'Further branches',
    startedBy: 'Started by',
    started: 'Started',
    changed: 'Changed',
    ended: 'Ended',
    id: 'Id',
  },
  status: { running: 'running', done: 'done', canceled: 'canceled', failed: 'failed' },
  cutAt: (most) => `Only the newest ${most} are here. Narrow the filters, for example by when they were started.`,
}

const de: ExportWords = {
  columns: {
    number: 'Nummer',
    process: 'Prozess',
    flow: 'Ablauf',
    status: 'Status',
    outcome: 'Ausgang',
    reason: 'Grund',
    attention: 'Braucht jemanden',
    standsAt: 'Steht bei',
    with: 'Liegt bei',
    branches: 'Weitere Zweige',
    startedBy: 'Begonnen von',
    started: 'Begonnen',
    changed: 'Geändert',
    ended: 'Beendet',
    id: 'Kennung',
  },
  status: { running: 'läuft', done: 'erledigt', canceled: 'abgebrochen', failed: 'gescheitert' },
  cutAt: (most) =>
    `Nur die neuesten ${most} stehen hier. Filtere genauer, zum Beispiel danach, wann sie begonnen wurden.`,
}

/** In each language that the desk comes with. */
export const exportWords = { en, de } as const
export type ExportLanguage = keyof typeof exportWords
