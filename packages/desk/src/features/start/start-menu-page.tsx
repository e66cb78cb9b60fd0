import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { flowsQuery } from '../../api/queries.ts'
import { Empty } from '../../components/empty.tsx'
import { FlowIcon } from '../../components/flow-tag.tsx'
import { Key } from '../../components/key.tsx'
import { useKeys } from '../../components/keys.ts'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import preview from '../../components/preview.module.css'
import { useRowKeys } from '../../components/row-keys.ts'
import { useMedia } from '../../components/use-media.ts'
import { reasonOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './start-menu.module.css'
import type { Start } from './start.ts'
import { StartPreview } from './start-preview.tsx'

/** What I may start, named by what one does; what I may not is one line with the reason. */
export function StartMenuPage(): ReactNode {
  const flows = useQuery(flowsQuery)
  const rows = useRowKeys<HTMLUListElement>()
  const starts = flows.data?.items.flatMap((flow) => flow.starts.map((start) => ({ flow, start }))) ?? []
  const open = starts.filter(({ start }) => start.can.allowed)
  const locked = starts.filter(({ start }) => !start.can.allowed)
  const [focused, setFocused] = useState<string>()
  const current = open.find((each) => keyOf(each) === focused) ?? open[0]
  const hasPreview = useMedia('(min-width: 1181px)') && current !== undefined
  usePageTitle([words.start.title])
  useStartKeys(open)
  if (flows.data === undefined) {
    if (flows.error) return <PageProblem error={flows.error} />
    return (
      <ListPage title={words.start.title}>
        <LoadingRows count={3} />
      </ListPage>
    )
  }
  return (
    <div className={preview.split} data-preview={hasPreview || undefined}>
      <ListPage title={words.start.title}>
        {starts.length === 0 && <Empty title={words.empty.flows}>{words.empty.flowsText}</Empty>}
        {starts.length > 0 && open.length === 0 && (
          <Empty title={words.start.nothing}>{locked.map(({ start }) => reasonOf(start.can)).join(' ')}</Empty>
        )}
        {open.length > 0 && (
          <ul aria-label={words.start.list} ref={rows}>
            {open.map((each, i) => (
              <StartRow
                key={keyOf(each)}
                of={each}
                place={i + 1}
                isCurrent={hasPreview && each === current}
                onFocus={() => setFocused(keyOf(each))}
              />
            ))}
          </ul>
        )}
        {open.length > 0 && locked.length > 0 && <Locked starts={locked} />}
      </ListPage>
      {hasPreview && <StartPreview of={current} />}
    </div>
  )
}

const keyOf = ({ flow, start }: Start): string => `${flow.name}/${start.node}`

const mostKeys = 9

/** The figures open the first of them. */
function useStartKeys(starts: readonly Start[]): void {
  const navigate = useNavigate()
  const keys = starts.slice(0, mostKeys).map(({ flow, start }, i) => {
    const open = () => void navigate({ to: '/start/$flow/$node', params: { flow: flow.name, node: start.node } })
    return [String(i + 1), open] as const
  })
  useKeys(Object.fromEntries(keys))
}

interface StartRowProps {
  readonly of: Start
  readonly place: number
  /** Whether the preview shows it. */
  readonly isCurrent: boolean
  readonly onFocus: () => void
}

function StartRow({ of: { flow, start }, place, isCurrent, onFocus }: StartRowProps): ReactNode {
  return (
    <li className={classes.row} data-current={isCurrent || undefined} onMouseEnter={onFocus}>
      <span className={classes.icon}>
        <FlowIcon of={flow.icon} size={22} />
      </span>
      <span className={classes.text}>
        <small>{flow.title}</small>
        <Link to="/start/$flow/$node" params={{ flow: flow.name, node: start.node }} data-row onFocus={onFocus}>
          {start.title}
        </Link>
        <span>{start.description === '' ? flow.description : start.description}</span>
      </span>
      {place <= mostKeys && (
        <span className={classes.go}>
          <Key k={String(place)} />
        </span>
      )}
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
            <li key={keyOf({ flow, start })}>{words.list.because(flow.title, reasonOf(start.can))}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
