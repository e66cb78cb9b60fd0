import { applyPatch } from '../../flow/data.ts'
import type { AnswerCommand } from '../command.ts'
import type { Draft } from '../draft.ts'
import { makeMove } from '../make-move.ts'
import type { Json, JsonObject, Learned } from '../snapshot.ts'

/** The application has answered: what it changed is taken over, and the task that asked goes on. */
export function answer(draft: Draft, command: AnswerCommand): void {
  const { task, next, learned } = draft.asking!
  const before = draft.process.data
  if (command.patch !== undefined) draft.process = { ...draft.process, data: applyPatch(before, command.patch) }
  draft.asking = null
  makeMove(draft, draft.task(task), next(command.answer), learn(learned, command, before))
}

function learn(learned: Learned, { read, patch }: AnswerCommand, before: JsonObject): Learned {
  const keys = patch === undefined ? [] : [...Object.keys(patch.set), ...patch.remove]
  const changes = keys.map((key): [string, Json] => [key, [before[key] ?? null, patch!.set[key] ?? null]])
  const real = changes.filter(
    ([, change]) => JSON.stringify((change as Json[])[0]) !== JSON.stringify((change as Json[])[1]),
  )
  return {
    ...learned,
    ...(read === undefined || Object.keys(read).length === 0 ? {} : { read: { ...learned.read, ...read } }),
    ...(real.length === 0 ? {} : { changed: { ...learned.changed, ...Object.fromEntries(real) } }),
  }
}
