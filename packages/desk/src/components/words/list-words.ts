/** What lists of tasks say, and what they say when they are empty. */
import { count, list, small } from './counting.ts'

export const listWords = {
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
    takenBy: (name: string | null) => (name === null ? 'No longer here' : `Taken by ${name}`),
    openTask: 'Open task',
    select: (title: string, summary: string) => `Select ${title}, ${summary}`,
    selected: (n: number) => `${n} selected`,
    named: (title: string, summary: string) => `${title}, ${summary}`,
    because: (title: string, why: string) => `${title}: ${why}`,
    bulk: 'What to do with the selected tasks',
    giveBack: 'Give back',
    clear: 'Clear the selection',
    allTaken: (n: number) => `Taken: ${count(n, 'task')}.`,
    allGivenBack: (n: number) => `Given back: ${count(n, 'task')}.`,
    refusedOne: (title: string, why: string) => `Not ${title}: ${why}`,
    refusedMany: (titles: readonly string[]) => `Not ${list(titles)}: they have moved on.`,
  },
  /** A filter beside a list. */
  chip: {
    on: (filter: string, value: string) => `${filter}: ${value}`,
    remove: (filter: string) => `Remove the filter ${filter}`,
    people: 'Search people',
    nobodyFound: 'Nobody is found.',
  },
  bulkAssign: {
    title: (n: number) => `Assign ${count(n, 'task')}`,
    text: {
      inbox: 'They leave the inbox of who has them now, and go to the inbox of whom you choose.',
      queue: 'They leave the queue, and go to the inbox of whom you choose.',
    },
    assigns: 'Assigns',
    keeps: 'Keeps',
    more: (n: number) => `${n} more`,
    done: (n: number, name: string) => `Assigned to ${name}: ${count(n, 'task')}.`,
    refused: (n: number) => `${count(n, 'task')} could not be assigned.`,
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
} as const
