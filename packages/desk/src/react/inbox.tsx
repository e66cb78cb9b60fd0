import { useInfiniteQuery } from '@tanstack/react-query'
import type { Task, TaskListName } from 'handover/client'
import type { ReactNode } from 'react'
import { tasksQuery } from '../api/queries.ts'
import { Due } from '../components/due.tsx'
import { FlowTag } from '../components/flow-tag.tsx'
import { LoadingRows, More } from '../components/more.tsx'
import { nameOf } from '../components/name-of.ts'
import { Person } from '../components/person.tsx'
import { Refusal } from '../components/refusal.tsx'
import { Time } from '../components/time.tsx'
import { words } from '../components/words.ts'
import classes from './inbox.module.css'
import { PlaceLink } from './place-link.tsx'
import { Placed } from './placed.tsx'

export interface InboxProps {
  /** What is mine, what is free to take, or what I finished. */
  readonly list?: TaskListName
}

/** The tasks of the person who asks; each leads to where `linkTo` says. */
export function Inbox({ list = 'inbox' }: InboxProps): ReactNode {
  return (
    <Placed>
      <Rows list={list} />
    </Placed>
  )
}

const nothing = { inbox: words.own.emptyInbox, queue: words.own.emptyQueue, archive: words.own.emptyArchive }

function Rows({ list }: { list: TaskListName }): ReactNode {
  const tasks = useInfiniteQuery(tasksQuery(list))
  const items = tasks.data?.pages.flatMap((page) => page.items)
  if (items === undefined) return tasks.error ? <Refusal error={tasks.error} /> : <LoadingRows count={4} />
  if (items.length === 0) return <p className={classes.nothing}>{nothing[list]}</p>
  return (
    <>
      <ul aria-label={words.list.label[list]}>
        {items.map((task) => (
          <Row key={task.id} task={task} />
        ))}
      </ul>
      <More of={tasks} />
    </>
  )
}

function Row({ task }: { task: Task }): ReactNode {
  const { process, title, summary } = task
  const when = task.finishedAt ?? task.createdAt
  return (
    <li className={classes.row}>
      <PlaceLink to={{ task: task.id }} className={classes.what}>
        <b>{title}</b> <span>{summary === '' ? nameOf(process) : summary}</span>
      </PlaceLink>
      <span className={classes.flow}>
        <FlowTag title={process.flowTitle} />
      </span>
      <span className={classes.from}>
        <Person of={process.startedBy} short />
      </span>
      <span className={classes.due}>{task.finishedAt === null && <Due at={task.dueAt} />}</span>
      <span className={classes.age}>
        <Time at={when} says={task.finishedAt === null ? words.list.createdAt : words.list.finishedAt} />
      </span>
    </li>
  )
}
