import type { Words } from '../../words.ts'
import { count } from './counting.ts'

const number = (n: number): string => n.toLocaleString('de')
const upTo = (n: number, most: number): string => (n >= most ? `${number(most)}+` : number(n))

export const processesWords: Words['processes'] = {
  title: 'Prozesse',
  filters: 'Filter',
  all: 'Alle',
  attention: 'Brauchen jemanden',
  flow: 'Ablauf',
  outcome: 'Ausgang',
  standsAt: 'Steht bei',
  person: 'Person',
  started: 'Begonnen',
  today: 'Heute',
  lastDays: (n) => `Die letzten ${n} Tage`,
  since: 'Von',
  until: 'Bis',
  daysWrong: 'Der erste Tag liegt nach dem letzten: wähle bei Von einen früheren Tag.',
  between: (since, until) =>
    since === until && since !== undefined
      ? since
      : [since === undefined ? '' : `von ${since}`, until === undefined ? '' : `bis ${until}`].join(' ').trim(),
  search: 'Prozesse durchsuchen',
  searchHint: 'Nach Nummer oder Text suchen',
  columns: {
    status: 'Status',
    number: 'Nr',
    process: 'Prozess',
    flow: 'Ablauf',
    picture: 'Bild',
    standsAt: 'Steht bei',
    started: 'Begonnen',
    changed: 'Geändert',
  },
  startedAt: (at) => `Begonnen ${at}`,
  changedAt: (at) => `Geändert ${at}`,
  unassigned: 'Nicht zugewiesen',
  further: (n) => `und ${count(n, 'weiterer Zweig', 'weitere Zweige')}`,
  failedTimes: (n) => (n === 1 ? 'einmal gescheitert' : `${n}-mal gescheitert`),
  upTo,
  range: (first, last, all, most) =>
    all === undefined || all < last
      ? `${number(first)} bis ${number(last)}, neueste zuerst`
      : `${number(first)} bis ${number(last)} von ${upTo(all, most)}, neueste zuerst`,
  pages: 'Seiten der Liste',
  takeWhat: (title) => `${title} übernehmen`,
  newer: 'Neuere',
  older: 'Ältere',
  csv: 'Als CSV ausgeben',
  csvHint: 'Was die Filter zeigen, für eine Tabelle: höchstens 10.000 Prozesse.',
  kind: (status, flow) =>
    `Prozess${flow === undefined ? '' : ` von ${flow}`}${status === undefined ? '' : ` (${status})`}`,
  kindAttention: (flow) => `Prozess${flow === undefined ? '' : ` von ${flow}`}, der jemanden braucht,`,
}

export const attentionWords: Words['attention'] = {
  title: 'Braucht jemanden',
  waiting: (n, most) =>
    n === 1
      ? 'Nach einer Sache muss jemand sehen'
      : `Nach ${n >= most ? `${most} oder mehr` : n} Sachen muss jemand sehen`,
  processes: 'Prozesse',
  list: 'Prozesse, nach denen jemand sehen muss',
  noticed: 'bemerkt',
  stopped: (title) => `${title}:`,
  open: 'Schritt öffnen',
  openWhat: (title, summary) => `Schritt öffnen: ${title}, ${summary}`,
  retryWhat: (title, summary) => `Jetzt wiederholen: ${title}, ${summary}`,
  nothing: 'Du darfst es sehen, aber nicht beheben: dazu braucht es das Recht, den Ablauf zu verwalten.',
  deliveries: 'Zustellungen, die aufgegeben wurden',
  deliveriesText:
    'Sie wurden lange vergeblich versucht. Ein neuer Versuch beginnt von vorn. Endgültig aufgegeben bekommt sie niemand.',
  of: 'für',
  noProcess: 'für keinen Prozess, der noch bekannt ist',
  dropTitle: 'Diese Zustellung endgültig aufgeben?',
  dropText:
    'Sie wird entfernt, und was sie bewirken sollte, geschieht nicht. Der Verlauf behält den Prozess, wie er ist.',
  drop: 'Endgültig aufgeben',
  keep: 'Behalten',
  more: 'Es gibt mehr; es erscheint, wenn diese geklärt sind.',
  empty: 'Nichts braucht jemanden',
  emptyText: 'Was scheitert oder nicht von selbst weitergehen kann, erscheint hier, mit dem, was sich tun lässt.',
}

export const boardWords: Words['board'] = {
  title: 'Offene Arbeit',
  count: (n, isCut) => `${number(n)}${isCut ? '+' : ''}`,
  tasks: (n, isCut) => `${isCut ? 'mindestens ' : ''}${count(n, 'offene Aufgabe', 'offene Aufgaben')}`,
  none: 'Hier ist nichts offen.',
  all: (n, isCut) => `Alle ${number(n)}${isCut ? '+' : ''}`,
  allAt: (n, isCut, title) => `Alle ${number(n)}${isCut ? ' oder mehr' : ''} bei ${title}`,
  cut: (n) => `Gezählt über die neuesten ${number(n)} laufenden Prozesse; es gibt mehr.`,
  unassigned: 'nicht zugewiesen',
  empty: 'Dieser Ablauf hat keinen Schritt, an dem Arbeit warten könnte.',
  legend: 'Zeichen in diesem Bild',
  standings: 'Wie ein Schritt steht',
}

export const zoomWords: Words['zoom'] = {
  label: 'Größe des Bildes',
  in: 'Größer',
  out: 'Kleiner',
  fit: 'In die Seite einpassen',
  now: (percent) => `${percent} %`,
}
