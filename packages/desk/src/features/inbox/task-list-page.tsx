import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Task, TaskListName } from 'handover/client'
import type { ReactNode } from 'react'
import { meQuery, tasksQuery } from '../../api/queries.ts'
import { Empty } from '../../components/empty.tsx'
import { useKeys } from '../../components/keys.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { ListPage } from '../../components/list-page.tsx'
import { LoadingRows, More } from '../../components/more.tsx'
import { PageProblem } from '../../components/page-problem.tsx'
import { usePageTitle } from '../../components/page-title.ts'
import { useRowKeys } from '../../components/row-keys.ts'
import { words } from '../../components/words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { TaskRow } from './task-row.tsx'
import { useSelection, type Selection } from './use-selection.ts'

/** The inbox (mine), the queue (free to take), or the archive (what I finished). */
export function TaskListPage({ list }: { list: TaskListName }): ReactNode {
  const tasks = useInfiniteQuery(tasksQuery(list))
  const { data: me } = useQuery(meQuery)
  const rows = useRowKeys<HTMLUListElement>()
  usePageTitle([words.nav[list]])
  const items = tasks.data?.pages.flatMap((page) => page.items)
  const selection = useSelection(items ?? [])
  useKeys({ x: () => toggleFocused(items ?? [], selection) })
  if (items === undefined && tasks.error) return <PageProblem error={tasks.error} />
  const count = me === undefined || list === 'archive' ? undefined : words.count(me.counts[list], me.most)
  return (
    <ListPage title={words.nav[list]} count={count}>
      {items === undefined ? (
        <LoadingRows />
      ) : items.length === 0 ? (
        <EmptyList list={list} />
      ) : (
        <>
          <ul aria-label={words.list.label[list]} ref={rows}>
            {items.map((task) => (
              <TaskRow key={task.id} task={task} list={list} selection={list === 'archive' ? undefined : selection} />
            ))}
          </ul>
          <More of={tasks} />
          {list !== 'archive' && <BulkBar list={list} selection={selection} />}
        </>
      )}
    </ListPage>
  )
}

/** The row whose link has the focus. */
function toggleFocused(items: readonly Task[], { toggle }: Selection): void {
  const id = document.activeElement?.getAttribute('data-row')
  const task = items.find((each) => each.id === id)
  if (task !== undefined) toggle(task)
}

function EmptyList({ list }: { list: TaskListName }): ReactNode {
  const { data: me } = useQuery(meQuery)
  const free = me?.counts.queue ?? 0
  if (list === 'inbox') {
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
        {words.empty.inboxFree(free, me?.most ?? Infinity)}
      </Empty>
    )
  }
  return (
    <Empty title={words.empty[list]} ways={<LinkButton to="/inbox">{words.empty.lookInInbox}</LinkButton>}>
      {list === 'queue' ? words.empty.queueText : words.empty.archiveText}
    </Empty>
  )
}
