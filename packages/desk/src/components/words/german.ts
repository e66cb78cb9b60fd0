/** Every visible text of the desk, in German. A text that is missing here does not compile. */
import type { Words } from '../words.ts'
import { commandWords } from './german/command-words.ts'
import { count, small } from './german/counting.ts'
import { formWords } from './german/form-words.ts'
import { historyWords } from './german/history-words.ts'
import { inboxWords } from './german/inbox-words.ts'
import { listWords } from './german/list-words.ts'
import { ownWords } from './german/own-words.ts'
import { pictureWords } from './german/picture-words.ts'
import { cancelWords, processCommandWords } from './german/process-command-words.ts'
import { attentionWords, boardWords, processesWords, zoomWords } from './german/processes-words.ts'
import { refusalWords } from './german/refusal-words.ts'
import { taskWords } from './german/task-words.ts'

export const german: Words = {
  product: 'Handover',
  skip: 'Zum Inhalt springen',
  mainNavigation: 'Hauptmenü',
  shortNavigation: 'Hauptmenü, kurz',
  loading: 'Wird geladen',
  more: 'Mehr',
  moreActions: 'Mehr tun',
  back: 'Zurück',
  tryAgain: 'Noch einmal versuchen',
  you: 'du',
  youAtStart: 'Du',
  system: 'System',
  none: 'keine Angabe',
  undecided: 'noch nicht entschieden',
  yes: 'Ja',
  no: 'Nein',

  live: { lost: 'Laufende Änderungen sind unterbrochen' },
  later: {
    part: 'Ein Teil der Seite konnte nicht geladen werden.',
    form: 'Das Formular konnte nicht geladen werden.',
    page: 'Diese Seite konnte nicht geladen werden',
    language: 'Die deutschen Texte konnten nicht geladen werden.',
    anew: 'Ein neuer Versuch lädt die ganze Seite neu.',
  },
  progress: {
    of: (title: string) => `Wie weit ${title} ist`,
    says: (percent: number, note: string | null) => (note === null ? `${percent} %` : `${percent} %, ${note}`),
  },

  nav: {
    start: 'Prozess beginnen',
    startShort: 'Beginnen',
    inbox: 'Eingang',
    queue: 'Vorrat',
    archive: 'Archiv',
    processes: 'Prozesse',
    flows: 'Abläufe',
    me: 'Ich',
    waiting: (n, most) => (n >= most ? `${most} oder mehr Aufgaben` : count(n, 'Aufgabe', 'Aufgaben')),
  },
  count: (n, most) => (n >= most ? `${most}+` : String(n)),

  me: {
    title: 'Ich',
    demoUser: 'Zum Ausprobieren',
    demoUsers: 'Wer du zum Ausprobieren sein kannst',
    demoHint: 'Handle als jemand anderes, um die andere Seite einer Aufgabe zu sehen.',
    becameUser: (name) => `Du bist jetzt ${name}.`,
    settings: 'Einstellungen',
    toDark: 'Zu dunkel wechseln',
    toLight: 'Zu hell wechseln',
    scheme: 'Farben',
    language: 'Sprache',
    languages: { en: 'English', de: 'Deutsch', auto: 'Wie das Gerät' },
    schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das Gerät' },
    keys: 'Tasten',
    closeKeys: 'Schließen',
    keysOn: 'Einzelne Tasten handeln, zum Beispiel C, um einen Prozess zu beginnen',
  },

  keys: [
    ['C', 'Prozess beginnen'],
    ['1', 'das Erste öffnen, das du beginnen darfst, und so weiter'],
    ['G I', 'Eingang'],
    ['G Q', 'Vorrat'],
    ['G A', 'Archiv'],
    ['G P', 'Prozesse'],
    ['J', 'nächste Zeile'],
    ['K', 'vorige Zeile'],
    ['/', 'suchen'],
    ['T', 'Aufgabe übernehmen'],
    ['U', 'zurückgeben'],
    ['A', 'einer Person zuweisen'],
    ['X', 'Zeile auswählen'],
    ['Shift J', 'auswählen, und nächste Zeile'],
    ['Shift K', 'auswählen, und vorige Zeile'],
    ['R', 'noch einmal versuchen'],
    ['Esc', 'Auswahl aufheben'],
    ['Ctrl Enter', 'abschließen oder beginnen'],
    ['Shift Ctrl Enter', 'abschließen und die nächste Aufgabe öffnen'],
    ['Ctrl K', 'suchen oder springen'],
    ['?', 'diese Tasten zeigen'],
  ],

  jump: {
    title: 'Suchen oder springen',
    open: 'Suchen',
    label: 'Suchen oder springen zu',
    hint: 'Eine Seite, eine Aufgabe, ein Prozess oder seine Nummer',
    places: 'Ziele',
    kinds: { page: 'Seiten', start: 'Beginnen', flow: 'Abläufe', task: 'Aufgaben', process: 'Prozesse' },
    none: (text) => `Nichts passt zu „${text.trim()}“.`,
    found: (n) => count(n, 'Ziel', 'Ziele'),
  },

  ...listWords,
  ...taskWords,
  ...formWords,

  process: {
    crumbs: 'Wohin dieser Prozess gehört',
    context: 'Daten und Verlauf',
    parts: 'Teile dieses Prozesses',
    picture: 'Bild des Prozesses',
    startedBy: 'begonnen von',
    startedBySystem: 'vom System begonnen',
    ended: 'beendet',
    open: (n) => `${count(n, 'Aufgabe', 'Aufgaben')} offen`,
    tasks: 'Aufgaben',
    tasksCount: (open, ended) => `${open} offen, ${ended} beendet`,
    data: 'Daten',
    noData: 'Noch keine Daten.',
    unreadable: 'Die Daten dieses Prozesses können nicht gelesen werden',
    history: 'Verlauf',
    entries: (n) => count(n, 'Eintrag', 'Einträge'),
    columns: { task: 'Aufgabe', status: 'Status', actor: 'Wer', opened: 'Geöffnet', took: 'Dauer' },
    notYet: 'noch nicht',
    nobody: 'noch niemand',
    openMine: 'Meine Aufgabe öffnen',
    cancelMore: 'Prozess abbrechen…',
    attention: 'Jemand muss danach sehen',
    suspended: 'Angehalten',
    suspendedText:
      'Nichts bewegt sich in diesem Prozess, bis er fortgesetzt wird. Was inzwischen kommt, wird aufgehoben.',
    suspendedBy: (name) => (name === undefined ? 'Angehalten' : `Angehalten von ${name}`),
    canceledBy: (name) => `abgebrochen ${name === undefined ? 'vom System' : `von ${name}`}`,
    children: 'Prozesse, die er aufgerufen hat',
    calledBy: 'aufgerufen von',
    reason: (why) => `weil: ${why}`,
    incident: (kind, attempts) =>
      `${deliveries[kind] ?? kind} konnte nicht zugestellt werden, ${count(attempts, 'Versuch', 'Versuche')}:`,
    incidentRetry: 'Noch einmal versuchen',
    incidentDrop: 'Aufgeben',
    incidentRetried: 'Noch einmal versucht.',
    incidentDropped: 'Aufgegeben.',
    moreOf: (title) => `Mehr tun mit ${title}`,
    titleParts: (summary, number) => [summary, `#${number}`],
  },

  cancel: cancelWords,

  processes: processesWords,
  attention: attentionWords,
  board: boardWords,
  zoom: zoomWords,

  start: {
    title: 'Prozess beginnen',
    crumbs: 'Wohin dieses Formular gehört',
    list: 'Was du beginnen darfst',
    locked: (n) =>
      n === 1
        ? 'Es gibt noch einen Anfang, den du nicht benutzen darfst.'
        : `Es gibt noch ${(small[n] ?? String(n)).toLowerCase()} Anfänge, die du nicht benutzen darfst.`,
    nothing: 'Es gibt nichts, was du beginnen darfst',
    start: 'Beginnen',
    started: (summary) => `Begonnen: ${summary}.`,
    next: 'Wie es weitergeht',
    nothingYet: 'Noch wurde nichts begonnen.',
    discard: 'Verwerfen',
    context: 'Zusammenhang',
  },

  flow: {
    picture: (title) => `Bild von ${title}`,
    version: (n) => `Fassung ${n}`,
    startsNow: 'Beginnen',
    processes: 'Prozesse dieses Ablaufs',
    noStart: 'Dieser Ablauf wird anderswo begonnen: er hat kein Formular dafür.',
  },

  form: {
    optional: (label) => `${label} (freiwillig)`,
    needLook: (n) =>
      n === 1 ? 'Sieh dir ein Feld noch einmal an.' : `Sieh dir ${small[n]?.toLowerCase() ?? n} Felder noch einmal an.`,
    fillIn: 'Fülle das aus.',
    choose: 'Wähle eines.',
    number: (value) => `Gib eine Zahl ein. Du hast ${String(value)} eingegeben.`,
    whole: (value) => `Gib eine ganze Zahl ein. Du hast ${String(value)} eingegeben.`,
    atLeast: (least, value) => `Gib ${least} oder mehr ein. Du hast ${String(value)} eingegeben.`,
    atMost: (most, value) => `Gib ${most} oder weniger ein. Du hast ${String(value)} eingegeben.`,
    tooLong: (most, length) => `Höchstens ${most} Zeichen. Das sind ${length}.`,
    tooShort: (least, length) => `Mindestens ${least} Zeichen. Das sind ${length}.`,
    noChoice: 'nicht gewählt',
    coming: 'Das Formular ist noch unterwegs.',
    add: (label) => `Zu ${label} hinzufügen`,
    remove: (label, n) => `${label} ${n} entfernen`,
    unsupported: 'Dieses Feld kann hier nicht gezeigt werden.',
    whole_form: 'Das Formular',
  },

  status: {
    new: 'Nicht zugewiesen',
    assigned: 'Zugewiesen',
    scheduled: 'Geplant',
    started: 'Begonnen',
    done: 'Erledigt',
    canceled: 'Abgebrochen',
    error: 'Fehler',
    revived: 'Wieder geöffnet',
    waiting: 'Wartet',
    running: 'Läuft',
    failed: 'Gescheitert',
    suspended: 'Angehalten',
  },

  picture: pictureWords,
  history: historyWords,
  refusals: refusalWords,
  nobodies: {
    'The system': 'das System',
    Somebody: 'jemand',
    'Another branch': 'durch einen anderen Zweig',
    'Another event': 'durch ein anderes Ereignis',
    'The end of the process': 'mit dem Ende des Prozesses',
  },
  inbox: inboxWords,
  own: ownWords,
  command: commandWords,
  processCommand: processCommandWords,

  reasons: {
    withdrawn: 'Zurückgezogen',
    interrupted: 'Unterbrochen',
    terminated: 'Vorzeitig beendet',
    undone: 'Rückgängig gemacht',
    skipped: 'Übersprungen',
    'sent back': 'Zurückgesandt',
    moved: 'Verschoben',
  },

  time: {
    justNow: 'gerade eben',
    now: 'jetzt',
    ago: (age) => `vor ${age}`,
    on: (day) => `am ${day}`,
    late: (age) => `${age} zu spät`,
    units: { day: 'T', hour: 'h', minute: 'min', second: 's' },
    weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    months: ['Jan', 'Feb', 'März', 'Apr', 'Mai', 'Juni', 'Juli', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'],
    date: (day, month) => `${day}. ${month}`,
    locale: 'de-DE',
  },

  problem: {
    notFound: 'Hier ist keine Seite',
    notFoundText: 'Die Adresse ist vielleicht alt oder falsch geschrieben.',
    toInbox: 'Eingang öffnen',
    toProcesses: 'Alle Prozesse sehen',
    offline: 'Keine Verbindung zum Server.',
    offlineText: 'Es geht von selbst weiter, sobald der Server wieder antwortet.',
    unsure:
      'Was du getippt hast, bleibt hier. Ob es ankam, ist nicht bekannt: sieh nach, bevor du es noch einmal sendest.',
    broken: 'Diese Seite konnte nicht gezeigt werden',
  },
}

const deliveries: Readonly<Record<string, string>> = {
  job: 'Ein Auftrag',
  message: 'Eine Nachricht',
  signal: 'Ein Signal',
  childEnded: 'Das Ende eines aufgerufenen Prozesses',
  escalation: 'Eine Weitermeldung',
  cancelProcess: 'Der Abbruch eines aufgerufenen Prozesses',
  hook: 'Eine Mitteilung an die Anwendung',
  webhook: 'Eine Mitteilung an ein anderes System',
}
