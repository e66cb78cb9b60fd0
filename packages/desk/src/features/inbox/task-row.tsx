import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ListedTask, TaskListName } from 'handover/client'
import { useRef, type MouseEvent, type ReactNode } from 'react'
import { Due } from '../../components/due.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { nameOf } from '../../components/name-of.ts'
import { Person } from '../../components/person.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import { resultOf } from './result-of.ts'
import { summaryOf } from './summary-of.ts'
import classes from './task-list.module.css'
import type { ListDeed } from './use-list-deed.tsx'
import type { RowFocus } from './use-row-focus.ts'
import type { Selection } from './use-selection.ts'

interface TaskRowProps {
  readonly task: ListedTask
  readonly list: TaskListName
  /** Undefined where rows cannot be selected. */
  readonly selection: Selection | undefined
  readonly deed: ListDeed
  readonly rows: RowFocus
  /** Whether the preview shows it. */
  readonly isCurrent: boolean
  readonly isWide: boolean
  /** Who has it, when it has just left the list; null when that is not known. */
  readonly takenBy: string | null | undefined
  /** It has just come. */
  readonly isNew: boolean
  /** Its place in the list, of which only a part is there. */
  readonly aria: Readonly<Record<'aria-posinset' | 'aria-setsize', number>>
}

/** One task in a list: what is asked, for whom, until when. Its title leads to it; beside a preview the rest shows it there. */
export function TaskRow(props: TaskRowProps): ReactNode {
  const { task, list, selection, deed, rows, isCurrent, isWide, aria, takenBy, isNew } = props
  const { process } = task
  const isArchive = list === 'archive'
  const press = useLongPress(selection === undefined ? undefined : () => selection.toggle(task))
  const isSelected = selection?.has(task) === true
  const onClick = (event: MouseEvent) => {
    const isOwn = event.target instanceof Element && event.target.closest('a, button, label, input') !== null
    if (isWide && !isOwn) rows.focus(task)
  }
  return (
    // The keys of the page do the same.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes.row}
      data-list={list}
      data-task
      data-selected={isSelected || undefined}
      data-current={isCurrent || undefined}
      data-taken={takenBy !== undefined || undefined}
      data-new={isNew || undefined}
      onClick={onClick}
      {...aria}
      {...press}
    >
      {selection && <SelectBox task={task} selection={selection} />}
      {takenBy !== undefined && list !== 'archive' && <span aria-hidden />}
      <Link
        to="/tasks/$task"
        params={{ task: task.id }}
        className={classes.what}
        data-row={task.id}
        data-whole={!isWide || undefined}
        onFocus={() => rows.setCurrent(task)}
      >
        <b>{task.title}</b> <span>{isArchive ? nameOf(process) : summaryOf(task)}</span>
      </Link>
      <span className={classes.meta}>
        <span className={classes.flow}>
          <FlowTag title={process.flowTitle} />
        </span>
        <span className={classes.from}>
          <Person of={process.startedBy} short />
        </span>
      </span>
      {takenBy !== undefined ? (
        <span className={classes.due}>{words.list.takenBy(takenBy)}</span>
      ) : isArchive ? (
        <span className={classes.status}>
          <Status of={task.status}>{resultOf(task)}</Status>
        </span>
      ) : (
        <span className={classes.due}>
          <Due at={task.dueAt} />
        </span>
      )}
      <span className={classes.age}>
        {isArchive && task.finishedAt !== null ? (
          <Time at={task.finishedAt} says={words.list.finishedAt} />
        ) : (
          <Time at={task.createdAt} says={words.list.createdAt} />
        )}
      </span>
      {list === 'queue' && (
        <span className={classes.take}>
          {/* Offered, but held: its process is suspended. */}
          {takenBy === undefined && task.may.includes('assign') && (
            <Button
              variant="default"
              aria-label={words.list.takeWhat(task.title, summaryOf(task))}
              loading={deed.busy === task.id}
              onClick={() => deed.act(task)}
            >
              {words.list.take}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}

function SelectBox({ task, selection }: { task: ListedTask; selection: Selection }): ReactNode {
  return (
    <label className={classes.select}>
      <input
        type="checkbox"
        checked={selection.has(task)}
        onChange={(event) => {
          const { nativeEvent } = event
          if ('shiftKey' in nativeEvent && nativeEvent.shiftKey === true) selection.toggleTo(task)
          else selection.toggle(task)
        }}
        aria-label={words.list.select(task.title, summaryOf(task))}
      />
    </label>
  )
}

const pause = 500

/** A finger that rests on a row selects it; the click that follows opens nothing. */
function useLongPress(act: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isDone = useRef(false)
  if (act === undefined) return {}
  const stop = () => clearTimeout(timer.current)
  return {
    onTouchStart: () => {
      isDone.current = false
      stop()
      timer.current = setTimeout(() => {
        isDone.current = true
        act()
      }, pause)
    },
    onTouchMove: stop,
    onTouchEnd: stop,
    onTouchCancel: stop,
    onClickCapture: (event: MouseEvent) => {
      if (!isDone.current) return
      isDone.current = false
      event.preventDefault()
      event.stopPropagation()
    },
    onContextMenu: (event: MouseEvent) => {
      if (isDone.current) event.preventDefault()
    },
  }
}
