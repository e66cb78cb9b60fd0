import type { ListedTask } from 'handover/client'
import { nameOf } from '../../components/name-of.ts'

/** What tells a task from others of its title: its own summary, or what its process is called. */
export const summaryOf = (task: ListedTask): string => (task.summary === '' ? nameOf(task.process) : task.summary)
