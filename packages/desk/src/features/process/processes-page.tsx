import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { flowsQuery, processesQuery, type ProcessFilters } from '../../api/queries.ts'
import { Empty } from '../../components/empty.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Hidden } from '../../components/hidden.tsx'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows, More } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import { words } from '../../components/words.ts'
import { FilterChips, SearchField } from './process-filters.tsx'
import { ProcessesTable } from './processes-table.tsx'

interface ProcessesPageProps {
  /** As they stand in the address. */
  readonly filters: ProcessFilters
  readonly onFilters: (filters: ProcessFilters) => void
}

/** Everything that was started, with filters that live in the address. */
export function ProcessesPage({ filters, onFilters }: ProcessesPageProps): ReactNode {
  const processes = useInfiniteQuery(processesQuery(filters))
  usePageTitle([words.processes.title])
  const items = processes.data?.pages.flatMap((page) => page.items)
  if (items === undefined && processes.error) return <PageProblem error={processes.error} />
  return (
    <ListPage
      title={words.processes.title}
      side={<SearchField value={filters.search ?? ''} onSearch={(search) => onFilters(withSearch(filters, search))} />}
      filters={<FilterChips filters={filters} onFilters={onFilters} />}
    >
      <div role="status">
        <Hidden>{items && words.processes.shown(items.length, processes.hasNextPage)}</Hidden>
      </div>
      {items === undefined ? (
        <LoadingRows />
      ) : items.length === 0 ? (
        <NoProcess filters={filters} onFilters={onFilters} />
      ) : (
        <>
          <ProcessesTable processes={items} />
          <More of={processes} />
        </>
      )}
    </ListPage>
  )
}

function withSearch({ search: _before, ...others }: ProcessFilters, search: string): ProcessFilters {
  return search === '' ? others : { ...others, search }
}

function NoProcess({ filters, onFilters }: ProcessesPageProps): ReactNode {
  const { data } = useQuery(flowsQuery)
  const { status, flow, search } = filters
  const flowTitle = data?.items.find((each) => each.name === flow)?.title ?? flow
  if (status === undefined && flow === undefined && search === undefined) {
    return (
      <Empty title={words.empty.processes} ways={<LinkButton to="/start">{words.nav.start}</LinkButton>}>
        {words.empty.processesText}
      </Empty>
    )
  }
  const statusWord = status === undefined ? undefined : words.status[status]
  const names = [statusWord, flowTitle].filter((name) => name !== undefined)
  return (
    <Empty
      art="search"
      title={words.empty.noMatch(words.processes.kind(statusWord, flowTitle), search)}
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
      {words.empty.filtersOn(names)}
    </Empty>
  )
}
