import { IconChevronRight, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Flow, StartNode } from 'handover/client'
import type { ReactNode } from 'react'
import { flowsQuery } from '../../api/queries.ts'
import { Empty } from '../../components/empty.tsx'
import { FlowIcon } from '../../components/flow-tag.tsx'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import { useRowKeys } from '../../components/row-keys.ts'
import { words } from '../../components/words.ts'
import classes from './start-menu.module.css'

interface Start {
  readonly flow: Flow
  readonly start: StartNode
}

/** What I may start, named by what one does; what I may not is one line with the reason. */
export function StartMenuPage(): ReactNode {
  const flows = useQuery(flowsQuery)
  const rows = useRowKeys<HTMLUListElement>()
  usePageTitle([words.start.title])
  if (flows.data === undefined) {
    if (flows.error) return <PageProblem error={flows.error} />
    return (
      <ListPage title={words.start.title}>
        <LoadingRows count={3} />
      </ListPage>
    )
  }
  const starts = flows.data.items.flatMap((flow) => flow.starts.map((start) => ({ flow, start })))
  const open = starts.filter(({ start }) => start.can.allowed)
  const locked = starts.filter(({ start }) => !start.can.allowed)
  return (
    <ListPage title={words.start.title}>
      {starts.length === 0 && <Empty title={words.empty.flows}>{words.empty.flowsText}</Empty>}
      {starts.length > 0 && open.length === 0 && (
        <Empty title={words.start.nothing}>
          {locked.map(({ start }) => !start.can.allowed && start.can.reason).join(' ')}
        </Empty>
      )}
      {open.length > 0 && (
        <ul aria-label={words.start.list} ref={rows}>
          {open.map((each) => (
            <StartRow key={`${each.flow.name}/${each.start.node}`} of={each} />
          ))}
        </ul>
      )}
      {open.length > 0 && locked.length > 0 && <Locked starts={locked} />}
    </ListPage>
  )
}

function StartRow({ of: { flow, start } }: { of: Start }): ReactNode {
  return (
    <li className={classes.row}>
      <span className={classes.icon}>
        <FlowIcon of={flow.icon} size={22} />
      </span>
      <span className={classes.text}>
        <small>{flow.title}</small>
        <Link to="/start/$flow/$node" params={{ flow: flow.name, node: start.node }} data-row>
          {start.title}
        </Link>
        <span>{start.description === '' ? flow.description : start.description}</span>
      </span>
      <IconChevronRight className={classes.go} size={16} stroke={1.8} aria-hidden />
    </li>
  )
}

function Locked({ starts }: { starts: readonly Start[] }): ReactNode {
  return (
    <div className={classes.locked}>
      <span className={classes.icon}>
        <IconLock size={15} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.lockedText}>
        <b>{words.start.locked(starts.length)}</b>
        <ul>
          {starts.map(({ flow, start }) => (
            <li key={`${flow.name}/${start.node}`}>
              <q>
                {flow.title}: {start.title}
              </q>{' '}
              {!start.can.allowed && start.can.reason}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
