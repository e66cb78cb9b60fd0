import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import type { Column } from './columns.ts'

/** What a unit has read, by id: only what differs from it is written. */
export interface Loaded {
  readonly tasks: ReadonlyMap<string, TaskState>
  readonly processes: ReadonlyMap<string, ProcessState>
}

/** The columns whose values differ from what was loaded; all of them when nothing was. */
export function columnsThatDiffer(columns: readonly Column[], before: object | undefined, after: object) {
  const valueIn = (of: object, { property }: Column) => (of as Record<string, unknown>)[property] ?? null
  return before === undefined ? columns : columns.filter((column) => valueIn(before, column) !== valueIn(after, column))
}
