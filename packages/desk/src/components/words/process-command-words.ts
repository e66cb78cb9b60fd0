/** What is asked before a process is canceled, suspended or resumed, and what is said after it. */
import { count } from './counting.ts'

export const cancelWords = {
  title: (number: number) => `Cancel process #${number}?`,
  ends: 'Ends',
  cancels: 'Cancels',
  keeps: 'Keeps',
  cancelsWhat: (titles: readonly string[], called: number) => {
    const tasks = titles.length === 0 ? 'no task' : `${count(titles.length, 'task')}: ${titles.join(', ')}`
    return called === 0 ? tasks : `${tasks}; and ${count(called, 'process', 'processes')} that it called`
  },
  keepsWhat: (n: number) => (n === 0 ? 'the whole history' : `${count(n, 'finished task')} and the whole history`),
  reason: 'Reason',
  reasonHint: 'Everybody who can see the process can read it.',
  keep: 'Keep it open',
  act: 'Cancel the process',
  done: (number: number) => `Canceled: process #${number}.`,
} as const

export const processCommandWords = {
  suspend: {
    menu: 'Suspend…',
    title: (number: number) => `Suspend process #${number}?`,
    text: 'Nothing moves in it until it is resumed. Timers, messages and results of jobs that come meanwhile are kept.',
    act: 'Suspend',
    keep: 'Let it run',
    done: (number: number) => `Suspended: process #${number}.`,
  },
  resume: {
    menu: 'Resume',
    act: 'Resume',
    done: (number: number) => `Resumed: process #${number}.`,
  },
} as const
