import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ListedProcess, Page, ProcessCounts } from 'handover/client'
import type { ReactNode } from 'react'
import { csvOf, processCountsQuery, turned, type ProcessFilters } from '../../api/process-queries.ts'
import { words } from '../../components/words.ts'
import classes from './process-pages.module.css'

interface ProcessPagesProps {
  readonly filters: ProcessFilters
  readonly page: Page<ListedProcess>
  /** Whether another page is on its way. */
  readonly isBusy: boolean
  readonly onFilters: (filters: ProcessFilters) => void
}

const pageSize = 25
const { processes: says } = words

/** Which part of the list is shown, the ways to the others, and the list as a table. */
export function ProcessPages({ filters, page, isBusy, onFilters }: ProcessPagesProps): ReactNode {
  const { data: counts } = useQuery(processCountsQuery(filters))
  const cursors = turned(filters)
  const first = cursors.length * pageSize + 1
  const { older: _turned, ...others } = filters
  const turn = (to: readonly string[]) => () => onFilters(to.length === 0 ? others : { ...others, older: to.join('.') })
  return (
    <footer className={classes.pages}>
      <span role="status">
        {page.items.length > 0 &&
          says.range(first, first + page.items.length - 1, counts?.[sortOf(filters)], counts?.most ?? 0)}
      </span>
      <Button
        component="a"
        href={csvOf(filters)}
        download
        variant="subtle"
        title={says.csvHint}
        aria-description={says.csvHint}
        leftSection={<IconDownload size={15} stroke={1.7} aria-hidden />}
      >
        {says.csv}
      </Button>
      {(cursors.length > 0 || page.next !== null) && (
        <nav aria-label={says.pages}>
          <Button
            variant="default"
            disabled={cursors.length === 0 || isBusy}
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            onClick={turn(cursors.slice(0, -1))}
          >
            {says.newer}
          </Button>
          <Button
            variant="default"
            disabled={page.next === null || isBusy}
            rightSection={<IconChevronRight size={14} aria-hidden />}
            onClick={page.next === null ? undefined : turn([...cursors, page.next])}
          >
            {says.older}
          </Button>
        </nav>
      )}
    </footer>
  )
}

const sortOf = ({ status, attention }: ProcessFilters): Exclude<keyof ProcessCounts, 'most'> =>
  attention === true ? 'attention' : (status ?? 'all')
