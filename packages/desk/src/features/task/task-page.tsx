import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TaskDetail } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { isRefusal } from '../../api/problem.ts'
import { processQuery, taskQuery } from '../../api/queries.ts'
import { ArtifactFacts } from '../../components/artifact-facts.tsx'
import { CommandMenu } from '../../components/command/command-menu.tsx'
import { allowedOf, menuOf } from '../../components/command/menu-of.ts'
import { Facts, type Fact } from '../../components/facts.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { isForPeople } from '../../components/is-for-people.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import classes from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { Notice } from '../../components/refusal.tsx'
import { moment } from '../../components/relative-time.ts'
import { reasonOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import { LeftDraft } from './left-draft.tsx'
import { Pager } from './pager.tsx'
import { GiveBackButton, ReassignButton, TaskActions } from './task-actions.tsx'
import own from './task-actions.module.css'
import { TaskContext } from './task-context.tsx'
import { TaskIncident } from './task-incident.tsx'
import { TaskForm } from './task-form.tsx'
import { TaskRefusal } from './task-refusal.tsx'
import { UnderTitle } from './under-title.tsx'
import { useTaskDeeds, type TaskDeeds } from './use-task-deeds.tsx'

/** One task: what is asked, what is known, the form, and what may be done with it. */
export function TaskPage({ id }: { id: string }): ReactNode {
  const task = useQuery(taskQuery(id))
  // What was read stays on the page when a later read fails: a refusal is shown beside it.
  if (task.data !== undefined) return <TaskWork key={id} task={task.data} />
  return task.error ? <PageProblem error={task.error} /> : <LoadingRows />
}

function TaskWork({ task }: { task: TaskDetail }): ReactNode {
  const [statusAt, setStatusAt] = useState<HTMLElement | null>(null)
  const deeds = useTaskDeeds(task)
  const { process, can, form } = task
  const formId = `form-${task.id}`
  const hasProcess = useHasProcess(process.id)
  usePageTitle(words.task.title(task.title, process.number))
  // Where nothing is asked there is no form to wait for.
  const showsForm = can.complete.allowed && form !== null && (form.fields.length > 0 || form.component !== null)
  // Taken here: letters that are typed then are meant for the form, and not for the keys of the page.
  const [hadForm] = useState(showsForm)
  return (
    <WorkPage
      back="/inbox"
      crumbs={{ label: words.task.crumbs, parts: crumbsOf(task, hasProcess) }}
      tools={
        <>
          <Pager task={task.id} />
          <span className={`${classes.wideOnly} ${own.tools}`}>
            <GiveBackButton task={task} deeds={deeds} />
            <ReassignButton task={task} />
          </span>
          <CommandMenu task={task} commands={menuCommands(task)} />
        </>
      }
      actions={
        <TaskActions
          task={task}
          deeds={deeds}
          formId={showsForm ? formId : undefined}
          hasProcess={hasProcess}
          statusAt={setStatusAt}
        />
      }
      {...(hasProcess && { context: { label: words.task.context, content: <TaskContext task={task} /> } })}
    >
      <div className={classes.inner}>
        <Asked task={task} asked={showsForm ? form.fields : []} deeds={deeds} />
        {showsForm ? (
          <div className={classes.ruled}>
            <TaskForm task={task} id={formId} form={form} deeds={deeds} takesFocus={!hadForm} statusAt={statusAt} />
          </div>
        ) : (
          <>
            <LeftDraft task={task.id} />
            <WhyNot task={task} />
          </>
        )}
      </div>
    </WorkPage>
  )
}

interface AskedProps {
  readonly task: TaskDetail
  /** The fields that the form asks for. */
  readonly asked: readonly string[]
  readonly deeds: TaskDeeds
}

/** What is asked, what is known, and what stands in the way. */
function Asked({ task, asked, deeds: { error, triedAt, tried } }: AskedProps): ReactNode {
  const facts = [...resultOf(task), ...itemOf(task), ...known(task.facts, asked)]
  return (
    <>
      <h1 className={classes.title}>{task.title}</h1>
      <UnderTitle task={task} />
      {error !== null && (
        <div className={classes.block}>
          <TaskRefusal task={task} error={error} triedAt={triedAt} hadForm={tried === 'complete'} />
        </div>
      )}
      {task.isObsolete && (
        <div className={classes.block}>
          <Notice title={words.task.obsolete} tone="held">
            {words.task.obsoleteText}
          </Notice>
        </div>
      )}
      {task.progress !== null && (
        <div className={classes.block}>
          <JobProgress of={task.progress} title={task.title} />
        </div>
      )}
      <TaskIncident task={task} />
      {task.description !== '' && <p className={classes.ask}>{task.description}</p>}
      {facts.length > 0 && (
        <div className={classes.block}>
          <Facts of={facts} wide />
        </div>
      )}
      {task.artifact !== null && (
        <div className={classes.ruled}>
          <ArtifactFacts of={task.artifact} wide />
        </div>
      )}
    </>
  )
}

/** What is known already: what the form asks for is read there. */
function known(facts: readonly Fact[], asked: readonly string[]): Fact[] {
  return facts.filter(({ key, value }) => value !== null && !asked.includes(key))
}

/** What became of it, once it has ended. */
function resultOf({ finishedAt, summary, process }: TaskDetail): Fact[] {
  const isNews = finishedAt !== null && summary !== '' && summary !== process.summary
  return isNews ? [{ key: 'result ', label: words.task.result, value: summary }] : []
}

/** What this branch of several works on. */
const itemOf = ({ item }: TaskDetail): Fact[] =>
  item === null ? [] : [{ key: 'item ', label: words.task.item, value: item }]

/** Giving back has a button of its own; with a note it stands in the menu. What already is a button at the bottom does not. */
function menuCommands(task: TaskDetail): ReturnType<typeof menuOf> {
  const isFailed = task.error !== null
  const isUndone = task.status === 'canceled' && task.finishedAt === null
  const shown: readonly string[] = [
    ...(isFailed ? ['retry', 'skip'] : []),
    ...(isUndone ? ['revive'] : []),
    ...(task.isObsolete && !isFailed ? ['move'] : []),
  ]
  const leadsNowhere = (command: string) => command === 'sendBack' && task.targets.sendBack.length === 0
  return menuOf(allowedOf(task), task.mayGive).filter((command) => !shown.includes(command) && !leadsNowhere(command))
}

/** A task may be in sight while its process is not: then nothing leads there. */
function useHasProcess(id: string): boolean {
  const process = useQuery(processQuery(id))
  return process.data !== undefined || !isRefusal(process.error)
}

function crumbsOf({ process, title }: TaskDetail, hasProcess: boolean): ReactNode[] {
  return [
    <Link key="flow" to="/flows/$flow" params={{ flow: process.flow }}>
      <FlowTag title={process.flowTitle} />
    </Link>,
    hasProcess ? (
      <Link key="process" to="/processes/$process" params={{ process: process.id }}>
        #{process.number}
      </Link>
    ) : (
      `#${process.number}`
    ),
    title,
  ]
}

const waitsFor = ({ wakeAt }: TaskDetail): string =>
  wakeAt === null ? words.task.waits : words.task.waitsUntil(moment(wakeAt))

/** Why there is no form here, in words. */
function WhyNot({ task }: { task: TaskDetail }): ReactNode {
  const isMe = useIsMe()
  if (task.finishedAt !== null || task.error !== null || task.isObsolete) return null
  if (task.status === 'canceled') return <p className={`${classes.block} ${classes.reason}`}>{words.task.undone}</p>
  if (task.can.complete.allowed) return <p className={`${classes.block} ${classes.reason}`}>{words.task.noFields}</p>
  if (task.can.assign.allowed && !isMe(task.owner)) {
    return <p className={`${classes.block} ${classes.reason}`}>{words.task.free}</p>
  }
  const why = isForPeople(task) ? reasonOf(task.can.complete) : waitsFor(task)
  return <p className={`${classes.block} ${classes.reason}`}>{why}</p>
}
