import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { processesQuery, turned, type ProcessFilters } from '../../api/process-queries.ts'
import { flowsQuery } from '../../api/queries.ts'
import { Empty } from '../../components/empty.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import { SearchField } from '../../components/search-field.tsx'
import { words } from '../../components/words.ts'
import { AttentionHint } from '../../components/attention-hint.tsx'
import { FilterChips, withOne } from './process-filters.tsx'
import { ProcessPages } from './process-pages.tsx'
import classes from './processes-page.module.css'
import { ProcessesTable } from './processes-table.tsx'

interface ProcessesPageProps {
  /** As they stand in the address. */
  readonly filters: ProcessFilters
  readonly onFilters: (filters: ProcessFilters) => void
}

/** Everything that was started, page by page, with filters that live in the address. */
export function ProcessesPage({ filters, onFilters }: ProcessesPageProps): ReactNode {
  const { data, error, isPlaceholderData } = useQuery(processesQuery(filters))
  const top = useTop(filters.older)
  usePageTitle([words.processes.title])
  if (data === undefined && error) return <PageProblem error={error} />
  const { older: _turned, ...unturned } = filters
  const search = (text: string) => onFilters(withOne(unturned, 'search', text))
  return (
    <ListPage
      title={words.processes.title}
      side={
        <SearchField
          className={classes.search ?? ''}
          label={words.processes.search}
          hint={words.processes.searchHint}
          value={filters.search ?? ''}
          onSearch={search}
        />
      }
      filters={<FilterChips filters={filters} onFilters={onFilters} shown={data?.items ?? []} />}
    >
      <span ref={top} />
      <AttentionHint />
      {data === undefined ? (
        <LoadingRows />
      ) : data.items.length === 0 && turned(filters).length === 0 ? (
        <NoProcess filters={filters} onFilters={onFilters} />
      ) : (
        <ProcessesTable processes={data.items} />
      )}
      {data !== undefined && (
        <ProcessPages filters={filters} page={data} isBusy={isPlaceholderData} onFilters={onFilters} />
      )}
    </ListPage>
  )
}

/** Another page begins at its top. */
function useTop(page: string | undefined) {
  const top = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (top.current?.parentElement) top.current.parentElement.scrollTop = 0
  }, [page])
  return top
}

function NoProcess({ filters, onFilters }: ProcessesPageProps): ReactNode {
  const { data } = useQuery(flowsQuery)
  const { status, attention, flow, search, outcome, node, person, since, until } = filters
  const flowTitle = data?.items.find((each) => each.name === flow)?.title ?? flow
  if (Object.keys(filters).length === 0) {
    return (
      <Empty title={words.empty.processes} ways={<LinkButton to="/start">{words.nav.start}</LinkButton>}>
        {words.empty.processesText}
      </Empty>
    )
  }
  const statusWord = status === undefined ? undefined : words.status[status]
  const { processes: says } = words
  const names = [
    attention && says.attention,
    statusWord,
    flowTitle,
    outcome && says.outcome,
    node && says.standsAt,
    person && says.person,
    (since ?? until) && says.started,
  ].filter((name) => name !== undefined && name !== '')
  const kind = attention === true ? says.kindAttention(flowTitle) : says.kind(statusWord, flowTitle)
  return (
    <Empty
      art="search"
      title={words.empty.noMatch(kind, search)}
      ways={
        <>
          {search !== undefined && names.length > 0 && (
            <Button onClick={() => onFilters({ search })}>{words.empty.searchAll}</Button>
          )}
          <Button variant="default" onClick={() => onFilters({})}>
            {words.empty.clear}
          </Button>
        </>
      }
    >
      {words.empty.filtersOn(names as string[])}
    </Empty>
  )
}
