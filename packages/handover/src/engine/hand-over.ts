import type { Edge } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import type { Learned, TaskState } from './snapshot.ts'

/** Asks the edges what they hand over, one after the other, and then goes on. */
export function handOver(
  draft: Draft,
  task: TaskState,
  edges: readonly Edge[],
  learned: Learned,
  goOn: (draft: Draft, seeds: readonly unknown[], learned: Learned) => void,
): void {
  const place = edges.findIndex((edge) => edge.seed !== undefined)
  if (place < 0)
    return goOn(
      draft,
      edges.map(() => undefined),
      learned,
    )
  const call = async (visit: any) => {
    const seeds: unknown[] = []
    for (const edge of edges) seeds.push(edge.seed === undefined ? undefined : ((await edge.seed(visit)) ?? null))
    return seeds
  }
  draft.ask({ about: 'seed', call, writes: false }, task, goOn, { learned })
}
