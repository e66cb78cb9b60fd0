/** What inbox, queue and archive say beside their rows: search, filters, groups, preview. */
import { count, small } from './counting.ts'

export const inboxWords = {
  search: { inbox: 'Search my tasks', queue: 'Search the queue', archive: 'Search the archive' },
  openSearch: 'Search',
  view: 'Order and selection',
  selectTasks: 'Select tasks',
  filters: 'Filters',
  flow: 'Flow',
  node: 'Task',
  from: 'From',
  due: 'Due',
  created: 'Created',
  dueChoices: {
    overdue: 'Overdue',
    today: 'Today',
    week: 'Next 7 days',
    later: 'Later',
    none: 'No due date',
  },
  createdChoices: {
    today: 'today',
    last7: 'last 7 days',
    last14: 'last 14 days',
    last30: 'last 30 days',
  },
  /** How filters read in a sentence. */
  dueNames: {
    overdue: 'overdue',
    today: 'due today',
    week: 'due in the next 7 days',
    later: 'due later',
    none: 'without a due date',
  },
  createdNames: {
    today: 'created today',
    last7: 'created in the last 7 days',
    last14: 'created in the last 14 days',
    last30: 'created in the last 30 days',
  },
  fromName: (name: string) => `from ${name}`,
  groups: {
    overdue: 'Overdue',
    today: 'Today',
    week: 'Next 7 days',
    later: 'Later',
    none: 'No due date',
  },
  order: {
    label: 'Order',
    grouped: 'Grouped by due date',
    due: 'What is due first',
    newest: 'Newest first',
    oldest: 'Oldest first',
  },
  noNodes: 'No flow has tasks for people.',
  shown: (n: number, most: number) => (n >= most ? `${most} or more tasks` : count(n, 'task')),
  some: (some: number, all: number) => `${some} of ${all}`,
  preview: 'Preview',
  open: 'Open',
  status: 'Status',
  standing: 'Where this stands',
  came: { inbox: 'How it came to you', queue: 'How it came here', archive: 'What happened' },
  hints: [
    ['J K', 'move'],
    ['X', 'select'],
    ['Enter', 'open'],
    ['?', 'all keys'],
  ] as const,
  loadAgain: 'Load more',
  noMatch: (list: 'inbox' | 'queue' | 'archive', search: string | undefined) => {
    const what = { inbox: 'No task of yours', queue: 'No task in the queue', archive: 'No finished task' }[list]
    return search === undefined ? `${what} fits` : `${what} matches “${search}”`
  },
  filtersOn: (names: readonly string[]) =>
    names.length === 0
      ? 'Search finds titles, summaries and numbers of processes.'
      : names.length === 1
        ? `One filter is on: ${names[0]}.`
        : `${small[names.length] ?? names.length} filters are on: ${names.join(', and ')}.`,
  clearFilters: 'Clear the filters',
  clearEverything: 'Clear everything',
  handedOn: (n: number, hasMore: boolean) =>
    n === 0 ? '' : `You handed on ${hasMore ? `${n} or more tasks` : count(n, 'task')} today.`,
}
