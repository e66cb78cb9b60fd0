/** What the jump palette says. */
import { count } from './counting.ts'

export const jumpWords = {
  title: 'Search or jump',
  open: 'Search or jump',
  label: 'Search or jump to',
  hint: 'A page, a task, a process or its number',
  places: 'Places',
  kinds: { page: 'Pages', start: 'Start', flow: 'Flows', task: 'Tasks', process: 'Processes' },
  none: (text: string) => `Nothing matches “${text.trim()}”.`,
  found: (n: number) => count(n, 'place'),
} as const
