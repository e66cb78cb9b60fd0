import { Button } from '@mantine/core'
import type { ListedTask, TaskCounts, TaskListName } from 'handover/client'
import { useEffect, useId, type ReactNode } from 'react'
import { words } from '../../components/words.ts'
import type { TaskGroup } from './task-groups.ts'
import classes from './task-list.module.css'
import { TaskRow } from './task-row.tsx'
import type { ListDeed } from './use-list-deed.tsx'
import { headHeight, type RowFocus } from './use-row-focus.ts'
import type { Selection } from './use-selection.ts'
import type { TakenRows } from './use-taken-rows.ts'
import type { Window } from './use-window.ts'

interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly isPlaceholderData: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

interface TaskRowsProps {
  readonly list: TaskListName
  readonly groups: readonly TaskGroup[]
  readonly counts: TaskCounts | undefined
  readonly window: Window
  readonly rows: RowFocus
  readonly taken: TakenRows
  readonly selection: Selection
  readonly deed: ListDeed
  readonly pages: Pages
  readonly isWide: boolean
}

/** How many rows before the end the next page is asked for. */
const ahead = 40

/** The rows of a list under the heads of their groups. Of a long list only those that are in sight are there. */
export function TaskRows(props: TaskRowsProps): ReactNode {
  const { groups, window, pages, selection } = props
  const tops = topsOf(groups, window.row)
  useNextPage(pages, window.bottom + ahead * window.row >= tops.at(-1)!)
  return (
    <div
      className={classes.rows}
      data-selecting={selection.isOn || undefined}
      data-old={pages.isPlaceholderData || undefined}
    >
      {groups.map((group, i) => (
        <Group key={group.name ?? 'all'} {...props} group={group} top={tops[i]!} />
      ))}
      {pages.isFetchNextPageError && (
        <p className={classes.again}>
          <Button variant="default" onClick={() => void pages.fetchNextPage()}>
            {words.inbox.loadAgain}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Where each group begins, and where the last one ends. */
function topsOf(groups: readonly TaskGroup[], row: number): readonly number[] {
  const tops = [0]
  for (const { name, tasks } of groups) tops.push(tops.at(-1)! + (name === null ? 0 : headHeight) + tasks.length * row)
  return tops
}

/** Pages are read as one scrolls; after a failure only when asked. */
function useNextPage(pages: Pages, isNear: boolean): void {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage } = pages
  const isWanted = isNear && hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData
  useEffect(() => {
    if (isWanted) void fetchNextPage()
  }, [isWanted, fetchNextPage])
}

interface GroupProps extends TaskRowsProps {
  readonly group: TaskGroup
  readonly top: number
}

function Group({ group, top, ...props }: GroupProps): ReactNode {
  const { list, counts, window } = props
  const id = useId()
  const { name, tasks } = group
  const begin = top + (name === null ? 0 : headHeight)
  const first = between(Math.floor((window.top - begin) / window.row), tasks.length)
  const last = between(Math.ceil((window.bottom - begin) / window.row), tasks.length)
  const known = name === null ? counts?.total : counts?.due?.[name]
  const isCounted = known !== undefined && known < counts!.most
  const size = isCounted ? Math.max(known, tasks.length) : -1
  const rows = (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- a list without bullets is none to VoiceOver
    <ul
      role="list"
      {...(name === null ? { 'aria-label': words.list.label[list] } : { 'aria-labelledby': id })}
      style={{ paddingTop: first * window.row, paddingBottom: (tasks.length - last) * window.row }}
    >
      {tasks.slice(first, last).map((task, i) => (
        <Row key={task.id} {...props} task={task} place={first + i + 1} size={size} />
      ))}
    </ul>
  )
  if (name === null) return rows
  return (
    <section aria-labelledby={id}>
      <h2 className={classes.group} id={id} data-group={name}>
        {words.inbox.groups[name]}{' '}
        <span>{isCounted ? size : words.count(known ?? tasks.length, counts?.most ?? Infinity)}</span>
      </h2>
      {rows}
    </section>
  )
}

const between = (i: number, most: number): number => Math.min(most, Math.max(0, i))

interface RowProps extends TaskRowsProps {
  readonly task: ListedTask
  readonly place: number
  readonly size: number
}

function Row({ task, place, size, list, rows, taken, selection, deed, isWide }: RowProps): ReactNode {
  const takenBy = taken.takenBy(task)
  return (
    <TaskRow
      {...{ task, list, deed, rows, isWide, takenBy }}
      isNew={taken.isNew(task)}
      selection={list === 'archive' || takenBy !== undefined ? undefined : selection}
      isCurrent={isWide && rows.current?.id === task.id}
      aria={{ 'aria-posinset': place, 'aria-setsize': size }}
    />
  )
}
