import { createdChoices, dueChoices, sortChoices, type TaskView } from '../api/task-view.ts'

/** The view of an address; what is not understood is left out. */
export function readTaskView(given: Record<string, unknown>): TaskView {
  const [search, flow, node, from] = ['search', 'flow', 'node', 'from'].map((key) => text(given[key]))
  const due = dueChoices.find((each) => each === given['due'])
  const created = createdChoices.find((each) => each === given['created'])
  const sort = sortChoices.find((each) => each === given['sort'])
  return {
    ...(search && { search }),
    ...(flow && { flow }),
    ...(flow && node && { node }),
    ...(from && { from }),
    ...(due && { due }),
    ...(created && { created }),
    ...(sort && { sort }),
  }
}

// The router reads `?search=903` as a number.
function text(given: unknown): string | undefined {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined
}
