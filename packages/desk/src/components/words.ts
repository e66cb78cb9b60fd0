/** Every visible text of the desk, in one place. Long because it is one catalogue. */
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

export const words = {
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
  yes: 'Yes',
  no: 'No',

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
    schemes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
    keys: 'Keys',
    keysOn: 'Single keys act, such as C to start a process',
  },

  keys: [
    ['C', 'start a process'],
    ['G I', 'inbox'],
    ['G Q', 'queue'],
    ['G A', 'archive'],
    ['G P', 'processes'],
    ['J', 'next row'],
    ['K', 'previous row'],
    ['/', 'search'],
    ['T', 'take the task'],
    ['U', 'give it back'],
    ['Ctrl Enter', 'complete or start'],
  ] as const,

  list: {
    due: 'Due',
    noDate: 'no date',
    dueAt: (at: string) => `Due ${at}`,
    createdAt: (at: string) => `Opened ${at}`,
    finishedAt: (at: string) => `Ended ${at}`,
    label: { inbox: 'My tasks', queue: 'Tasks free to take', archive: 'Tasks I finished' },
    columns: {
      task: 'Task',
      flow: 'Flow',
      from: 'From',
      due: 'Due',
      age: 'Open for',
      status: 'Status',
      ended: 'Ended',
    },
    take: 'Take',
    takeWhat: (title: string, summary: string) => `Take ${title}, ${summary}`,
    took: (title: string) => `Taken: ${title}.`,
    openTask: 'Open task',
  },

  empty: {
    inbox: 'Nothing is waiting for you',
    inboxFree: (n: number, most: number) =>
      n === 0
        ? 'The queue is empty too. New tasks appear here by themselves.'
        : n === 1
          ? 'One task in the queue is free to take.'
          : `${n >= most ? `${most} or more` : n} tasks in the queue are free to take.`,
    queue: 'The queue is empty',
    queueText: 'New tasks that you may take appear here by themselves.',
    archive: 'You have not finished a task yet',
    archiveText: 'What you complete stays here, with what became of it.',
    lookInQueue: 'Look in the queue',
    lookInInbox: 'Look in the inbox',
    processes: 'No process has been started yet',
    processesText: 'Everything that is started appears here, with the place where it stands.',
    noMatch: (filtered: string, search: string | undefined) =>
      search === undefined ? `No ${filtered}` : `No ${filtered} matches “${search}”`,
    filtersOn: (names: readonly string[]) =>
      names.length === 0
        ? 'No filter is on.'
        : names.length === 1
          ? `One filter is on: ${names[0]}.`
          : `${small[names.length]} filters are on: ${names.join(', and ')}.`,
    searchAll: 'Search all processes',
    clear: 'Clear everything',
    flows: 'No flow is defined here',
    flowsText: 'A developer hands flows to the server; then they can be started here.',
  },

  task: {
    crumbs: 'Where this task belongs',
    context: 'Context',
    assignedToYou: 'Assigned to you',
    assignedTo: (name: string) => `Assigned to ${name}`,
    opened: 'opened',
    due: (at: string) => `due ${at}`,
    by: (name: string) => `by ${name}`,
    ended: 'ended',
    take: 'Take',
    giveBack: 'Give back',
    complete: 'Complete',
    result: 'Result',
    took: (title: string) => `Taken: ${title}.`,
    gaveBack: (title: string) => `Given back: ${title}.`,
    done: (title: string) => `Done: ${title}.`,
    openProcess: 'Open process',
    standing: 'Where this stands',
    free: 'Nobody has this task yet. Take it, and its form opens here.',
    entered: 'What you entered',
    enteredHint: 'Kept here, nothing was overwritten.',
    title: (title: string, number: number) => [title, `#${number}`],
    nothingYet: 'Nothing has been completed yet.',
    noFields: 'No fields to fill in. Complete the task when the work is done.',
  },

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
    history: 'History',
    entries: (n: number) => count(n, 'entry', 'entries'),
    columns: { task: 'Task', status: 'Status', actor: 'Actor', opened: 'Opened', took: 'Took' },
    notYet: 'not yet',
    nobody: 'nobody yet',
    openMine: 'Open my task',
    cancelMore: 'Cancel the process…',
    attention: 'Needs attention',
    titleParts: (summary: string, number: number) => [summary, `#${number}`],
  },

  cancel: {
    title: (number: number) => `Cancel process #${number}?`,
    ends: 'Ends',
    cancels: 'Cancels',
    keeps: 'Keeps',
    cancelsWhat: (titles: readonly string[]) =>
      titles.length === 0 ? 'no task' : `${count(titles.length, 'task')}: ${titles.join(', ')}`,
    keepsWhat: (n: number) => (n === 0 ? 'the whole history' : `${count(n, 'finished task')} and the whole history`),
    reason: 'Reason',
    reasonHint: 'Everybody who can see the process can read it.',
    keep: 'Keep it open',
    act: 'Cancel the process',
    done: (number: number) => `Canceled: process #${number}.`,
  },

  processes: {
    title: 'Processes',
    filters: 'Filters',
    all: 'All',
    flow: 'Flow',
    allFlows: 'All flows',
    search: 'Search processes',
    searchHint: 'Search by number or text',
    columns: {
      status: 'Status',
      number: 'Nr',
      process: 'Process',
      flow: 'Flow',
      startedBy: 'Started by',
      outcome: 'Outcome',
      age: 'Started',
    },
    startedAt: (at: string) => `Started ${at}`,
    shown: (n: number, hasMore: boolean) =>
      `${count(n, 'process', 'processes')}${hasMore ? ', and there are more' : ''}`,
    kind: (status: string | undefined, flow: string | undefined) =>
      `${status === undefined ? '' : `${status.toLowerCase()} `}process${flow === undefined ? '' : ` of ${flow}`}`,
  },

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
    running: 'Running',
    failed: 'Failed',
  },

  picture: {
    notStarted: (flow: string) => `${flow}, not started`,
    sentence: (flow: string, parts: readonly string[]) => (parts.length === 0 ? flow : `${flow}: ${parts.join('; ')}`),
    done: (titles: readonly string[]) => `${list(titles)} done`,
    with: (title: string, name: string) => `${title} is with ${name}`,
    unassigned: (title: string) => `${title} is unassigned`,
    waits: (title: string) => `${title} is waiting`,
    failed: (title: string) => `${title} has failed`,
    here: (title: string) => `now at ${title}`,
    visits: (n: number) => count(n, 'visit'),
    node: (title: string, status: string, visits: number) =>
      visits > 1 ? `${title}: ${status}, ${count(visits, 'visit')}` : `${title}: ${status}`,
    ago: (name: string, age: string) => (age === '' ? name : `${name}, ${age}`),
    unassignedFor: (age: string) => `unassigned, ${age}`,
    late: (late: string) => `${late} late`,
    notNeeded: 'not needed',
  },

  history: {
    started: 'started the process',
    done: 'ended the process',
    doneAs: (title: string) => `ended the process: ${title}`,
    canceled: 'canceled the process',
    attention: 'stopped: the process needs attention',
    opened: (title: string) => `opened ${title}`,
    offered: (title: string) => `offered ${title}`,
    answered: (title: string) => `answered ${title}`,
    took: (title: string) => `took ${title}`,
    assigned: (title: string) => `assigned ${title}`,
    assignedTo: (title: string, name: string) => `assigned ${title} to ${name}`,
    gaveBack: (title: string) => `gave back ${title}`,
    completed: (title: string) => `completed ${title}`,
    passed: (title: string) => `passed ${title}`,
    decided: (title: string, answer: string) => `decided ${title}${title.endsWith('?') ? '' : ':'} ${answer}`,
    taskCanceled: (title: string) => `canceled ${title}`,
    other: (type: string, title: string) => `${type.replaceAll('.', ' ')} ${title}`.trim(),
    became: 'became',
    empty: 'Nothing has happened yet.',
  },

  time: {
    justNow: 'just now',
    now: 'now',
    ago: (age: string) => `${age} ago`,
    on: (day: string) => `on ${day}`,
    late: (age: string) => `${age} late`,
    units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
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

function list(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`
}
