import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Task, TaskListName } from 'handover/client'
import { useRef, type ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { Due } from '../../components/due.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { focusPage } from '../../components/focus-page.ts'
import { useSay } from '../../components/message.tsx'
import { nameOf } from '../../components/name-of.ts'
import { Person } from '../../components/person.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './task-list.module.css'
import type { Selection } from './use-selection.ts'

interface TaskRowProps {
  readonly task: Task
  readonly list: TaskListName
  /** Undefined where rows cannot be selected. */
  readonly selection: Selection | undefined
}

/** One task in a list: what is asked, for whom, until when; the whole row leads to it. */
export function TaskRow({ task, list, selection }: TaskRowProps): ReactNode {
  const { process } = task
  const isArchive = list === 'archive'
  return (
    <li className={classes.row} data-list={list} {...(selection?.has(task) && { 'data-selected': true })}>
      {selection && (
        <label className={classes.select}>
          <input
            type="checkbox"
            checked={selection.has(task)}
            onChange={() => selection.toggle(task)}
            aria-label={words.list.select(task.title, summaryOf(task))}
          />
        </label>
      )}
      <Link to="/tasks/$task" params={{ task: task.id }} className={classes.what} data-row={task.id}>
        <b>{task.title}</b> <span>{isArchive ? nameOf(process) : summaryOf(task)}</span>
      </Link>
      <span className={classes.flow}>
        <FlowTag title={process.flowTitle} />
      </span>
      <span className={classes.from}>
        <Person of={process.startedBy} short />
      </span>
      {isArchive ? (
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
      {list === 'queue' && <TakeButton task={task} />}
    </li>
  )
}

const summaryOf = (task: Task): string => (task.summary === '' ? nameOf(task.process) : task.summary)

/** What became of it, where the flow says so: "Approved". */
const resultOf = ({ summary, process }: Task): string | undefined =>
  summary === '' || summary === process.summary ? undefined : summary

function TakeButton({ task }: { task: Task }): ReactNode {
  const command = useTaskCommand()
  const say = useSay()
  const place = useRef<HTMLSpanElement>(null)
  const take = () =>
    command.mutate(
      { id: task.id, command: 'assign' },
      {
        onSuccess: () => {
          say({ text: words.list.took(task.title), way: <OpenTask id={task.id} /> })
          focusNeighbour(place.current)
        },
        onError: (error) => say({ text: told(error).title }),
      },
    )
  return (
    <span className={classes.take} ref={place}>
      <Button
        variant="default"
        aria-label={words.list.takeWhat(task.title, summaryOf(task))}
        loading={command.isPending || command.isSuccess}
        onClick={take}
      >
        {words.list.take}
      </Button>
    </span>
  )
}

/** The row is about to leave: the focus goes on to the next one, unless it went elsewhere meanwhile. */
function focusNeighbour(place: HTMLElement | null): void {
  const row = place?.closest('li')
  if (document.activeElement !== document.body && row?.contains(document.activeElement) !== true) return
  const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector<HTMLElement>('[data-row]')
  if (next) next.focus()
  else focusPage()
}

function OpenTask({ id }: { id: string }): ReactNode {
  return (
    <Link to="/tasks/$task" params={{ task: id }}>
      {words.list.openTask}
    </Link>
  )
}
