import { ActionIcon, Menu } from '@mantine/core'
import { IconBan, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { HistoryEvent, ProcessDetail } from 'handover/client'
import { useRef, useState, type ReactNode } from 'react'
import { historyQuery, processQuery } from '../../api/queries.ts'
import { historyLines } from '../../components/deed.ts'
import { Facts } from '../../components/facts.tsx'
import { FlowTag } from '../../components/flow-tag.tsx'
import { focusPage } from '../../components/focus-page.ts'
import { History } from '../../components/history.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import page from '../../components/page.module.css'
import { useIsMe } from '../../components/person.tsx'
import { isOpen } from '../../components/picture/picture-state.ts'
import { Notice } from '../../components/refusal.tsx'
import { Section } from '../../components/section.tsx'
import { words } from '../../components/words.ts'
import { WorkPage } from '../../components/work-page.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { ProcessHead } from './process-head.tsx'
import classes from './process-page.module.css'
import { ProcessPicture } from './process-picture.tsx'
import { ProcessTasks } from './process-tasks.tsx'

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
  usePageTitle(words.process.titleParts(process.summary, process.number))
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
        tools={<Tools process={process} />}
        context={{ label: words.process.context, content: <Context process={process} history={history} /> }}
      >
        <div className={page.inner} data-short>
          <ProcessHead process={process} />
        </div>
        {process.attention !== null && (
          <div className={classes.attention}>
            <Notice title={words.process.attention}>{process.attention}</Notice>
          </div>
        )}
        <ProcessPicture process={process} />
        <PartTabs part={part} onPart={setPart} counts={[process.tasks.length, historyLines(history).length]} />
        <div className={classes.tasks}>
          <ProcessTasks tasks={process.tasks} />
        </div>
      </WorkPage>
    </div>
  )
}

function Tools({ process }: { process: ProcessDetail }): ReactNode {
  const isMe = useIsMe()
  const [isAsking, setAsking] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const focusMore = () => (more.current === null ? focusPage() : more.current.focus())
  const mine = process.tasks.find((task) => isOpen(task.status) && isMe(task.owner))
  return (
    <span className={classes.tools}>
      {mine && (
        <span className={classes.wideOnly}>
          <LinkButton to="/tasks/$task" params={{ task: mine.id }} variant="default">
            {words.process.openMine}
          </LinkButton>
        </span>
      )}
      {process.can.cancel.allowed && (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon ref={more} variant="subtle" className={page.iconButton ?? ''} aria-label={words.moreActions}>
              <IconDots size={18} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item data-tone="danger" leftSection={<IconBan size={15} />} onClick={() => setAsking(true)}>
              {words.process.cancelMore}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <CancelDialog process={process} isOpen={isAsking} onClose={() => setAsking(false)} onClosed={focusMore} />
    </span>
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

function Context({ process, history }: ProcessWorkProps): ReactNode {
  return (
    <>
      <div className={classes.data}>
        <Section title={words.process.data}>
          {process.data.length === 0 ? (
            <p className={page.reason}>{words.process.noData}</p>
          ) : (
            <Facts of={process.data} />
          )}
        </Section>
      </div>
      <div className={classes.history}>
        <Section title={words.process.history} side={words.process.entries(historyLines(history).length)}>
          <History of={history} />
        </Section>
      </div>
    </>
  )
}
