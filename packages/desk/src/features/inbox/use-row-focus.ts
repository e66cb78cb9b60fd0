import type { ListedTask } from 'handover/client'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { focusPage } from '../../components/focus-page.ts'
import type { TaskGroup } from './task-groups.ts'

/** How high the head of a group is; it stays at the top while one scrolls through its rows. */
export const headHeight = 32

export interface RowFocus {
  /** The row that had the focus last, or the first: what the preview shows. */
  readonly current: ListedTask | undefined
  /** The row that has the focus now. */
  readonly focused: () => ListedTask | undefined
  /** Told by the rows themselves. */
  readonly setCurrent: (task: ListedTask) => void
  /** Focuses the next row or the one before, and answers with it; the current one when none has the focus. */
  readonly move: (by: 1 | -1) => ListedTask | undefined
  readonly focus: (task: ListedTask) => void
  /** These are about to leave the list: the focus goes on to the next one, unless it went elsewhere meanwhile. */
  readonly leave: (ids: readonly string[]) => void
}

interface Options {
  /** What scrolls; null until it is there. */
  readonly box: HTMLElement | null
  readonly groups: readonly TaskGroup[]
  readonly row: number
}

/** Which row is the current one. A row that is out of sight is not there: it is scrolled to, then focused. */
export function useRowFocus({ box, groups, row }: Options): RowFocus {
  const [id, setId] = useState<string>()
  const wanted = useRef<string>(undefined)
  const items = useMemo(() => groups.flatMap(({ tasks }) => tasks), [groups])
  const at = Math.max(0, id === undefined ? 0 : items.findIndex((task) => task.id === id))
  const current = items[at]
  useLayoutEffect(() => {
    if (wanted.current === undefined || !focusRow(box, wanted.current)) return
    wanted.current = undefined
  })
  const focused = () => {
    const focusedId = document.activeElement?.getAttribute('data-row')
    return focusedId ? items.find((task) => task.id === focusedId) : undefined
  }
  const focus = (task: ListedTask) => {
    setId(task.id)
    scrollTo(box, placeOf(task, groups, row), row)
    wanted.current = focusRow(box, task.id) ? undefined : task.id
  }
  return {
    current,
    focused,
    setCurrent: (task) => setId(task.id),
    focus,
    move: (by) => {
      const from = focused()
      const to = from === undefined ? current : items[Math.min(items.length - 1, Math.max(0, items.indexOf(from) + by))]
      if (to !== undefined) focus(to)
      return to
    },
    leave: (ids) => {
      const active = document.activeElement
      const isElsewhere = active !== document.body && box?.parentElement?.parentElement?.contains(active) !== true
      const stay = (task: ListedTask) => !ids.includes(task.id)
      const next = items.slice(at).find(stay) ?? items.slice(0, at).findLast(stay)
      if (next === undefined) return isElsewhere ? undefined : focusPage()
      if (isElsewhere) setId(next.id)
      else focus(next)
    },
  }
}

function focusRow(box: HTMLElement | null, id: string): boolean {
  const link = box?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
  link?.focus({ preventScroll: true })
  return link !== null && link !== undefined
}

/** How far from the top of the list it stands. */
function placeOf(task: ListedTask, groups: readonly TaskGroup[], row: number): number {
  let top = 0
  for (const { name, tasks } of groups) {
    if (name !== null) top += headHeight
    const i = tasks.indexOf(task)
    if (i >= 0) return top + i * row
    top += tasks.length * row
  }
  return 0
}

/** No further than needed, and not under the head that stays at the top. */
function scrollTo(box: HTMLElement | null, top: number, row: number): void {
  if (box === null) return
  if (top - headHeight < box.scrollTop) box.scrollTop = Math.max(0, top - headHeight)
  else if (top + row > box.scrollTop + box.clientHeight) box.scrollTop = top + row - box.clientHeight
}
