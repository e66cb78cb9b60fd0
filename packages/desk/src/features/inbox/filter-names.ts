import { useQuery } from '@tanstack/react-query'
import { flowQuery, flowsQuery, personQuery } from '../../api/queries.ts'
import type { TaskView } from '../../api/task-view.ts'
import { words } from '../../components/words.ts'

/** Whether anything narrows the list. */
export const hasFilters = ({ sort: _sort, ...filters }: TaskView): boolean => Object.keys(filters).length > 0

/** The same view without some of its filters. */
export function without(view: TaskView, ...names: readonly (keyof TaskView)[]): TaskView {
  return Object.fromEntries(Object.entries(view).filter(([name]) => !(names as readonly string[]).includes(name)))
}

export interface FilterNames {
  readonly flow?: string | undefined
  readonly node?: string | undefined
  readonly from?: string | undefined
  readonly due?: string | undefined
  readonly created?: string | undefined
}

/** What the filters that are on are called. */
export function useFilterNames({ flow, node, from, due, created }: TaskView): FilterNames {
  const { data: flows } = useQuery(flowsQuery)
  const { data: detail } = useQuery({ ...flowQuery(flow ?? ''), enabled: flow !== undefined && node !== undefined })
  const { data: person } = useQuery({ ...personQuery(from ?? ''), enabled: from !== undefined })
  return {
    flow: flow && (flows?.items.find(({ name }) => name === flow)?.title ?? flow),
    node: node && (detail?.picture.nodes.find((each) => each.node === node)?.title ?? node),
    from: from && (person?.name ?? from),
    due: due && words.inbox.dueChoices[due],
    created: created && words.inbox.createdChoices[created],
  }
}
