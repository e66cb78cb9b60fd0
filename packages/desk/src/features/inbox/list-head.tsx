import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { TaskListName } from 'handover/client'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import type { TaskView } from '../../api/task-view.ts'
import { Key } from '../../components/key.tsx'
import { useKeys } from '../../components/keys.ts'
import page from '../../components/page.module.css'
import { useMedia } from '../../components/use-media.ts'
import { words } from '../../components/words.ts'
import { without } from './filter-names.ts'
import classes from './list-head.module.css'
import type { Selection } from './use-selection.ts'

const ViewMenu = lazy(() => import('./view-menu.tsx').then((module) => ({ default: module.ViewMenu })))

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
          <SearchField list={list} value={view.search ?? ''} onSearch={onSearch} isOpen={isOpen} />
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

interface SearchFieldProps {
  readonly list: TaskListName
  readonly value: string
  readonly onSearch: (text: string) => void
  /** On a phone it is hidden until it is asked for. */
  readonly isOpen: boolean
}

const pause = 300

/** Searches when the typing pauses; Escape empties it, then leaves it. */
function SearchField({ list, value, onSearch, isOpen }: SearchFieldProps): ReactNode {
  const [text, setText] = useState(value)
  const [before, setBefore] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const search = useRef(onSearch)
  if (before !== value) {
    // The address changed elsewhere: by going back, or by clearing the filters.
    setBefore(value)
    if (text.trim() !== value) setText(value)
  }
  useEffect(() => {
    search.current = onSearch
  })
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => search.current(text.trim()), pause)
    return () => clearTimeout(timer)
  }, [text, value])
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (isOpen && !wasOpen.current) field.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  useKeys({ '/': () => field.current?.focus() })
  return (
    <TextInput
      className={classes.search ?? ''}
      wrapperProps={{ 'data-open': isOpen || undefined }}
      type="search"
      ref={field}
      value={text}
      placeholder={words.inbox.search[list]}
      aria-label={words.inbox.search[list]}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={text === '' ? <Key k="/" /> : null}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text === '') field.current?.blur()
      }}
    />
  )
}
