import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ProcessDetail, ProcessTask } from 'handover/client'
import type { ReactNode } from 'react'
import { useRetry } from '../../components/command/command-menu.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { isOpen } from '../../components/is-open.ts'
import { Notice } from '../../components/refusal.tsx'
import { Time } from '../../components/time.tsx'
import { withLocalTimes } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { Said } from './process-head.tsx'
import classes from './process-page.module.css'
import { useResume } from './process-tools.tsx'

/** What keeps the process from going on: it is suspended, a step stopped, or nothing can move any more. */
export function ProcessNotices({ process }: { process: ProcessDetail }): ReactNode {
  const failed = process.tasks.filter((task) => isOpen(task) && task.error !== null)
  const { attention, suspendedAt, dataProblem } = process
  if (suspendedAt === null && attention === null && dataProblem === null && failed.length === 0) return null
  return (
    <div className={classes.notices}>
      {suspendedAt !== null && <Suspended process={process} since={suspendedAt} />}
      {dataProblem !== null && <Notice title={words.process.unreadable}>{dataProblem}</Notice>}
      {failed.map((task) => (
        <Failed key={task.id} task={task} />
      ))}
      {attention !== null && failed.length === 0 && (
        <Notice title={words.process.attention}>{withLocalTimes(attention)}</Notice>
      )}
    </div>
  )
}

function Suspended({ process, since }: { process: ProcessDetail; since: string }): ReactNode {
  const resume = useResume(process)
  return (
    <Notice
      tone="held"
      title={
        <>
          {words.process.suspendedBy(process.halt?.by?.name)} <Time at={since} prose focusable />.
        </>
      }
    >
      {words.process.suspendedText}
      <Said note={process.halt?.note ?? null} />
      {process.can.resume.allowed && (
        <span className={classes.resume}>
          <Button variant="default" loading={resume.isBusy} onClick={resume.act}>
            {words.processCommand.resume.act}
          </Button>
        </span>
      )}
    </Notice>
  )
}

function Failed({ task }: { task: ProcessTask }): ReactNode {
  const retry = useRetry(task)
  const step = (
    <>
      <Link to="/tasks/$task" params={{ task: task.id }} className={classes.step ?? ''}>
        {task.title}
      </Link>{' '}
      {words.error.stopped}.
    </>
  )
  return (
    <ErrorPanel error={task.error ?? { code: '', message: '' }} step={step}>
      {task.may.includes('retry') ? (
        <Button leftSection={<IconRefresh size={15} />} loading={retry.isBusy} onClick={retry.act}>
          {words.error.retryNow}
        </Button>
      ) : undefined}
    </ErrorPanel>
  )
}
