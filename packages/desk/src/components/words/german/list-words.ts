import type { Words } from '../../words.ts'
import { count, list, small } from './counting.ts'

export const listWords: Pick<Words, 'list' | 'bulkAssign' | 'chip' | 'empty'> = {
  list: {
    due: 'Fällig',
    noDate: 'ohne Termin',
    dueAt: (at) => `Fällig ${at}`,
    createdAt: (at) => `Geöffnet ${at}`,
    finishedAt: (at) => `Beendet ${at}`,
    label: { inbox: 'Meine Aufgaben', queue: 'Aufgaben, die frei sind', archive: 'Aufgaben, die ich erledigt habe' },
    columns: {
      task: 'Aufgabe',
      flow: 'Ablauf',
      from: 'Von',
      due: 'Fällig',
      age: 'Offen seit',
      status: 'Status',
      ended: 'Beendet',
    },
    take: 'Übernehmen',
    takeWhat: (title, summary) => `${title} übernehmen, ${summary}`,
    took: (title) => `Übernommen: ${title}.`,
    takenBy: (name: string | null) => (name === null ? 'Nicht mehr hier' : `Übernommen von ${name}`),
    openTask: 'Aufgabe öffnen',
    select: (title, summary) => `${title} auswählen, ${summary}`,
    selected: (n) => `${n} ausgewählt`,
    named: (title, summary) => `${title}, ${summary}`,
    because: (title, why) => `${title}: ${why}`,
    bulk: 'Was mit den ausgewählten Aufgaben geschehen soll',
    giveBack: 'Zurückgeben',
    clear: 'Auswahl aufheben',
    allTaken: (n) => `Übernommen: ${count(n, 'Aufgabe', 'Aufgaben')}.`,
    allGivenBack: (n) => `Zurückgegeben: ${count(n, 'Aufgabe', 'Aufgaben')}.`,
    refusedOne: (title, why) => `Nicht ${title}: ${why}`,
    refusedMany: (titles) => `Nicht ${list(titles)}: dort ging es schon weiter.`,
  },
  chip: {
    on: (filter, value) => `${filter}: ${value}`,
    remove: (filter) => `Filter ${filter} entfernen`,
    people: 'Personen suchen',
    nobodyFound: 'Niemand gefunden.',
  },
  bulkAssign: {
    title: (n) => `${count(n, 'Aufgabe', 'Aufgaben')} zuweisen`,
    text: {
      inbox: 'Sie verlassen den Eingang, in dem sie jetzt sind, und kommen zu der Person, die du wählst.',
      queue: 'Sie verlassen den Vorrat und kommen zu der Person, die du wählst.',
    },
    assigns: 'Weist zu',
    keeps: 'Lässt',
    more: (n) => `${n} weitere`,
    done: (n, name) => `${name} zugewiesen: ${count(n, 'Aufgabe', 'Aufgaben')}.`,
    refused: (n) => `${count(n, 'Aufgabe konnte', 'Aufgaben konnten')} nicht zugewiesen werden.`,
  },

  empty: {
    inbox: 'Nichts wartet auf dich',
    inboxFree: (n, most) =>
      n === 0
        ? 'Auch der Vorrat ist leer. Neue Aufgaben erscheinen hier von selbst.'
        : n === 1
          ? 'Eine Aufgabe im Vorrat ist frei.'
          : `${n >= most ? `${most} oder mehr` : n} Aufgaben im Vorrat sind frei.`,
    queue: 'Der Vorrat ist leer',
    queueText: 'Neue Aufgaben, die du übernehmen darfst, erscheinen hier von selbst.',
    archive: 'Du hast noch keine Aufgabe erledigt',
    archiveText: 'Was du abschließt, bleibt hier, mit dem, was daraus wurde.',
    lookInQueue: 'In den Vorrat sehen',
    lookInInbox: 'In den Eingang sehen',
    processes: 'Noch wurde kein Prozess begonnen',
    processesText: 'Alles, was begonnen wird, erscheint hier, mit der Stelle, an der es steht.',
    noMatch: (filtered, search) =>
      search === undefined ? `Kein ${filtered}` : `Kein ${filtered} passt zu „${search}“`,
    filtersOn: (names) =>
      names.length === 0
        ? 'Kein Filter ist gesetzt.'
        : names.length === 1
          ? `Ein Filter ist gesetzt: ${names[0]}.`
          : `${small[names.length] ?? names.length} Filter sind gesetzt: ${list(names)}.`,
    searchAll: 'Alle Prozesse durchsuchen',
    clear: 'Alles zurücksetzen',
    flows: 'Hier ist kein Ablauf festgelegt',
    flowsText: 'Wer die Anwendung entwickelt, gibt dem Server Abläufe; dann können sie hier begonnen werden.',
  },
}
