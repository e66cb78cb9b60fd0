import type { Task } from 'handover/client'
import { useState } from 'react'

export interface Selection {
  /** Of those in sight: what has left the list is selected no more. */
  readonly tasks: readonly Task[]
  readonly has: (task: Task) => boolean
  readonly toggle: (task: Task) => void
  readonly clear: () => void
}

/** The most that one command takes at once. */
const most = 200

/** Which rows of a list are selected. */
export function useSelection(items: readonly Task[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const tasks = items.filter((task) => ids.has(task.id))
  return {
    tasks,
    has: (task) => ids.has(task.id),
    toggle: ({ id }) => {
      const next = new Set(tasks.map((task) => task.id))
      if (!next.delete(id) && next.size < most) next.add(id)
      setIds(next)
    },
    clear: () => setIds(new Set()),
  }
}
