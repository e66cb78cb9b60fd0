import { applyPatch } from '../../flow/data.ts'
import type { Child } from '../../flow/move.ts'
import type { AnswerCommand, FailCommand } from '../command.ts'
import type { Draft } from '../draft.ts'
import { failTask } from '../fail-task.ts'
import { makeMove } from '../make-move.ts'
import type { Json, Learned, ProcessState } from '../snapshot.ts'

/** The application has answered: what it changed is taken over, and the task that asked goes on. */
export function answer(draft: Draft, command: AnswerCommand): void {
  const { task, next, learned, request } = draft.asking!
  const before = draft.process
  if (request.type === 'call') recordCalls(draft, task, command.answer as readonly Child[])
  if (command.patch !== undefined) draft.process = { ...draft.process, data: applyPatch(before.data, command.patch) }
  if (command.artifact !== undefined) {
    const { type, id } = command.artifact
    draft.process = { ...draft.process, artifactType: type, artifactId: id }
  }
  draft.add(command.tasks ?? [])
  const known = learn(learned, command, before)
  if (known.changed !== learned.changed || command.artifact !== undefined) draft.isStale = true
  draft.asking = null
  const move = next(command.answer)
  if (typeof move === 'function') move(draft, known)
  else makeMove(draft, draft.task(task), move, known)
}

/** Which processes a task has called stands in its history, whatever becomes of them. */
function recordCalls(draft: Draft, id: string, children: readonly Child[]): void {
  const task = draft.task(id)
  for (const child of children)
    draft.record('child.started', {
      task,
      data: { child: child.id, number: child.number, item: child.item as Json },
      isCommanded: false,
    })
}

/** It could not answer, and nobody is there to be told. */
export function fail(draft: Draft, command: FailCommand): void {
  const { task, learned } = draft.asking!
  draft.asking = null
  failTask(draft, draft.task(task), command.error, learned)
}

function learn(learned: Learned, { read, patch, edited, artifact }: AnswerCommand, process: ProcessState): Learned {
  // Most answers of functions bring nothing to light.
  if (read === undefined && patch === undefined && edited === undefined && artifact === undefined) return learned
  const before = process.data
  const keys = patch === undefined ? [] : [...Object.keys(patch.set), ...patch.remove]
  const changes = keys.map((key): [string, Json] => [key, [before[key] ?? null, patch!.set[key] ?? null]])
  const real = changes.filter(
    ([, change]) => JSON.stringify((change as Json[])[0]) !== JSON.stringify((change as Json[])[1]),
  )
  const changed = {
    ...Object.fromEntries(real),
    ...edited,
    ...(artifact && { artifact: [aboutOf(process), artifact] }),
  }
  return {
    ...learned,
    ...(read === undefined || Object.keys(read).length === 0 ? {} : { read: { ...learned.read, ...read } }),
    ...(Object.keys(changed).length === 0 ? {} : { changed: { ...learned.changed, ...changed } }),
  }
}

const aboutOf = ({ artifactType: type, artifactId: id }: ProcessState): Json => (id === null ? null : { type, id })
