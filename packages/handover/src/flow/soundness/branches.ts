import type { FlowNode } from '../node.ts'

/** So many branches with a condition are tried in every combination: 128 of them. */
const mostConditions = 7
/** How many items a list has: none, one, or several, for which two stand. */
const items = [0, 1, 2]

/** The sets of branches that a split may start, each as the edges they take; the lists of one split are as long as each other. */
export function branchesOf(node: FlowNode): {
  readonly choices: readonly (readonly number[])[]
  readonly isPartial: boolean
} {
  const edges = [...node.edges.entries()]
  const asked = edges.filter(([, edge]) => edge.when !== undefined).map(([index]) => index)
  const isPartial = asked.length > mostConditions
  const chosen = isPartial ? fewSets(asked) : allSets(asked)
  const isList = (index: number) => node.edges[index]!.each !== undefined
  const hasLists = edges.some(([index]) => isList(index))
  const choices = chosen.flatMap((held) => {
    const started = edges.map(([index]) => index).filter((index) => !asked.includes(index) || held.includes(index))
    return (hasLists ? items : [1]).map((count) =>
      started.flatMap((index) => Array.from({ length: isList(index) ? count : 1 }, () => index)),
    )
  })
  // A split without lists has to start something; the engine refuses the action otherwise.
  return { choices: choices.filter((branches) => branches.length > 0 || hasLists), isPartial }
}

const allSets = (indexes: readonly number[]): readonly (readonly number[])[] =>
  indexes.reduce<readonly (readonly number[])[]>((sets, index) => sets.flatMap((set) => [set, [...set, index]]), [[]])

/** All of them, each alone, all but each, and none. */
const fewSets = (indexes: readonly number[]) => [
  indexes,
  ...indexes.map((index) => [index]),
  ...indexes.map((index) => indexes.filter((other) => other !== index)),
  [],
]
