import { IconBolt, IconCircle, IconSquareRotated, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ProcessTask, Shape } from 'handover/client'
import type { ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { CommandMenu } from '../../components/command/command-menu.tsx'
import { menuOf } from '../../components/command/menu-of.ts'
import { focusPage } from '../../components/focus-page.ts'
import { Hidden } from '../../components/hidden.tsx'
import { isBeside, isOpen, isWork } from '../../components/is-open.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { useSay } from '../../components/message.tsx'
import { Person } from '../../components/person.tsx'
import { duration } from '../../components/relative-time.ts'
import { Section } from '../../components/section.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './process-tasks.module.css'

const icons: Readonly<Record<Shape, typeof IconUser>> = {
  start: IconCircle,
  end: IconCircle,
  human: IconUser,
  auto: IconBolt,
  call: IconBolt,
  event: IconCircle,
  boundary: IconCircle,
  choice: IconSquareRotated,
  split: IconSquareRotated,
  first: IconSquareRotated,
  join: IconSquareRotated,
}
const { columns } = words.process

/** Every visit of the process to a node: what is open first, then the newest. What only waited beside a task is left out. */
export function ProcessTasks({ tasks }: { tasks: readonly ProcessTask[] }): ReactNode {
  const newest = tasks.filter((task) => !isBeside(task) || isOpen(task) || task.status === 'done').toReversed()
  const open = newest.filter(isOpen).toSorted((one, other) => Number(isWork(other)) - Number(isWork(one)))
  const ended = newest.filter((task) => !isOpen(task))
  return (
    <Section title={words.process.tasks} side={words.process.tasksCount(open.filter(isWork).length, ended.length)}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.task}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.actor}</th>
            <th scope="col">{columns.opened}</th>
            <th scope="col">{columns.took}</th>
            <th scope="col">
              <Hidden>{words.moreActions}</Hidden>
            </th>
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
    <tr className={isOpen(task) ? classes.open : undefined}>
      <td>
        <span className={classes.task}>
          <Kind size={15} stroke={1.6} aria-hidden />
          {hasPage(task) ? (
            <Link to="/tasks/$task" params={{ task: task.id }}>
              {title}
            </Link>
          ) : (
            <span>{title}</span>
          )}
        </span>
      </td>
      <td>
        <Status of={task.status}>{statusOf(task)}</Status>
      </td>
      <td>
        {task.progress !== null ? (
          <JobProgress of={task.progress} title={title} />
        ) : task.owner === null && isOpen(task) && task.shape === 'human' ? (
          <Nobody task={task} />
        ) : (
          <Person of={isOpen(task) ? task.owner : task.endedBy} />
        )}
      </td>
      <td>
        <Time at={task.createdAt} prose />
      </td>
      <td>{task.finishedAt === null ? words.process.notYet : duration(tookMilliseconds)}</td>
      <td>
        <CommandMenu
          task={task}
          commands={menuOf(task.may, task.may.includes('cancel'))}
          label={words.process.moreOf(title)}
        />
      </td>
    </tr>
  )
}

/** Nobody has it yet: who may take it does so here. */
function Nobody({ task: { id, title, may } }: { task: ProcessTask }): ReactNode {
  const command = useTaskCommand()
  const say = useSay()
  if (!may.includes('assign')) return <span className={classes.nobody}>{words.process.nobody}</span>
  const take = () => {
    if (command.isPending) return
    command.mutate(
      { id, command: 'assign' },
      {
        onSuccess: () => {
          say({ text: words.list.took(title) })
          focusPage()
        },
        onError: (error) => say({ text: told(error).title }),
      },
    )
  }
  return (
    <button type="button" className={classes.take} aria-label={words.processes.takeWhat(title)} onClick={take}>
      {words.list.take}
    </button>
  )
}

/** What somebody works on, or has to decide about, has a page; what passes by itself is only told. */
const hasPage = (task: ProcessTask): boolean =>
  task.shape === 'human' || task.error !== null || (isOpen(task) && !isBeside(task))

/** What nobody takes is not unassigned, and why a task was canceled says more than that it was. */
function statusOf({ status, reason, shape }: ProcessTask): string | undefined {
  if (status === 'new' && shape !== 'human') return words.status.waiting
  return status === 'canceled' ? words.reasons[reason ?? ''] : undefined
}
