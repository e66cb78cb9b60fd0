import { Button } from '@mantine/core'
import { IconArrowBackUp, IconHandGrab } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListedTask, TaskDetail, TaskListName } from 'handover/client'
import { useEffect, useState, type ReactNode } from 'react'
import { historyQuery, taskQuery } from '../../api/queries.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { History } from '../../components/history.tsx'
import { Key } from '../../components/key.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import classes from '../../components/preview.module.css'
import { Section } from '../../components/section.tsx'
import { Standing } from '../../components/standing.tsx'
import { reasonOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { PreviewFacts } from './preview-facts.tsx'
import type { ListDeed } from './use-list-deed.tsx'

interface TaskPreviewProps {
  readonly list: TaskListName
  readonly task: ListedTask
  readonly deed: ListDeed
}

/** The focused task at a glance, beside the list: what is asked, what is known, where it stands, how it came. */
export function TaskPreview({ list, task, deed }: TaskPreviewProps): ReactNode {
  const settled = useSettled(task.id)
  const { data: detail } = useQuery({ ...taskQuery(settled), enabled: settled === task.id })
  const isShown = detail?.id === task.id
  return (
    <aside className={classes.preview} aria-label={words.inbox.preview} data-preview>
      <header className={classes.bar}>
        <FlowTag title={task.process.flowTitle} />
        <Link to="/processes/$process" params={{ process: task.process.id }} className={classes.number}>
          #{task.process.number}
        </Link>
        <span className={classes.grow} />
        <DeedButton list={list} task={task} deed={deed} />
        <LinkButton to="/tasks/$task" params={{ task: task.id }}>
          {words.inbox.open}
        </LinkButton>
      </header>
      <div className={classes.body} key={task.id}>
        <div className={classes.asked}>
          <h2>{task.title}</h2>
          {isShown && detail.description !== '' && <p>{detail.description}</p>}
          {task.error !== null && <ErrorPanel error={task.error} />}
          <PreviewFacts task={task} detail={isShown ? detail : undefined} />
          {isShown && <Held list={list} task={detail} />}
        </div>
        {isShown && <Process list={list} task={detail} />}
      </div>
      <footer className={classes.hints} aria-hidden>
        {words.inbox.hints.map(([key, label]) => (
          <span key={key}>
            <Key k={key} /> {label}
          </span>
        ))}
      </footer>
    </aside>
  )
}

/** Why nothing can be done with it now, such as that its process is suspended. */
function Held({ list, task }: { list: TaskListName; task: TaskDetail }): ReactNode {
  const permit = list === 'queue' ? task.can.assign : task.can.complete
  if (list === 'archive' || task.error !== null || permit.allowed) return null
  return <p className={classes.held}>{reasonOf(permit)}</p>
}

function DeedButton({ list, task, deed }: TaskPreviewProps): ReactNode {
  if (!deed.may(task)) return null
  const isTake = list === 'queue'
  return (
    <Button
      variant="default"
      leftSection={isTake ? <IconHandGrab size={15} aria-hidden /> : <IconArrowBackUp size={15} aria-hidden />}
      loading={deed.busy === task.id}
      onClick={() => deed.act(task)}
    >
      {isTake ? words.list.take : words.list.giveBack}
    </Button>
  )
}

const mostEvents = 12

function Process({ list, task }: { list: TaskListName; task: TaskDetail }): ReactNode {
  const history = useQuery(historyQuery(task.process.id))
  return (
    <>
      <section className={classes.standing} aria-label={words.inbox.standing}>
        <Standing task={task} />
      </section>
      {history.data && (
        <div className={classes.came}>
          <Section title={words.inbox.came[list]}>
            <History of={history.data.slice(-mostEvents)} />
          </Section>
        </div>
      )}
    </>
  )
}

const pause = 150

/** The id once it has stood still: who runs through the list does not ask for each task on the way. */
function useSettled(id: string): string {
  const [settled, setSettled] = useState(id)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(id), pause)
    return () => clearTimeout(timer)
  }, [id])
  return settled
}
