import { error } from '../errors.ts'
import type { TaskState } from './snapshot.ts'

/** What overrides the flow's own way needs a reason that history can show. */
export function noted({ note }: { readonly note: string | null }, command: string, task: TaskState): void {
  if (note === null || note.trim() === '') throw error('NOTE_MISSING', { title: task.title, command })
}
