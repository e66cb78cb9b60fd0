/** Compensation: what was done is made good again, newest first, each once. */
import type { Draft } from './draft.ts'
import { dataOf, type Continuation, type Learned, type TaskState } from './snapshot.ts'

/** Runs the handlers of all done tasks that have one, then goes on. */
export function compensate(draft: Draft, task: TaskState, goOn: (draft: Draft) => void): void {
  const nodes = Object.values(draft.flow.graph).filter((node) => node.compensateWith !== undefined)
  const next = (): Continuation => (loaded) => compensateNewest(loaded, task, goOn)
  draft.asking = {
    task: task.id,
    request: { type: 'load', nodes: nodes.map(({ name }) => name) },
    next,
    learned: {},
  }
}

function compensateNewest(draft: Draft, thrower: TaskState, goOn: (draft: Draft) => void): void {
  const done = draft.tasks.filter(
    (task) => task.status === 'done' && task.reason !== 'compensated' && draft.node(task).compensateWith !== undefined,
  )
  const newest = done.toSorted(byEnd).at(-1)
  if (newest === undefined) return goOn(draft)
  const call = draft.node(newest).compensateWith!
  const compensated = (asked: Draft, _answer: unknown, learned: Learned) => {
    const task = asked.change(newest.id, { reason: 'compensated' })
    asked.record('task.compensated', { task, data: dataOf(learned), isCommanded: false })
    compensateNewest(asked, thrower, goOn)
  }
  draft.ask({ about: 'compensation', call, writes: true }, thrower, compensated, { about: newest })
}

const byEnd = (one: TaskState, other: TaskState) =>
  one.finishedAt === other.finishedAt ? one.sequence - other.sequence : one.finishedAt! < other.finishedAt! ? -1 : 1
