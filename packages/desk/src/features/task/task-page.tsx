import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TaskDetail } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { isRefusal } from '../../api/problem.ts'
import { processQuery, taskQuery } from '../../api/queries.ts'
import { Facts, type Fact } from '../../components/facts.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import classes from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { Section } from '../../components/section.tsx'
import { withLocalTimes } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import { GiveBackButton, TaskActions } from './task-actions.tsx'
import { TaskContext } from './task-context.tsx'
import { TaskForm } from './task-form.tsx'
import { UnderTitle } from './under-title.tsx'
import { useTaskDeeds } from './use-task-deeds.tsx'

/** One task: what is asked, what is known, the form, and what may be done with it. */
export function TaskPage({ id }: { id: string }): ReactNode {
  const task = useQuery(taskQuery(id))
  // What was read stays on the page when a later read fails: a refusal is shown beside it.
  if (task.data !== undefined) return <TaskWork key={id} task={task.data} />
  return task.error ? <PageProblem error={task.error} /> : <LoadingRows />
}

function TaskWork({ task }: { task: TaskDetail }): ReactNode {
  const [entered, setEntered] = useState<readonly Fact[]>([])
  const deeds = useTaskDeeds(task)
  const { process, can, form } = task
  const formId = `form-${task.id}`
  const hasProcess = useHasProcess(process.id)
  usePageTitle(words.task.title(task.title, process.number))
  const showsForm = can.complete.allowed && form !== null
  const asked = showsForm ? form.fields : []
  const facts = [...resultOf(task), ...known(task.facts, asked)]
  return (
    <WorkPage
      back="/inbox"
      crumbs={{ label: words.task.crumbs, parts: crumbsOf(task, hasProcess) }}
      tools={
        <span className={classes.wideOnly}>
          <GiveBackButton task={task} deeds={deeds} />
        </span>
      }
      actions={
        <TaskActions task={task} deeds={deeds} formId={showsForm ? formId : undefined} hasProcess={hasProcess} />
      }
      {...(hasProcess && { context: { label: words.task.context, content: <TaskContext task={task} /> } })}
    >
      <div className={classes.inner}>
        <h1 className={classes.title}>{task.title}</h1>
        <UnderTitle task={task} />
        {deeds.error !== null && (
          <div className={classes.block}>
            <Refusal error={deeds.error} />
          </div>
        )}
        {task.description !== '' && <p className={classes.ask}>{task.description}</p>}
        {facts.length > 0 && (
          <div className={classes.block}>
            <Facts of={facts} wide />
          </div>
        )}
        {showsForm ? (
          <div className={classes.ruled}>
            <TaskForm id={formId} form={form} deeds={deeds} onEntered={setEntered} />
          </div>
        ) : (
          <>
            {entered.length > 0 && deeds.error !== null && <Entered facts={entered} />}
            <WhyNot task={task} />
          </>
        )}
      </div>
    </WorkPage>
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

/** Somebody else was faster: what was typed must not be lost with the form. */
function Entered({ facts }: { facts: readonly Fact[] }): ReactNode {
  return (
    <div className={classes.ruled}>
      <Section title={words.task.entered} side={words.task.enteredHint}>
        <Facts of={facts} />
      </Section>
    </div>
  )
}

/** Why there is no form here, in words. */
function WhyNot({ task }: { task: TaskDetail }): ReactNode {
  const isMe = useIsMe()
  const isOver = task.status === 'done' || task.status === 'canceled'
  if (isOver) return null
  if (task.can.complete.allowed) return <p className={`${classes.block} ${classes.reason}`}>{words.task.noFields}</p>
  if (task.can.assign.allowed && !isMe(task.owner)) {
    return <p className={`${classes.block} ${classes.reason}`}>{words.task.free}</p>
  }
  return <p className={`${classes.block} ${classes.reason}`}>{withLocalTimes(task.can.complete.reason)}</p>
}
