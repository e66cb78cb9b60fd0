import type { QueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

/** The list through which one goes from task to task, as it was when one left it. */
export interface Trail {
  readonly ids: readonly string[]
  /** Whether the list goes on after what was read of it. */
  readonly hasMore: boolean
}
interface Walk {
  trail: Trail | undefined
  /** Those that were completed on the way. */
  readonly done: Set<string>
}
const walks = new WeakMap<QueryClient, Walk>()

/** The list that one came from with a task: the one that was read last; undefined when one came from elsewhere. */
export function findTrail(queries: QueryClient, task: string): Trail | undefined {
  const walk = walkOf(queries)
  const lists = queries
    .getQueryCache()
    .findAll({ queryKey: ['tasks'] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map((query) => trailOf(query.state.data))
  const found = lists.find((list) => list?.ids.includes(task)) ?? walk.trail
  walk.trail = found?.ids.includes(task) === true ? found : undefined
  const trail = walk.trail
  return trail && { ...trail, ids: trail.ids.filter((id) => id === task || !walk.done.has(id)) }
}

/** A completed task is no stop any more. */
export function leaveBehind(queries: QueryClient, task: string): void {
  walkOf(queries).done.add(task)
}

/** What comes after a task: the next of the list that one came from, or else the first of the inbox. */
export async function taskAfter(queries: QueryClient, task: string): Promise<string | undefined> {
  const trail = findTrail(queries, task)
  if (trail !== undefined) {
    const at = trail.ids.indexOf(task)
    return trail.ids[at + 1] ?? (at > 0 ? trail.ids[0] : undefined)
  }
  const { items } = await client.tasks({ list: 'inbox', limit: 2 })
  return items.find(({ id }) => id !== task)?.id
}

function walkOf(queries: QueryClient): Walk {
  const known = walks.get(queries)
  if (known !== undefined) return known
  const made: Walk = { trail: undefined, done: new Set() }
  walks.set(queries, made)
  return made
}

interface Pages {
  readonly pages: readonly { readonly items: readonly { readonly id: string }[]; readonly next: string | null }[]
}

function trailOf(data: unknown): Trail | undefined {
  const pages = (data as Pages | undefined)?.pages
  if (!Array.isArray(pages)) return undefined
  const { pages: read } = data as Pages
  return { ids: read.flatMap((each) => each.items.map(({ id }) => id)), hasMore: read.at(-1)?.next !== null }
}
