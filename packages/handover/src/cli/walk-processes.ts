/** Lists are read page by page, for as long as somebody asks for more. */
import type { Handover, Process, ProcessOverview, ProcessQuery, Task } from '../runtime/handover.ts'

type Query = Omit<ProcessQuery, 'limit' | 'cursor'>

export async function* walkProcesses({ processes }: Handover, query: Query): AsyncGenerator<Process> {
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof processes.list>> = await processes.list({ ...query, cursor, limit: 200 })
    yield* page.items
    if (page.next === null) return
    cursor = page.next
  }
}

/** With where each of them stands. */
export async function* walkOverviews({ processes }: Handover, query: Query): AsyncGenerator<ProcessOverview> {
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof processes.overview>> = await processes.overview({
      ...query,
      cursor,
      limit: 100,
    })
    yield* page.items
    if (page.next === null) return
    cursor = page.next
  }
}

/** A boundary that is armed is nobody's work; one that has failed is. */
export const isWork = (task: Task): boolean =>
  task.finishedAt === null && (task.host === null || task.status === 'error')

export async function take<T>(some: AsyncIterable<T>, most: number): Promise<{ items: readonly T[]; isCut: boolean }> {
  const items: T[] = []
  for await (const one of some) {
    if (items.length === most) return { items, isCut: true }
    items.push(one)
  }
  return { items, isCut: false }
}
