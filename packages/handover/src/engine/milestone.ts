import { refusal, allowed } from '../access/permit.ts'
import type { Draft } from './draft.ts'
import { enforce } from './enforce.ts'
import type { TaskState } from './snapshot.ts'

/** Goes on when the milestone of the task holds, and refuses when it does not: not yet, or not any more. */
export function atMilestone(draft: Draft, task: TaskState, goOn: (draft: Draft) => void): void {
  const { milestone } = draft.node(task)
  if (milestone === undefined) return goOn(draft)
  if (typeof milestone === 'function') {
    const question = { about: 'milestone', call: milestone, writes: false }
    draft.ask(question, task, (asked, answer) => {
      enforce(answer ? allowed : missed(task, undefined))
      goOn(asked)
    })
    return
  }
  const isReached = draft.openTasks().some((open) => open.host === null && milestone.includes(open.node))
  const titles = milestone.map((name) => draft.flow.graph[name]?.title ?? name)
  enforce(isReached ? allowed : missed(task, titles.join(' or ')))
  goOn(draft)
}

const missed = (task: TaskState, milestone: string | undefined) =>
  refusal('MILESTONE_NOT_REACHED', { title: task.title, milestone })
