import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ListedProcess, Place } from 'handover/client'
import type { ReactNode } from 'react'
import { CommandMenu, useRetry } from '../../components/command/command-menu.tsx'
import { menuOf } from '../../components/command/menu-of.ts'
import { FlowTag } from '../../components/flow-tag.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { nameOf } from '../../components/name-of.ts'
import { Person } from '../../components/person.tsx'
import { Time } from '../../components/time.tsx'
import { withLocalTimes } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './attention-page.module.css'

const { attention: says } = words

/** A process that cannot go on: why, at which step, since when, and what the reader may do about it. */
export function AttentionRow({ process }: { process: ListedProcess }): ReactNode {
  const { standsAt, attention, attentionSince, flowTitle, number, startedBy } = process
  return (
    <li className={classes.row}>
      <IconAlertTriangleFilled size={17} aria-hidden />
      <div className={classes.what}>
        <h2>
          <Link to="/processes/$process" params={{ process: process.id }} data-row>
            {nameOf(process)}
          </Link>
        </h2>
        <p className={classes.why}>{withLocalTimes(attention ?? '')}</p>
        <div className={classes.facts}>
          <FlowTag title={flowTitle} />
          <span>#{number}</span>
          {standsAt !== null && standsAt.failures > 0 && (
            <span className={classes.times}>{words.processes.failedTimes(standsAt.failures)}</span>
          )}
          {attentionSince !== null && (
            <span>
              {says.noticed} <Time at={attentionSince} prose focusable />
            </span>
          )}
          <Person of={startedBy} />
        </div>
      </div>
      {standsAt !== null && <Ways process={process} place={standsAt} />}
    </li>
  )
}

/** The step itself is one way; what else the reader may do stands beside it. */
function Ways({ process, place }: { process: ListedProcess; place: Place }): ReactNode {
  const { task: id, title, shape, may } = place
  const retry = useRetry({ id, title })
  const about = nameOf(process)
  const others = menuOf(may, may.includes('reassign')).filter((command) => command !== 'retry')
  return (
    <div className={classes.ways}>
      {may.includes('retry') && (
        <Button
          leftSection={<IconRefresh size={15} aria-hidden />}
          loading={retry.isBusy}
          aria-label={says.retryWhat(title, about)}
          onClick={retry.act}
        >
          {words.error.retryNow}
        </Button>
      )}
      <LinkButton to="/tasks/$task" params={{ task: id }} variant="default" aria-label={says.openWhat(title, about)}>
        {says.open}
      </LinkButton>
      {others.length > 0 && (
        <CommandMenu task={{ id, title, shape }} commands={others} label={words.process.moreOf(`${title}, ${about}`)} />
      )}
      {may.length === 0 && <p>{says.nothing}</p>}
    </div>
  )
}
