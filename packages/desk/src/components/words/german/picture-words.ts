import type { DrawnKind } from '../picture-words.ts'
import type { Words } from '../../words.ts'
import { count, list } from './counting.ts'

const visits = (n: number): string => count(n, 'Durchgang', 'Durchgänge')

export const pictureWords: Words['picture'] = {
  kind: kindInGerman,
  marker: (marker) => markers[marker] ?? marker,
  notStarted: (flow) => `${flow}, nicht begonnen`,
  sentence: (flow, parts) => (parts.length === 0 ? flow : `${flow}: ${parts.join('; ')}`),
  done: (titles) => `${list(titles)} erledigt`,
  with: (title, name) => `${title} liegt bei ${name}`,
  unassigned: (title) => `${title} ist nicht zugewiesen`,
  waits: (title) => `${title} wartet`,
  failed: (title) => `${title} ist gescheitert`,
  undone: (title) => `${title} wurde rückgängig gemacht`,
  fired: (title) => `${title} ist eingetreten`,
  here: (title) => `jetzt bei ${title}`,
  visits,
  node: (title, kind) => `${title}, ${kind}`,
  nodeStanding: (node, standing, n) => (n > 1 ? `${node}: ${standing}, ${visits(n)}` : `${node}: ${standing}`),
  ago: (name, age) => (age === '' ? name : `${name}, ${age}`),
  unassignedFor: (age) => `nicht zugewiesen, ${age}`,
  late: (late) => `${late} zu spät`,
  notNeeded: 'nicht gebraucht',
  reasons: {
    'by hand': 'abgebrochen',
    'process canceled': 'abgebrochen',
    interrupted: 'unterbrochen',
    compensated: 'ausgeglichen',
    undone: 'rückgängig gemacht',
    skipped: 'übersprungen',
    'sent back': 'zurückgesandt',
    moved: 'weitergezogen',
  },
  standings: {
    unassigned: 'nicht zugewiesen',
    held: 'zugewiesen',
    running: 'begonnen',
    waiting: 'wartet',
    armed: 'bereit',
    fired: 'eingetreten',
    done: 'erledigt',
    failed: 'gescheitert',
    revived: 'wieder geöffnet',
    undone: 'rückgängig gemacht, noch einmal zu tun',
    skipped: 'übersprungen',
    sentBack: 'zurückgesandt',
    canceled: 'abgebrochen',
  },
}

function kindInGerman({ kind, shape, sign, markers: marks, isInterrupting }: DrawnKind): string {
  const meanings = marks.flatMap((marker) => markers[marker] ?? [])
  if (shape !== 'boundary') return [kinds[kind] ?? kind, ...meanings].join(', ')
  const border = `${signs[sign ?? ''] ?? 'Ereignis'} am Rand`
  return isInterrupting ? border : `${border}, unterbricht nicht`
}

/** Kinds of an application's own are called as it calls them. */
const kinds: Readonly<Record<string, string>> = {
  start: 'Start',
  startHandle: 'Start durch ein Programm',
  startTimer: 'Start nach Zeitplan',
  startMessage: 'Start durch eine Nachricht',
  startSignal: 'Start durch ein Signal',
  view: 'Aufgabe',
  manual: 'Aufgabe außerhalb des Systems',
  function: 'Funktion',
  handle: 'wartet auf ein Programm',
  job: 'Hintergrundarbeit',
  send: 'sendet',
  businessRule: 'Geschäftsregel',
  if: 'Entscheidung',
  switch: 'Fallunterscheidung',
  split: 'Verzweigung',
  first: 'wer zuerst kommt',
  join: 'Zusammenführung',
  subprocess: 'Unterprozess',
  timer: 'Zeitgeber',
  catchMessage: 'wartet auf eine Nachricht',
  throwMessage: 'sendet eine Nachricht',
  catchSignal: 'wartet auf ein Signal',
  throwSignal: 'sendet ein Signal',
  catchCondition: 'wartet auf eine Bedingung',
  escalate: 'Eskalation',
  compensate: 'macht rückgängig',
  withdraw: 'zieht zurück',
  end: 'Ende',
  terminate: 'beendet alles',
  fail: 'Ende mit Fehler',
}

const signs: Readonly<Record<string, string>> = {
  timer: 'Zeitgeber',
  message: 'Nachricht',
  error: 'Fehler',
  escalation: 'Eskalation',
}

const markers: Readonly<Record<string, string>> = {
  each: 'einmal für jeden, zugleich',
  sequential: 'einmal für jeden, nacheinander',
  mutex: 'nie neben anderen',
  while: 'nur solange es erlaubt ist',
}
