import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ListedProcess, Person, ProcessCounts, ProcessStatus } from 'handover/client'
import type { ReactNode } from 'react'
import { processCountsQuery, type ProcessFilters } from '../../api/process-queries.ts'
import { flowQuery, flowsQuery } from '../../api/queries.ts'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import { Chip, MenuChip } from './filter-chip.tsx'
import chip from './filter-chip.module.css'
import { PersonChip } from './person-chip.tsx'
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
  const people = new Map(shown.flatMap(({ startedBy }) => (startedBy === null ? [] : [[startedBy.id, startedBy]])))
  const { since, until, ...anyTime } = kept
  return (
    <div className={classes.filters} role="group" aria-label={says.filters}>
      <Chip
        isOn={status === undefined && attention === undefined}
        count={many('all')}
        onClick={() => onFilters(others)}
      >
        {says.all}
      </Chip>
      <Chip
        isOn={status === 'running'}
        count={many('running')}
        onClick={() => onFilters({ ...others, status: 'running' })}
      >
        <Status of="running" />
      </Chip>
      <Chip
        isOn={attention === true}
        count={many('attention')}
        onClick={() => onFilters({ ...others, attention: true })}
      >
        <Status of="error">{says.attention}</Status>
      </Chip>
      {statuses.map((each) => (
        <Chip
          key={each}
          isOn={each === status}
          count={many(each)}
          onClick={() => onFilters({ ...others, status: each })}
        >
          <Status of={each} />
        </Chip>
      ))}
      <i className={classes.rule} />
      <FlowChips filters={kept} onFilters={onFilters} />
      <StartedChip
        span={{ ...(since && { since }), ...(until && { until }) }}
        onSpan={(span) => onFilters({ ...anyTime, ...span })}
      />
      <PersonChip
        person={kept.person}
        known={[...people.values()] as Person[]}
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
  const ends = nodes.filter(({ shape }) => shape === 'end').map(({ node: value, title }) => ({ value, label: title }))
  const place = nodes.find((each) => each.node === node)?.title ?? node
  return (
    <>
      <MenuChip
        name={says.flow}
        value={flow}
        any={says.allFlows}
        choices={flows?.items.map(({ name, title }) => ({ value: name, label: title })) ?? []}
        onChoose={(name) => onFilters(withOne(others, 'flow', name))}
      />
      {ends.length > 0 && (
        <MenuChip
          name={says.outcome}
          value={outcome}
          any={says.allOutcomes}
          choices={ends}
          onChoose={(end) => onFilters(withOne({ ...filters }, 'outcome', end))}
        />
      )}
      {place !== undefined && (
        <button
          type="button"
          className={chip.chip}
          data-on
          aria-label={says.noNode(place)}
          onClick={() => onFilters(withOne(filters, 'node', undefined))}
        >
          {says.standsAt}: {place} <IconX size={13} aria-hidden />
        </button>
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
