/**
 * Every visible text of the desk, in one place; what grew long stands beside it, by noun. The texts are English until
 * `replaceTexts` puts others in their place, before anything is shown.
 */
import type { Catalogue } from './words/catalogue.ts'
import { count, small } from './words/counting.ts'
import { commandWords } from './words/command-words.ts'
import { formWords } from './words/form-words.ts'
import { historyWords } from './words/history-words.ts'
import { jumpWords } from './words/jump-words.ts'
import { inboxWords } from './words/inbox-words.ts'
import { listWords } from './words/list-words.ts'
import { ownWords } from './words/own-words.ts'
import { pictureWords } from './words/picture-words.ts'
import { cancelWords, processCommandWords } from './words/process-command-words.ts'
import { refusalWords } from './words/refusal-words.ts'
import { attentionWords, boardWords, processesWords, zoomWords } from './words/processes-words.ts'
import { taskWords } from './words/task-words.ts'

const english = {
  product: 'Handover',
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  shortNavigation: 'Main, short',
  loading: 'Loading',
  more: 'More',
  moreActions: 'More actions',
  back: 'Back',
  tryAgain: 'Try again',
  you: 'you',
  youAtStart: 'You',
  system: 'System',
  none: 'none',
  undecided: 'not decided yet',
  yes: 'Yes',
  no: 'No',

  live: { lost: 'Live changes are interrupted' },
  /** Where the code of a part did not come. */
  later: {
    part: 'A part of the page could not be loaded.',
    form: 'The form could not be loaded.',
    page: 'This page could not be loaded',
    /** In the language that is missing, and in the one that stands in for it. */
    language: 'Die deutschen Texte konnten nicht geladen werden. The desk speaks English instead.',
    anew: 'Trying again loads the page anew.',
  },
  progress: {
    of: (title: string) => `How far ${title} is`,
    says: (percent: number, note: string | null) => (note === null ? `${percent} %` : `${percent} %, ${note}`),
  },

  nav: {
    start: 'Start a process',
    startShort: 'Start',
    inbox: 'Inbox',
    queue: 'Queue',
    archive: 'Archive',
    processes: 'Processes',
    flows: 'Flows',
    me: 'Me',
    waiting: (n: number, most: number) => `${n >= most ? `${most} or more tasks` : count(n, 'task')}`,
  },
  count: (n: number, most: number) => (n >= most ? `${most}+` : String(n)),

  me: {
    title: 'Me',
    demoUser: 'Demonstration user',
    demoUsers: 'Demonstration users',
    demoHint: 'Act as somebody else, to see the other side of a task.',
    becameUser: (name: string) => `You are ${name} now.`,
    settings: 'Settings',
    toDark: 'Switch to dark',
    toLight: 'Switch to light',
    scheme: 'Colours',
    language: 'Language',
    languages: { en: 'English', de: 'Deutsch', auto: 'As the device' },
    schemes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
    keys: 'Keys',
    closeKeys: 'Close',
    keysOn: 'Single keys act, such as C to start a process',
  },

  keys: [
    ['C', 'start a process'],
    ['1', 'open the first that may be started, and so on'],
    ['G I', 'inbox'],
    ['G Q', 'queue'],
    ['G A', 'archive'],
    ['G P', 'processes'],
    ['J', 'next row'],
    ['K', 'previous row'],
    ['/', 'search'],
    ['T', 'take the task'],
    ['U', 'give it back'],
    ['A', 'assign it to somebody'],
    ['X', 'select the row'],
    ['Shift J', 'select, and the next row'],
    ['Shift K', 'select, and the previous row'],
    ['R', 'try again'],
    ['Esc', 'clear the selection'],
    ['Ctrl Enter', 'complete or start'],
    ['Shift Ctrl Enter', 'complete and open the next task'],
    ['Ctrl K', 'search or jump'],
    ['?', 'show these keys'],
  ] as const,

  jump: jumpWords,

  ...listWords,
  inbox: inboxWords,
  ...taskWords,
  ...formWords,

  process: {
    crumbs: 'Where this process belongs',
    context: 'Data and history',
    parts: 'Parts of this process',
    picture: 'Picture of the process',
    startedBy: 'started by',
    startedBySystem: 'started by the system',
    ended: 'ended',
    open: (n: number) => `${count(n, 'task')} open`,
    tasks: 'Tasks',
    tasksCount: (open: number, ended: number) => `${open} open, ${ended} ended`,
    data: 'Data',
    noData: 'No data yet.',
    unreadable: 'The data of this process cannot be read',
    history: 'History',
    entries: (n: number) => count(n, 'entry', 'entries'),
    columns: { task: 'Task', status: 'Status', actor: 'Actor', opened: 'Opened', took: 'Took' },
    notYet: 'not yet',
    nobody: 'nobody yet',
    openMine: 'Open my task',
    cancelMore: 'Cancel the process…',
    attention: 'Needs attention',
    suspended: 'Suspended',
    suspendedText: 'Nothing moves in this process until it is resumed. What comes meanwhile is kept.',
    suspendedBy: (name: string | undefined) => (name === undefined ? 'Suspended' : `Suspended by ${name}`),
    canceledBy: (name: string | undefined) => `canceled by ${name ?? 'the system'}`,
    children: 'Processes that it called',
    calledBy: 'called by',
    reason: (why: string) => `because: ${why}`,
    incident: (kind: string, attempts: number) =>
      `${deliveries[kind] ?? kind} could not be delivered, ${count(attempts, 'attempt')}:`,
    incidentRetry: 'Try again',
    incidentDrop: 'Give up',
    incidentRetried: 'Tried again.',
    incidentDropped: 'Given up.',
    moreOf: (title: string) => `More actions for ${title}`,
    titleParts: (summary: string, number: number) => [summary, `#${number}`],
  },

  cancel: cancelWords,

  processes: processesWords,
  attention: attentionWords,
  board: boardWords,
  zoom: zoomWords,

  start: {
    title: 'Start a process',
    crumbs: 'Where this form belongs',
    list: 'What you may start',
    locked: (n: number) =>
      n === 1
        ? 'One more start exists that you may not use.'
        : `${small[n] ?? n} more starts exist that you may not use.`,
    nothing: 'There is nothing that you may start',
    start: 'Start',
    started: (summary: string) => `Started: ${summary}.`,
    next: 'What happens next',
    nothingYet: 'Nothing has been started yet.',
    discard: 'Discard',
    context: 'Context',
  },

  flow: {
    picture: (title: string) => `Picture of ${title}`,
    version: (n: number) => `Version ${n}`,
    startsNow: 'Start',
    processes: 'Processes of this flow',
    noStart: 'People start this flow elsewhere: it has no form to start it by.',
  },

  form: {
    optional: (label: string) => `${label} (optional)`,
    needLook: (n: number) => (n === 1 ? 'One field needs another look.' : `${small[n] ?? n} fields need another look.`),
    fillIn: 'Fill this in.',
    choose: 'Choose one.',
    number: (value: unknown) => `Enter a number. You entered ${String(value)}.`,
    whole: (value: unknown) => `Enter a whole number. You entered ${String(value)}.`,
    atLeast: (least: number, value: unknown) => `Enter ${least} or more. You entered ${String(value)}.`,
    atMost: (most: number, value: unknown) => `Enter ${most} or less. You entered ${String(value)}.`,
    tooLong: (most: number, length: number) => `At most ${most} characters. These are ${length}.`,
    tooShort: (least: number, length: number) => `At least ${least} characters. These are ${length}.`,
    noChoice: 'not chosen',
    coming: 'The form is still on its way.',
    add: (label: string) => `Add to ${label}`,
    remove: (label: string, n: number) => `Remove ${label} ${n}`,
    unsupported: 'This field cannot be shown here.',
    whole_form: 'The form',
  },

  status: {
    new: 'Unassigned',
    assigned: 'Assigned',
    scheduled: 'Scheduled',
    started: 'Started',
    done: 'Done',
    canceled: 'Canceled',
    error: 'Error',
    revived: 'Revived',
    waiting: 'Waiting',
    running: 'Running',
    failed: 'Failed',
    suspended: 'Suspended',
  },

  picture: pictureWords,

  history: historyWords,

  refusals: refusalWords,
  /** How the server names those who are nobody, and what they are called here. */
  nobodies: {
    'The system': 'the system',
    Somebody: 'somebody',
    'Another branch': 'another branch',
    'Another event': 'another event',
    'The end of the process': 'the end of the process',
  } as Readonly<Record<string, string | undefined>>,

  command: commandWords,
  own: ownWords,
  processCommand: processCommandWords,

  /** Why a task was canceled, where it says more than "Canceled". */
  reasons: {
    withdrawn: 'Withdrawn',
    interrupted: 'Interrupted',
    terminated: 'Ended early',
    undone: 'Undone',
    skipped: 'Skipped',
    'sent back': 'Sent back',
    moved: 'Moved',
  } as Readonly<Record<string, string | undefined>>,

  time: {
    justNow: 'just now',
    now: 'now',
    ago: (age: string) => `${age} ago`,
    on: (day: string) => `on ${day}`,
    late: (age: string) => `${age} late`,
    units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    date: (day: number, month: string) => `${day} ${month}`,
    /** As `Intl` names it: how numbers are written. */
    locale: 'en-GB',
  },

  problem: {
    notFound: 'There is no page here',
    notFoundText: 'The address may be old, or misspelt.',
    toInbox: 'Open the inbox',
    toProcesses: 'See all processes',
    offline: 'No connection to the server.',
    offlineText: 'The desk goes on by itself when the server answers again.',
    unsure: 'What you typed is kept here. Whether it arrived is not known: look before you send it again.',
    broken: 'This page could not be shown',
  },
} as const

export type Words = Catalogue<typeof english>
export const words: Words = english

const deliveries: Readonly<Record<string, string>> = {
  job: 'A job',
  message: 'A message',
  signal: 'A signal',
  childEnded: 'The end of a called process',
  escalation: 'An escalation',
  cancelProcess: 'The canceling of a called process',
  hook: 'A notice to the application',
  webhook: 'A notice to another system',
}
