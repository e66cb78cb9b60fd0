/** What the list of processes says, the page of those that need attention, and the board of a flow. */
import { count } from './counting.ts'

const number = (n: number): string => n.toLocaleString('en')
const upTo = (n: number, most: number): string => (n >= most ? `${number(most)}+` : number(n))

export const processesWords = {
  title: 'Processes',
  filters: 'Filters',
  all: 'All',
  attention: 'Needs attention',
  flow: 'Flow',
  outcome: 'Outcome',
  standsAt: 'Stands at',
  person: 'Person',
  started: 'Started',
  today: 'Today',
  lastDays: (n: number) => `The last ${n} days`,
  since: 'From',
  until: 'To',
  daysWrong: 'The first day is after the last one: choose an earlier day in From.',
  between: (since: string | undefined, until: string | undefined) =>
    since === until && since !== undefined
      ? since
      : [since === undefined ? '' : `from ${since}`, until === undefined ? '' : `to ${until}`].join(' ').trim(),
  search: 'Search processes',
  searchHint: 'Search by number or text',
  columns: {
    status: 'Status',
    number: 'Nr',
    process: 'Process',
    flow: 'Flow',
    picture: 'Picture',
    standsAt: 'Stands at',
    started: 'Started',
    changed: 'Changed',
  },
  startedAt: (at: string) => `Started ${at}`,
  changedAt: (at: string) => `Changed ${at}`,
  unassigned: 'Unassigned',
  further: (n: number) => `and ${count(n, 'further branch', 'further branches')}`,
  failedTimes: (n: number) => (n === 1 ? 'failed once' : `failed ${n} times`),
  upTo,
  range: (first: number, last: number, all: number | undefined, most: number) =>
    all === undefined || all < last
      ? `${number(first)} to ${number(last)}, newest first`
      : `${number(first)} to ${number(last)} of ${upTo(all, most)}, newest first`,
  pages: 'Pages of the list',
  takeWhat: (title: string) => `Take ${title}`,
  newer: 'Newer',
  older: 'Older',
  csv: 'Export as CSV',
  csvHint: 'What the filters show, for a spreadsheet: at most 10,000 processes.',
  kind: (status: string | undefined, flow: string | undefined) =>
    `${status === undefined ? '' : `${status.toLowerCase()} `}process${flow === undefined ? '' : ` of ${flow}`}`,
  kindAttention: (flow: string | undefined) => `process${flow === undefined ? '' : ` of ${flow}`} needs attention`,
} as const

export const attentionWords = {
  title: 'Needs attention',
  waiting: (n: number, most: number) =>
    n === 1 ? 'One thing needs attention' : `${n >= most ? `${most} or more` : n} things need attention`,
  processes: 'Processes',
  list: 'Processes that need attention',
  noticed: 'noticed',
  stopped: (title: string) => `${title}:`,
  open: 'Open the step',
  openWhat: (title: string, summary: string) => `Open the step ${title}, ${summary}`,
  retryWhat: (title: string, summary: string) => `Retry now: ${title}, ${summary}`,
  nothing: 'You may see it, but not mend it: that needs the right to manage its flow.',
  deliveries: 'Deliveries that were given up',
  deliveriesText:
    'They were tried in vain for long. Trying again begins from the first attempt. Given up for good, nobody gets them.',
  of: 'for',
  noProcess: 'for no process that is still known',
  dropTitle: 'Give this delivery up for good?',
  dropText: 'It is removed, and what it was to bring about does not happen. History keeps the process as it is.',
  drop: 'Give up for good',
  keep: 'Keep it',
  more: 'There are more; they show when these are settled.',
  empty: 'Nothing needs attention',
  emptyText: 'What fails, or cannot go on by itself, appears here with what can be done about it.',
} as const

export const boardWords = {
  title: 'Open work',
  count: (n: number, isCut: boolean) => `${number(n)}${isCut ? '+' : ''}`,
  tasks: (n: number, isCut: boolean) => `${isCut ? 'at least ' : ''}${count(n, 'open task')}`,
  none: 'Nothing is open here.',
  all: (n: number, isCut: boolean) => `All ${number(n)}${isCut ? '+' : ''}`,
  allAt: (n: number, isCut: boolean, title: string) => `All ${number(n)}${isCut ? ' or more' : ''} at ${title}`,
  cut: (n: number) => `Counted over the newest ${number(n)} running processes; there are more.`,
  unassigned: 'unassigned',
  empty: 'This flow has no step at which work could wait.',
  legend: 'Signs in this picture',
  standings: 'How a step stands',
} as const

export const zoomWords = {
  label: 'Size of the picture',
  in: 'Larger',
  out: 'Smaller',
  fit: 'Fit into the page',
  now: (percent: number) => `${percent} %`,
} as const
