/**
 * A task can only be done while its process stands at a certain point. People see it before and after, and are refused;
 * what runs by itself begins when the point is reached, and then goes on whatever becomes of it.
 */
import { refusal } from '../access/permit.ts'
import type { Draft } from './draft.ts'
import { enforce } from './enforce.ts'
import { held } from './mutex.ts'
import type { TaskState } from './snapshot.ts'

/** Goes on when the milestone of the task holds, and refuses when it does not: not yet, or not any more. */
export function atMilestone(draft: Draft, task: TaskState, goOn: (draft: Draft) => void): void {
  whenReached(draft, task, { goOn, otherwise: () => enforce(missed(draft, task)) })
}

/** Goes on when the milestone of the task holds, and else leaves it waiting for that. */
export function afterMilestone(draft: Draft, task: TaskState, goOn: (draft: Draft) => void): void {
  const { milestone } = draft.node(task)
  whenReached(draft, task, {
    goOn: (now) => {
      if (task.waits?.milestone) now.change(task.id, { waits: held(now.task(task.id)) })
      goOn(now)
    },
    otherwise: (now) => {
      const watches = typeof milestone === 'function' ? ({ watches: 'data' } as const) : {}
      now.change(task.id, { waits: { ...held(now.task(task.id)), ...watches, milestone: true } })
    },
  })
}

/** What waits for a milestone that has been reached since: the one that waits longest. */
export const reached = (draft: Draft): TaskState | undefined =>
  draft.openTasks().find((task) => task.waits?.milestone && isAtNode(draft, task))

/** Whether nothing can be done at the task until its process comes to one of the named nodes. */
export function isBarred(draft: Draft, task: TaskState): boolean {
  const { milestone, kind } = draft.node(task)
  if (typeof milestone !== 'object' || isAtNode(draft, task)) return false
  return task.waits?.milestone ?? (kind.role === 'human' || kind.role === 'handle')
}

interface Ways {
  readonly goOn: (draft: Draft) => void
  readonly otherwise: (draft: Draft) => void
}
function whenReached(draft: Draft, task: TaskState, { goOn, otherwise }: Ways): void {
  const { milestone } = draft.node(task)
  if (milestone === undefined) return goOn(draft)
  if (typeof milestone !== 'function') return isAtNode(draft, task) ? goOn(draft) : otherwise(draft)
  const question = { about: 'milestone', call: milestone, writes: false }
  draft.ask(question, task, (asked, answer) => (answer ? goOn(asked) : otherwise(asked)))
}

function isAtNode(draft: Draft, task: TaskState): boolean {
  const { milestone } = draft.node(task)
  if (typeof milestone !== 'object') return false
  return draft.openTasks().some((open) => open.host === null && milestone.includes(open.node))
}

function missed(draft: Draft, task: TaskState) {
  const { milestone } = draft.node(task)
  if (typeof milestone !== 'object') return refusal('MILESTONE_NOT_REACHED', { title: task.title })
  const titles = milestone.map((name) => draft.flow.graph[name]?.title ?? name)
  return refusal('MILESTONE_NOT_REACHED', { title: task.title, milestone: titles.join(' or ') })
}
