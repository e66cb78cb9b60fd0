import type { ListedTask, TaskListName } from 'handover/client'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../api/client.ts'

export interface TakenRows {
  /** The rows of the list, with those that have just left it where they were. */
  readonly items: readonly ListedTask[]
  /** Of a row that has left by itself, who has it; null where that is not known. Undefined of all others. */
  readonly takenBy: (task: ListedTask) => string | null | undefined
  /** Whether the row has just come. */
  readonly isNew: (task: ListedTask) => boolean
  /** Rows that I have sent away: they leave without a word. */
  readonly sentAway: (ids: readonly string[]) => void
}

interface Gone {
  readonly task: ListedTask
  readonly after: string | undefined
  readonly by: string | null
}

/** In milliseconds: how long a row that was taken by another stays, and a new one is marked. */
const shownFor = 4000
/** When many leave at once something else has happened; saying it of each would be noise. */
const mostShown = 8

/** What comes and goes while one looks at a list: nothing under the pointer vanishes without a word. */
export function useTakenRows(
  list: TaskListName,
  view: string,
  items: readonly ListedTask[],
  isRead: boolean,
): TakenRows {
  const before = useRef<{ readonly view: string; readonly items: readonly ListedTask[] } | undefined>(undefined)
  const own = useRef(new Set<string>())
  const [gone, setGone] = useState<readonly Gone[]>([])
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!isRead) return
    const was = before.current
    before.current = { view, items }
    if (was === undefined || was.view !== view || was.items === items) return
    const stays = new Set(items.map(({ id }) => id))
    const known = new Set(was.items.map(({ id }) => id))
    // What is pushed beyond the last page has not left: whoever left stood before somebody who stays.
    const lastStaying = was.items.findLastIndex(({ id }) => stays.has(id))
    const left = was.items.flatMap((task, i): Gone[] =>
      stays.has(task.id) || own.current.has(task.id) || (i > lastStaying && items.length >= was.items.length)
        ? []
        : [{ task, after: was.items[i - 1]?.id, by: null }],
    )
    const last = items.findLastIndex(({ id }) => known.has(id))
    const came = items.slice(0, last + 1 || undefined).filter(({ id }) => !known.has(id))
    if (came.length > 0 && came.length <= mostShown) show(setFresh, new Set(came.map(({ id }) => id)))
    if (left.length === 0 || left.length > mostShown || list === 'archive') return
    setGone((now) => [...now, ...left])
    const ids = left.map(({ task }) => task.id)
    setTimeout(() => setGone((now) => now.filter(({ task }) => !ids.includes(task.id))), shownFor)
    for (const id of ids) {
      void nameOfOwner(id).then((by) =>
        setGone((now) => now.map((each) => (each.task.id === id ? { ...each, by } : each))),
      )
    }
  }, [list, view, items, isRead])
  return {
    items: withGone(items, gone),
    takenBy: ({ id }) => gone.find(({ task }) => task.id === id)?.by,
    isNew: ({ id }) => fresh.has(id),
    sentAway: (ids) => {
      for (const id of ids) own.current.add(id)
    },
  }
}

function show(set: (ids: ReadonlySet<string>) => void, ids: ReadonlySet<string>): void {
  set(ids)
  setTimeout(() => set(new Set()), shownFor)
}

/** Null also of a task that I may not see any more. */
async function nameOfOwner(id: string): Promise<string | null> {
  try {
    const { owner, endedBy } = await client.task(id)
    return (owner ?? endedBy)?.name ?? null
  } catch {
    return null
  }
}

function withGone(items: readonly ListedTask[], gone: readonly Gone[]): readonly ListedTask[] {
  if (gone.length === 0) return items
  const rows = [...items]
  for (const { task, after } of gone) {
    if (rows.some(({ id }) => id === task.id)) continue
    rows.splice(rows.findIndex(({ id }) => id === after) + 1, 0, task)
  }
  return rows
}
