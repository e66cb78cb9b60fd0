import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { HistoryEvent, ProcessDetail } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { historyQuery, processQuery } from '../../api/queries.ts'
import { historyLines } from '../../components/deed.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import page from '../../components/page.module.css'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import { ProcessContext } from './process-context.tsx'
import { ProcessHead } from './process-head.tsx'
import { ProcessIncidents } from './process-incidents.tsx'
import { ProcessNotices } from './process-notices.tsx'
import classes from './process-page.module.css'
import { ProcessPicture } from './process-picture.tsx'
import { ProcessTasks } from './process-tasks.tsx'
import { ProcessTools } from './process-tools.tsx'

type Part = 'tasks' | 'history' | 'data'

/** One process: its picture, its tasks, its data, and everything that happened. */
export function ProcessPage({ id }: { id: string }): ReactNode {
  const process = useQuery(processQuery(id))
  const history = useQuery(historyQuery(id))
  if (process.data !== undefined) return <ProcessWork key={id} process={process.data} history={history.data ?? []} />
  return process.error ? <PageProblem error={process.error} /> : <LoadingRows />
}

interface ProcessWorkProps {
  readonly process: ProcessDetail
  readonly history: readonly HistoryEvent[]
}

function ProcessWork({ process, history }: ProcessWorkProps): ReactNode {
  // On phones the parts are tabs; on wider screens all three are in sight.
  const [part, setPart] = useState<Part>('tasks')
  usePageTitle(words.process.titleParts(process.summary === '' ? process.flowTitle : process.summary, process.number))
  const { suspend } = process.can
  const manages = suspend.allowed || suspend.code !== 'PERMISSION_MISSING'
  return (
    <div className={classes.parts} data-part={part}>
      <WorkPage
        back="/processes"
        crumbs={{
          label: words.process.crumbs,
          parts: [
            <Link key="flow" to="/flows/$flow" params={{ flow: process.flow }}>
              <FlowTag title={process.flowTitle} />
            </Link>,
            `#${process.number}`,
          ],
        }}
        tools={<ProcessTools process={process} />}
        context={{ label: words.process.context, content: <ProcessContext process={process} history={history} /> }}
      >
        <div className={page.inner} data-short>
          <ProcessHead process={process} />
        </div>
        <ProcessNotices process={process} />
        {manages && <ProcessIncidents process={process.id} />}
        <ProcessPicture process={process} />
        <PartTabs part={part} onPart={setPart} counts={[process.tasks.length, historyLines(history).length]} />
        <div className={classes.tasks}>
          <ProcessTasks tasks={process.tasks} />
        </div>
      </WorkPage>
    </div>
  )
}

interface PartTabsProps {
  readonly part: Part
  readonly onPart: (part: Part) => void
  readonly counts: readonly [tasks: number, history: number]
}

function PartTabs({ part, onPart, counts: [tasks, events] }: PartTabsProps): ReactNode {
  const parts = [
    ['tasks', `${words.process.tasks} ${tasks}`],
    ['history', `${words.process.history} ${events}`],
    ['data', words.process.data],
  ] as const
  return (
    <div className={classes.tabs} role="group" aria-label={words.process.parts}>
      {parts.map(([key, label]) => (
        <button key={key} type="button" aria-pressed={part === key} onClick={() => onPart(key)}>
          {label}
        </button>
      ))}
    </div>
  )
}
