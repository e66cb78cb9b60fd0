import { useQuery } from '@tanstack/react-query'
import type { ListedProcess, ProcessCounts, ProcessStatus } from 'handover/client'
import type { ReactNode } from 'react'
import { processCountsQuery, type ProcessFilters } from '../../api/process-queries.ts'
import { flowQuery, flowsQuery } from '../../api/queries.ts'
import { Chip } from '../../components/chip/chip.tsx'
import { Choice, MenuChip } from '../../components/chip/menu-chip.tsx'
import { PersonChip } from '../../components/chip/person-chip.tsx'
import { StatusChip } from '../../components/chip/status-chip.tsx'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import classes from './processes-page.module.css'
import { StartedChip } from './started-chip.tsx'

const { processes: says } = words
const statuses: readonly ProcessStatus[] = ['failed', 'done', 'canceled']

interface FilterChipsProps {
  readonly filters: ProcessFilters
  readonly onFilters: (filters: ProcessFilters) => void
  /** Those that are shown: whoever started them may be chosen. */
  readonly shown: readonly ListedProcess[]
}

/** Status as chips side by side with how many there are; what has many values as menus and panels. */
export function FilterChips({ filters, onFilters, shown }: FilterChipsProps): ReactNode {
  const { data: counts } = useQuery(processCountsQuery(filters))
  // Another filter begins with its first page.
  const { older: _turned, status, attention, ...others } = filters
  const kept = { ...(status && { status }), ...(attention && { attention }), ...others }
  const many = (sort: Sort) => counts && says.upTo(counts[sort], counts.most)
  const { since, until, ...anyTime } = kept
  return (
    <div className={classes.filters} role="group" aria-label={says.filters}>
      <StatusChip
        isOn={status === undefined && attention === undefined}
        count={many('all')}
        onClick={() => onFilters(others)}
      >
        {says.all}
      </StatusChip>
      <StatusChip
        isOn={status === 'running'}
        count={many('running')}
        onClick={() => onFilters({ ...others, status: 'running' })}
      >
        <Status of="running" />
      </StatusChip>
      <StatusChip
        isOn={attention === true}
        count={many('attention')}
        onClick={() => onFilters({ ...others, attention: true })}
      >
        <Status of="error">{says.attention}</Status>
      </StatusChip>
      {statuses.map((each) => (
        <StatusChip
          key={each}
          isOn={each === status}
          count={many(each)}
          onClick={() => onFilters({ ...others, status: each })}
        >
          <Status of={each} />
        </StatusChip>
      ))}
      <i className={classes.rule} />
      <FlowChips filters={kept} onFilters={onFilters} />
      <StartedChip
        span={{ ...(since && { since }), ...(until && { until }) }}
        onSpan={(span) => onFilters({ ...anyTime, ...span })}
      />
      <PersonChip
        label={says.person}
        person={kept.person}
        known={shown.map(({ startedBy }) => startedBy)}
        onPerson={(person) => onFilters(withOne(kept, 'person', person))}
      />
    </div>
  )
}
type Sort = Exclude<keyof ProcessCounts, 'most'>

type FlowChipsProps = Omit<FilterChipsProps, 'shown'>

/** The flow, and what only makes sense within one: how it ended, where it stands. */
function FlowChips({ filters, onFilters }: FlowChipsProps): ReactNode {
  const { flow, outcome, node, ...others } = filters
  const { data: flows } = useQuery(flowsQuery)
  const { data: chosen } = useQuery({ ...flowQuery(flow ?? ''), enabled: flow !== undefined })
  const nodes = flow === undefined ? [] : (chosen?.picture.nodes ?? [])
  const ends = nodes.filter(({ shape }) => shape === 'end')
  const titleOf = (name: string) => nodes.find((each) => each.node === name)?.title ?? name
  const clear = (name: 'outcome' | 'node') => () => onFilters(withOne(filters, name, undefined))
  return (
    <>
      <MenuChip
        label={says.flow}
        value={flow && (flows?.items.find(({ name }) => name === flow)?.title ?? flow)}
        onClear={() => onFilters(others)}
      >
        {flows?.items.map(({ name, title }) => (
          <Choice key={name} isChosen={flow === name} onChoose={() => onFilters(withOne(others, 'flow', name))}>
            {title}
          </Choice>
        ))}
      </MenuChip>
      {ends.length > 0 && (
        <MenuChip label={says.outcome} value={outcome && titleOf(outcome)} onClear={clear('outcome')}>
          {ends.map(({ node: end, title }) => (
            <Choice key={end} isChosen={outcome === end} onChoose={() => onFilters(withOne(filters, 'outcome', end))}>
              {title}
            </Choice>
          ))}
        </MenuChip>
      )}
      {node !== undefined && (
        <Chip label={says.standsAt} value={titleOf(node)} onClear={clear('node')}>
          <span className={classes.standsAt}>{words.chip.on(says.standsAt, titleOf(node))}</span>
        </Chip>
      )}
    </>
  )
}

/** The same filters with one of them set, or taken away. */
export function withOne(
  filters: ProcessFilters,
  name: 'flow' | 'outcome' | 'node' | 'person' | 'search',
  value: string | undefined,
): ProcessFilters {
  const { [name]: _before, ...others } = filters
  return value === undefined || value === '' ? others : { ...others, [name]: value }
}
