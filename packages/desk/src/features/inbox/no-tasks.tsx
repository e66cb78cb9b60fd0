import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { TaskListName } from 'handover/client'
import type { ReactNode } from 'react'
import { handedOnQuery, meQuery } from '../../api/queries.ts'
import type { TaskView } from '../../api/task-view.ts'
import { Empty } from '../../components/empty.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { useNow } from '../../components/now.ts'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { useFilterNames } from './filter-names.ts'

/** Nothing is in the list at all. */
export function EmptyList({ list }: { list: TaskListName }): ReactNode {
  if (list === 'inbox') return <EmptyInbox />
  return (
    <Empty title={words.empty[list]} ways={<LinkButton to="/inbox">{words.empty.lookInInbox}</LinkButton>}>
      {list === 'queue' ? words.empty.queueText : words.empty.archiveText}
    </Empty>
  )
}

function EmptyInbox(): ReactNode {
  const { data: me } = useQuery(meQuery)
  const free = me?.counts.queue ?? 0
  const handedOn = useHandedOn()
  return (
    <Empty
      title={words.empty.inbox}
      ways={
        <>
          {free > 0 && <LinkButton to="/queue">{words.empty.lookInQueue}</LinkButton>}
          <LinkButton to="/start" variant={free > 0 ? 'default' : 'filled'}>
            {words.nav.start}
          </LinkButton>
        </>
      }
    >
      {handedOn !== '' && (
        <>
          {handedOn}
          <br />
        </>
      )}
      {words.empty.inboxFree(free, me?.most ?? Infinity)}
    </Empty>
  )
}

/** How many tasks I finished today. */
function useHandedOn(): string {
  const { data } = useQuery(handedOnQuery)
  const today = new Date(useNow()).toDateString()
  const done = data?.items.filter(({ finishedAt }) => new Date(finishedAt ?? 0).toDateString() === today) ?? []
  return words.inbox.handedOn(done.length, data?.next !== null && done.length === data?.items.length)
}

interface NoMatchProps {
  readonly list: TaskListName
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
}

/** Nothing passes the filters: which they are, and how to be rid of them. */
export function NoMatch({ list, view, onView }: NoMatchProps): ReactNode {
  const { search, sort, due, created } = view
  const { flow, node, from } = useFilterNames(view)
  const { inbox } = words
  const names = [
    flow,
    node,
    from && inbox.fromName(from),
    due && inbox.dueNames[due],
    created && inbox.createdNames[created],
  ].filter((name) => name !== undefined)
  const kept = sort === undefined ? {} : { sort }
  return (
    <Empty
      art="search"
      title={inbox.noMatch(list, search)}
      ways={
        <>
          {search !== undefined && names.length > 0 && (
            <Button onClick={() => onView({ ...kept, search })}>{inbox.clearFilters}</Button>
          )}
          <Button
            variant={search !== undefined && names.length > 0 ? 'default' : 'filled'}
            onClick={() => onView(kept)}
          >
            {inbox.clearEverything}
          </Button>
        </>
      }
    >
      {inbox.filtersOn(names)}
    </Empty>
  )
}

/** The address names a flow, a step or a time that does not exist. */
export function RefusedView({ error, onView }: { error: unknown; onView: (view: TaskView) => void }): ReactNode {
  const { title, detail } = told(error)
  return (
    <Empty
      art="search"
      isPage
      title={title}
      ways={<Button onClick={() => onView({})}>{words.inbox.clearEverything}</Button>}
    >
      {detail}
    </Empty>
  )
}
