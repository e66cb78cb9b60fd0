import type { Words } from '../../words.ts'
import { count, list, small } from './counting.ts'

const due = {
  overdue: 'Überfällig',
  today: 'Heute',
  week: 'Nächste 7 Tage',
  later: 'Später',
  none: 'Ohne Termin',
}

export const inboxWords: Words['inbox'] = {
  search: { inbox: 'Meine Aufgaben durchsuchen', queue: 'Vorrat durchsuchen', archive: 'Archiv durchsuchen' },
  openSearch: 'Suchen',
  view: 'Ordnung und Auswahl',
  selectTasks: 'Aufgaben auswählen',
  filters: 'Filter',
  flow: 'Ablauf',
  node: 'Aufgabe',
  from: 'Von',
  due: 'Fällig',
  created: 'Geöffnet',
  dueChoices: due,
  createdChoices: { today: 'heute', last7: 'letzte 7 Tage', last14: 'letzte 14 Tage', last30: 'letzte 30 Tage' },
  dueNames: {
    overdue: 'überfällig',
    today: 'heute fällig',
    week: 'in den nächsten 7 Tagen fällig',
    later: 'später fällig',
    none: 'ohne Termin',
  },
  createdNames: {
    today: 'heute geöffnet',
    last7: 'in den letzten 7 Tagen geöffnet',
    last14: 'in den letzten 14 Tagen geöffnet',
    last30: 'in den letzten 30 Tagen geöffnet',
  },
  fromName: (name) => `von ${name}`,
  groups: due,
  order: {
    label: 'Ordnung',
    grouped: 'Nach Fälligkeit gruppiert',
    due: 'Was zuerst fällig ist',
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
  },
  noNodes: 'Kein Ablauf hat Aufgaben für Menschen.',
  shown: (n, most) => (n >= most ? `${most} oder mehr Aufgaben` : count(n, 'Aufgabe', 'Aufgaben')),
  some: (some, all) => `${some} von ${all}`,
  preview: 'Vorschau',
  open: 'Öffnen',
  status: 'Status',
  standing: 'Wo das steht',
  came: { inbox: 'Wie es zu dir kam', queue: 'Wie es hierher kam', archive: 'Was geschah' },
  hints: [
    ['J K', 'bewegen'],
    ['X', 'auswählen'],
    ['Enter', 'öffnen'],
    ['?', 'alle Tasten'],
  ],
  loadAgain: 'Mehr laden',
  noMatch: (name, search) => {
    const what = {
      inbox: 'Keine deiner Aufgaben',
      queue: 'Keine Aufgabe im Vorrat',
      archive: 'Keine erledigte Aufgabe',
    }[name]
    return search === undefined ? `${what} passt` : `${what} passt zu „${search}“`
  },
  filtersOn: (names) =>
    names.length === 0
      ? 'Gesucht wird in Titeln, Zusammenfassungen und Nummern von Prozessen.'
      : names.length === 1
        ? `Ein Filter ist gesetzt: ${names[0]}.`
        : `${small[names.length] ?? names.length} Filter sind gesetzt: ${list(names)}.`,
  clearFilters: 'Filter zurücksetzen',
  clearEverything: 'Alles zurücksetzen',
  handedOn: (n, hasMore) =>
    n === 0
      ? ''
      : `Du hast heute ${hasMore ? `${n} oder mehr Aufgaben` : count(n, 'Aufgabe', 'Aufgaben')} weitergegeben.`,
}
