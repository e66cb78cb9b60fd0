import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import type { ListedTask, Page, TaskListName } from 'handover/client'

type Pages = InfiniteData<Page<ListedTask>, string | null>

/** Takes tasks that have left a list out of what was read of it: reading a long list again takes a while. */
export function useForgetTasks(list: TaskListName): (ids: readonly string[]) => void {
  const queries = useQueryClient()
  return (ids) => {
    queries.setQueriesData<Pages>({ queryKey: ['tasks', list] }, (data) => {
      if (data === undefined) return undefined
      const stays = (task: ListedTask) => !ids.includes(task.id)
      return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.filter(stays) })) }
    })
  }
}
