import { IconBolt, IconCircle, IconSquareRotated, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ProcessTask, Shape } from 'handover/client'
import type { ReactNode } from 'react'
import { Person } from '../../components/person.tsx'
import { isOpen } from '../../components/picture/picture-state.ts'
import { duration } from '../../components/relative-time.ts'
import { Section } from '../../components/section.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import classes from './process-tasks.module.css'

const icons: Readonly<Record<Shape, typeof IconUser>> = {
  start: IconCircle,
  end: IconCircle,
  human: IconUser,
  auto: IconBolt,
  choice: IconSquareRotated,
  split: IconSquareRotated,
  join: IconSquareRotated,
}
const { columns } = words.process

/** Every visit of the process to a node: what is open first, then the newest. */
export function ProcessTasks({ tasks }: { tasks: readonly ProcessTask[] }): ReactNode {
  const newest = tasks.toReversed()
  const open = newest.filter((task) => isOpen(task.status))
  const ended = newest.filter((task) => !isOpen(task.status))
  return (
    <Section title={words.process.tasks} side={words.process.tasksCount(open.length, ended.length)}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.task}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.actor}</th>
            <th scope="col">{columns.opened}</th>
            <th scope="col">{columns.took}</th>
          </tr>
        </thead>
        <tbody>
          {[...open, ...ended].map((task) => (
            <Row key={task.id} task={task} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Row({ task }: { task: ProcessTask }): ReactNode {
  const Kind = icons[task.shape]
  const title = task.title === '' ? task.node : task.title
  const tookMilliseconds = Date.parse(task.finishedAt ?? task.createdAt) - Date.parse(task.createdAt)
  return (
    <tr className={isOpen(task.status) ? classes.open : undefined}>
      <td>
        <span className={classes.task}>
          <Kind size={15} stroke={1.6} aria-hidden />
          {task.shape === 'human' ? (
            <Link to="/tasks/$task" params={{ task: task.id }}>
              {title}
            </Link>
          ) : (
            <span>{title}</span>
          )}
        </span>
      </td>
      <td>
        <Status of={task.status} />
      </td>
      <td>
        {task.owner === null && isOpen(task.status) && task.shape === 'human' ? (
          <span className={classes.nobody}>{words.process.nobody}</span>
        ) : (
          <Person of={isOpen(task.status) ? task.owner : task.endedBy} />
        )}
      </td>
      <td>
        <Time at={task.createdAt} prose />
      </td>
      <td>{task.finishedAt === null ? words.process.notYet : duration(tookMilliseconds)}</td>
    </tr>
  )
}
