import { entriesOfAudience } from '../access/audience.ts'
import type { TaskState } from '../engine/snapshot.ts'
import type { Delivery, Notice } from '../storage/store.ts'
import type { Moved } from './action.ts'
import type { Committed } from './services.ts'

/** What is told of a commit to those who watch, wherever they are. */
export function noticeOf({ moved, deliveries }: Committed, now: string): Partial<Notice> {
  return {
    processes: moved.map(({ after }) => after.process.id),
    flows: [...new Set(moved.map(({ flow }) => flow.name))],
    audience: [...new Set(moved.flatMap(audienceOf))],
    wakes: deliveries.some(({ claimedBy, dueAt }) => claimedBy === null && dueAt <= now),
  }
}

/** What is told when a delivery was given up, or somebody has settled that: few happen, so all may look. */
export const noticeOfIncident = ({ process }: Pick<Delivery, 'process'>): Partial<Notice> => ({
  processes: process === null ? [] : [process],
  audience: ['everyone'],
})

/** Whose lists show something else now: of the tasks that changed, and of all when what each says of the process did. */
function audienceOf({ before, after }: Moved): readonly string[] {
  const was = new Map(before?.tasks.map((task) => [task.id, task]))
  const isRenamed = before !== null && before.process.summary !== after.process.summary
  const changed = after.tasks.filter((task) => isRenamed || was.get(task.id) !== task)
  const tasks = changed.flatMap((task) => [task, was.get(task.id) ?? task])
  const { startedBy } = after.process
  return [...(startedBy === null ? [] : [userEntry(startedBy)]), ...tasks.flatMap(entriesOf)]
}

const entriesOf = ({ status, audience, owner, endedBy }: TaskState): readonly string[] => [
  ...(status === 'new' && audience !== null ? entriesOfAudience(audience).filter(isIncluding) : []),
  ...[owner, endedBy].filter((id) => id !== null).map(userEntry),
]

const userEntry = (id: string) => `user:${id}`
const isIncluding = (entry: string) => !entry.startsWith('except:')
