import type { CheckedFlow } from './kind.ts'
import type { Stack } from './open-splits.ts'
import { waysFrom } from './ways.ts'

/**
 * Of the joins that wait to be decided, the one that no other can still send a path to: its stacks are complete. A way
 * round through a split that is open at the join is another round and does not count. When they all wait for one
 * another, the first.
 */
export function earliestJoin(
  flow: CheckedFlow,
  waiting: readonly string[],
  stacks: ReadonlyMap<string, ReadonlyMap<string, Stack>>,
): string {
  const isEarliest = (join: string) => {
    const open = commonSplits([...stacks.get(join)!.values()])
    return waiting.every((other) => other === join || !leads(flow, other, join, open))
  }
  return waiting.find(isEarliest) ?? waiting[0]!
}

/** The splits that are open on every path. */
function commonSplits([first = [], ...others]: readonly Stack[]): ReadonlySet<string> {
  const names = first.map((opened) => opened.split)
  return new Set(names.filter((name) => others.every((stack) => stack.some((opened) => opened.split === name))))
}

/** Whether a path leads from one node to the other that passes none of `around`. */
function leads(flow: CheckedFlow, from: string, to: string, around: ReadonlySet<string>): boolean {
  const seen = new Set(around)
  const front = [from]
  for (let name = front.pop(); name !== undefined; name = front.pop())
    for (const next of waysFrom(flow, name)) {
      if (next === to) return true
      if (seen.has(next)) continue
      seen.add(next)
      front.push(next)
    }
  return false
}
