import { IconSearch } from '@tabler/icons-react'
import type { TaskListName } from 'handover/client'
import { Suspense, useState, type ReactNode } from 'react'
import type { TaskView } from '../../api/task-view.ts'
import { later } from '../../components/later/later.tsx'
import { NotOpened } from '../../components/later/not-opened.tsx'
import page from '../../components/page.module.css'
import { SearchField } from '../../components/search-field.tsx'
import { useMedia } from '../../components/use-media.ts'
import { words } from '../../components/words.ts'
import { without } from './filter-names.ts'
import classes from './list-head.module.css'
import type { Selection } from './use-selection.ts'

const ViewMenu = later(
  () => import('./view-menu.tsx'),
  'ViewMenu',
  () => <NotOpened />,
)

interface ListHeadProps {
  readonly list: TaskListName
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
  readonly count: string | undefined
  /** Nothing is there to be searched. */
  readonly isBare: boolean
  readonly selection: Selection
}

/** Title and count, and the search; on a phone the search opens below, and the order stands behind a button. */
export function ListHead({ list, view, onView, count, isBare, selection }: ListHeadProps): ReactNode {
  const [isOpen, setOpen] = useState(view.search !== undefined)
  const isPhone = useMedia('(max-width: 760px)')
  const onSearch = (search: string) => onView(search === '' ? without(view, 'search') : { ...view, search })
  return (
    <header className={`${page.bar} ${classes.head}`}>
      <h1>{words.nav[list]}</h1>
      {count !== undefined && <span className={page.count}>{count}</span>}
      <span className={page.grow} />
      {!isBare && (
        <>
          <SearchField
            className={classes.search ?? ''}
            label={words.inbox.search[list]}
            value={view.search ?? ''}
            onSearch={onSearch}
            isOpen={isOpen}
          />
          <span className={classes.phone}>
            <button
              type="button"
              className={page.iconButton}
              aria-label={words.inbox.openSearch}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <IconSearch size={19} stroke={1.7} aria-hidden />
            </button>
            {isPhone && (
              <Suspense>
                <ViewMenu list={list} view={view} onView={onView} selection={selection} />
              </Suspense>
            )}
          </span>
        </>
      )}
    </header>
  )
}
