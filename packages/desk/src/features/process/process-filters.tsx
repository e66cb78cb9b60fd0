import { Menu, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ProcessStatus } from 'handover/client'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { flowsQuery, type ProcessFilters } from '../../api/queries.ts'
import { Key } from '../../components/key.tsx'
import { useKeys } from '../../components/keys.ts'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'
import classes from './processes-page.module.css'

const statuses: readonly ProcessStatus[] = ['running', 'failed', 'done', 'canceled']

interface FilterChipsProps {
  readonly filters: ProcessFilters
  readonly onFilters: (filters: ProcessFilters) => void
}

/** Status as chips side by side, the flow as a menu. */
export function FilterChips({ filters, onFilters }: FilterChipsProps): ReactNode {
  const { status, ...others } = filters
  return (
    <div className={classes.filters} role="group" aria-label={words.processes.filters}>
      <Chip isOn={status === undefined} onClick={() => onFilters(others)}>
        {words.processes.all}
      </Chip>
      {statuses.map((each) => (
        <Chip key={each} isOn={each === status} onClick={() => onFilters({ ...others, status: each })}>
          <Status of={each} />
        </Chip>
      ))}
      <i className={classes.rule} />
      <FlowChip filters={filters} onFilters={onFilters} />
    </div>
  )
}

function Chip({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: ReactNode }): ReactNode {
  return (
    <button type="button" className={classes.chip} aria-pressed={isOn} onClick={onClick}>
      {children}
    </button>
  )
}

function FlowChip({ filters: { flow, ...others }, onFilters }: FilterChipsProps): ReactNode {
  const { data } = useQuery(flowsQuery)
  const title = data?.items.find((each) => each.name === flow)?.title ?? flow ?? words.processes.allFlows
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.chip} {...(flow !== undefined && { 'data-on': true })}>
          {words.processes.flow}: {title} <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onFilters(others)}>{words.processes.allFlows}</Menu.Item>
        {data?.items.map((each) => (
          <Menu.Item key={each.name} onClick={() => onFilters({ ...others, flow: each.name })}>
            {each.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const pause = 300

/** Searches when the typing pauses. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }): ReactNode {
  const [text, setText] = useState(value)
  const [before, setBefore] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const search = useRef(onSearch)
  if (before !== value) {
    // The address changed elsewhere: by going back, or by clearing the filters.
    setBefore(value)
    setText(value)
  }
  useEffect(() => {
    search.current = onSearch
  })
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => search.current(text.trim()), pause)
    return () => clearTimeout(timer)
  }, [text, value])
  useKeys({ '/': () => field.current?.focus() })
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      ref={field}
      value={text}
      placeholder={words.processes.searchHint}
      aria-label={words.processes.search}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={text === '' ? <Key k="/" /> : null}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
