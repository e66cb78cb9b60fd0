import type { ListedTask } from 'handover/client'
import { useState } from 'react'

export interface Selection {
  /** Of those in sight: what has left the list is selected no more. */
  readonly tasks: readonly ListedTask[]
  /** Whether rows show their boxes on a phone. */
  readonly isOn: boolean
  readonly has: (task: ListedTask) => boolean
  readonly toggle: (task: ListedTask) => void
  /** From the row that was toggled last to this one. */
  readonly toggleTo: (task: ListedTask) => void
  readonly add: (tasks: readonly ListedTask[]) => void
  readonly begin: () => void
  readonly clear: () => void
}

/** The most that one command takes at once. */
const most = 200

/** Which rows of a list are selected. */
export function useSelection(items: readonly ListedTask[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string>()
  const [isBegun, setBegun] = useState(false)
  const tasks = ids.size === 0 ? [] : items.filter((task) => ids.has(task.id))
  const add = (more: readonly ListedTask[]) => {
    const next = new Set([...tasks, ...more].map((task) => task.id))
    setIds(new Set([...next].slice(0, most)))
    setLast(more.at(-1)?.id)
  }
  const toggle = (task: ListedTask) => {
    if (!ids.has(task.id)) return add([task])
    setIds(new Set(tasks.filter((each) => each.id !== task.id).map((each) => each.id)))
    setLast(task.id)
  }
  return {
    tasks,
    isOn: isBegun || tasks.length > 0,
    has: (task) => ids.has(task.id),
    toggle,
    toggleTo: (task) => {
      const [from, to] = [last, task.id].map((id) => items.findIndex((each) => each.id === id))
      if (from! < 0 || to! < 0) return toggle(task)
      add(from! < to! ? items.slice(from, to! + 1) : items.slice(to, from! + 1))
    },
    add,
    begin: () => setBegun(true),
    clear: () => {
      setIds(new Set())
      setBegun(false)
    },
  }
}
