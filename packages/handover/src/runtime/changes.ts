/** What an action has to write of a process: the difference between what was loaded and what is now. */
import { error, type HandoverError } from '../errors.ts'
import type { ProcessState, Snapshot, TaskState } from '../engine/snapshot.ts'
import { decodeData } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Text } from '../flow/visit.ts'
import type { Changes } from '../storage/store.ts'
import type { Action, Moved } from './action.ts'
import { decodeItem } from './decode-item.ts'
import { OpenVisit } from './visit.ts'

export async function changesOf(
  action: Action,
  moved: Moved,
): Promise<{ readonly changes: Changes; readonly written: Snapshot }> {
  const { flow, before, after, events } = moved
  const known = new Map(before?.tasks.map((task) => [task.id, task]))
  const write = texts(action, flow, { snapshot: after, isNew: before === null })
  const tasks: TaskState[] = []
  for (const task of after.tasks) {
    const isAsIs = known.get(task.id) === task || !hasTexts(flow, task)
    tasks.push(isAsIs ? task : await write.task(task, !known.has(task.id)))
  }
  const data = dataPatch(before?.process, after.process)
  const isChanged = before === null || Object.keys(data.set).length > 0 || data.remove.length > 0
  const process = isChanged ? await write.process(after.process) : after.process
  const changes: Changes = {
    process,
    isNew: before === null,
    data,
    createdTasks: tasks.filter((task) => !known.has(task.id)),
    changedTasks: tasks.filter((task) => known.has(task.id) && known.get(task.id) !== task),
    events,
  }
  return { changes, written: { process, tasks } }
}

/** Most nodes have no text of their own: nothing has to be made, nor waited for. */
function hasTexts({ graph }: FrozenFlow, { node: name, status }: TaskState): boolean {
  const node = graph[name]
  return node !== undefined && (node.summary !== undefined || (status === 'done' && node.result !== undefined))
}

function dataPatch(before: ProcessState | undefined, after: ProcessState): Changes['data'] {
  if (before === undefined) return { set: after.data, remove: [] }
  if (before.data === after.data) return { set: {}, remove: [] }
  const changed = Object.entries(after.data).filter(
    ([key, value]) => JSON.stringify(before.data[key]) !== JSON.stringify(value),
  )
  return { set: Object.fromEntries(changed), remove: Object.keys(before.data).filter((key) => !(key in after.data)) }
}

/** Titles, summaries and results are made when the row is written, stored and searchable; never while listing. */
function texts(
  action: Action,
  flow: FrozenFlow,
  { snapshot, isNew }: { readonly snapshot: Snapshot; readonly isNew: boolean },
) {
  const place = { flow: flow.name, number: snapshot.process.number }
  const decoded = () => decodeData(flow.schema, snapshot.process.data, place)
  const textOf = async (text: Text<any>, task: TaskState, about: string): Promise<string> => {
    if (typeof text === 'string') return text
    const effect = { type: 'ask' as const, task, question: { about, writes: false } }
    const asked = { action, flow, snapshot, effect, isNew, given: { isUp: false } }
    const { visit } = new OpenVisit(asked, await decoded(), await decodeItem(flow, snapshot.process, task))
    const kept = about === 'summary' ? task.summary : task.result
    return guarded({ action, place: { ...place, node: task.node, about }, kept }, () => text(visit))
  }
  return {
    async task(task: TaskState, isCreated: boolean): Promise<TaskState> {
      const node = flow.graph[task.node]
      const summary =
        isCreated && node?.summary !== undefined ? await textOf(node.summary, task, 'summary') : task.summary
      const result =
        task.status === 'done' && node?.result !== undefined ? await textOf(node.result, task, 'result') : task.result
      return summary === task.summary && result === task.result ? task : { ...task, summary, result }
    },
    async process(process: ProcessState): Promise<ProcessState> {
      if (flow.summary === null) return process
      const data = await decoded()
      return {
        ...process,
        summary: guarded(
          { action, place: { ...place, node: 'summary', about: 'summary' }, kept: process.summary },
          () => flow.summary!(data),
        ),
      }
    },
  }
}

interface Making {
  readonly action: Action
  readonly place: Readonly<Record<'flow' | 'node' | 'about', string>> & { readonly number: number }
  /** What it is now. */
  readonly kept: string
}

/** A text that cannot be made refuses the action; where nobody waits for the answer it holds nothing up, and is said. */
function guarded({ action, place, kept }: Making, make: () => string): string {
  const failed = (failure: HandoverError) => {
    if (!action.isBackground) throw failure
    const { code, says } = failure
    // What it answered instead of a text is made from data.
    const what =
      code === 'FUNCTION_FAILED' ? says : `Flow '${place.flow}': the ${place.about} of '${place.node}' is no text.`
    action.services.log.warn({ ...place, code }, `${what} It was left as it was, and all else went on.`)
    return kept
  }
  let text: unknown
  try {
    text = make()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    return failed(error('FUNCTION_FAILED', { ...place, message }, { cause }))
  }
  // A promise would be stored as '[object Promise]'.
  if (typeof text === 'string') return text
  const expected = 'a text; what has to be awaited belongs into a function'
  return failed(error('RULE_ANSWER_INVALID', { ...place, value: text, expected }))
}
