import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ListedTask, TaskListName } from 'handover/client'
import { Suspense, useMemo, useState, type ReactNode } from 'react'
import { useForgetTasks } from '../../api/forget-tasks.ts'
import { isRefusal } from '../../api/problem.ts'
import { taskCountsQuery, tasksQuery } from '../../api/queries.ts'
import type { TaskView } from '../../api/task-view.ts'
import { Hidden } from '../../components/hidden.tsx'
import { useKeys } from '../../components/keys.ts'
import { later } from '../../components/later/later.tsx'
import { useNow } from '../../components/now.ts'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import page from '../../components/page.module.css'
import preview from '../../components/preview.module.css'
import { useMedia } from '../../components/use-media.ts'
import { words } from '../../components/words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { hasFilters } from './filter-names.ts'
import filters from './filters.module.css'
import { ListHead } from './list-head.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { EmptyList, NoMatch, RefusedView } from './no-tasks.tsx'
import { groupsOf, type TaskGroup } from './task-groups.ts'
import classes from './task-list-page.module.css'
import { TaskRows } from './task-rows.tsx'
import { useListDeed, type ListDeed } from './use-list-deed.tsx'
import { useRowFocus } from './use-row-focus.ts'
import { useSelection } from './use-selection.ts'
import { useSurroundings } from './use-surroundings.ts'
import { useTakenRows } from './use-taken-rows.ts'
import { useWindow } from './use-window.ts'

// The rows come first: what stands around them is fetched when they are there.
const FilterBar = later(() => import('./filter-bar.tsx'), 'FilterBar')
const TaskPreview = later(() => import('./task-preview.tsx'), 'TaskPreview')

interface TaskListPageProps {
  readonly list: TaskListName
  /** As it stands in the address. */
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
}

const wide = '(min-width: 1181px)'
const none: readonly ListedTask[] = []

/** The inbox (mine), the queue (free to take), or the archive (what I finished). */
export function TaskListPage(props: TaskListPageProps): ReactNode {
  const { list, view, onView } = props
  const tasks = useInfiniteQuery(tasksQuery(list, view))
  const { data: counts } = useQuery(taskCountsQuery(list, view))
  const items = useMemo(() => tasks.data?.pages.flatMap(({ items: some }) => some) ?? none, [tasks.data])
  const isCurrent = tasks.data !== undefined && !tasks.isPlaceholderData
  const taken = useTakenRows(list, JSON.stringify(view), items, isCurrent)
  const groups = useGroups(list, view, taken.items)
  const [box, setBox] = useState<HTMLElement | null>(null)
  const window = useWindow(box)
  const rows = useRowFocus({ box, groups, row: window.row })
  const selection = useSelection(items)
  const forget = useForgetTasks(list)
  const leave = (ids: readonly string[]) => {
    taken.sentAway(ids)
    rows.leave(ids)
    forget(ids)
  }
  const deed = useListDeed(list, leave)
  const isWide = useMedia(wide)
  const isAround = useSurroundings(tasks.data !== undefined)
  usePageTitle([words.nav[list]])
  useListKeys({ rows, selection: list === 'archive' ? undefined : selection, deed, isWide })
  if (tasks.data === undefined && tasks.error) {
    const isOfView = hasFilters(view) && isRefusal(tasks.error)
    return isOfView ? <RefusedView error={tasks.error} onView={onView} /> : <PageProblem error={tasks.error} />
  }
  const isRead = tasks.data !== undefined && !tasks.isPlaceholderData && !tasks.hasNextPage
  const isEmpty = isRead && taken.items.length === 0
  const isBare = isEmpty && !hasFilters(view)
  const hasPreview = isWide && rows.current !== undefined
  return (
    <div className={preview.split} data-preview={hasPreview || undefined}>
      <div className={`${page.list} ${classes.pane}`}>
        <ListHead
          {...props}
          count={isBare ? '0' : counts && words.count(counts.total, counts.most)}
          isBare={isBare}
          selection={selection}
        />
        {!isBare && (
          <Suspense fallback={<div className={filters.bar} />}>
            {isAround ? <FilterBar {...props} items={items} /> : <div className={filters.bar} />}
          </Suspense>
        )}
        <div role="status">
          <Hidden>{counts && hasFilters(view) && words.inbox.shown(counts.total, counts.most)}</Hidden>
        </div>
        <div className={page.rows} ref={setBox} aria-busy={tasks.isPlaceholderData}>
          {tasks.data === undefined ? (
            <ListSkeleton list={list} />
          ) : isBare ? (
            <EmptyList list={list} />
          ) : isEmpty ? (
            <NoMatch {...props} />
          ) : (
            <TaskRows {...{ list, groups, taken, counts, window, rows, selection, deed, pages: tasks, isWide }} />
          )}
        </div>
        {list !== 'archive' && <BulkBar list={list} selection={selection} focused={rows.focused} onDone={leave} />}
      </div>
      {hasPreview && <Suspense>{isAround && <TaskPreview list={list} task={rows.current} deed={deed} />}</Suspense>}
    </div>
  )
}

/** By when they are due, unless another order was asked for. */
function useGroups(list: TaskListName, view: TaskView, items: readonly ListedTask[]): readonly TaskGroup[] {
  const now = useNow()
  const isGrouped = list !== 'archive' && view.sort === undefined
  return useMemo(
    () => (isGrouped ? groupsOf(items, now) : items.length === 0 ? [] : [{ name: null, tasks: items }]),
    [isGrouped, items, now],
  )
}

interface ListKeys {
  readonly rows: ReturnType<typeof useRowFocus>
  readonly selection: ReturnType<typeof useSelection> | undefined
  readonly deed: ListDeed
  readonly isWide: boolean
}

const deedKeys: Readonly<Record<string, string>> = { assign: 't', unassign: 'u' }

/** J, K and the arrows move, X selects, with Shift both; T and U act on one task as the bulk bar does on several. */
function useListKeys({ rows, selection, deed, isWide }: ListKeys): void {
  const actKey = deed.command === undefined || selection?.tasks.length !== 0 ? undefined : deedKeys[deed.command]
  const extend = (by: 1 | -1) => () => {
    const from = rows.focused()
    const to = rows.move(by)
    selection?.add([from, to].filter((task) => task !== undefined))
  }
  useKeys({
    j: () => rows.move(1),
    k: () => rows.move(-1),
    arrowdown: () => rows.move(1),
    arrowup: () => rows.move(-1),
    ...(actKey !== undefined && {
      [actKey]: () => {
        const task = rows.focused() ?? (isWide ? rows.current : undefined)
        if (task !== undefined) deed.act(task)
      },
    }),
    ...(selection && {
      'shift j': extend(1),
      'shift k': extend(-1),
      'shift arrowdown': extend(1),
      'shift arrowup': extend(-1),
      x: () => {
        const task = rows.focused()
        if (task !== undefined) selection.toggle(task)
      },
    }),
  })
}
