/** Where the tokens of a process stand, as the exploration sees it: without people, data and time. */

/** What is open at a node: it waits to be entered, waits for something, or is the visit of a join. */
export interface Task {
  readonly node: string
  /** 0 is the root scope. */
  readonly scope: number
  readonly is: 'due' | 'waiting' | 'visit'
  /** It begins a branch of its scope: when it is done, a choice is made. */
  readonly begins: boolean
  /** Of a host: the boundaries that did not interrupt it and have fired. */
  readonly fired: readonly string[]
  /** Of a visit: where its tokens came from, as far as the join cares. */
  readonly from: readonly string[]
  /** Of a visit with a rule: what the rule answered since the last arrival. */
  readonly isEnough: boolean | null
}

interface OpenScope {
  readonly id: number
  readonly split: string
  readonly parent: number
  readonly isDecided: boolean
  readonly joined: readonly string[]
}

/** Both in the order of creation. */
export interface Marking {
  readonly tasks: readonly Task[]
  readonly scopes: readonly OpenScope[]
}

export const over: Marking = { tasks: [], scopes: [] }

/** The scopes that a token stands in, from the innermost out. */
export function chainOf({ scopes }: Marking, id: number): readonly OpenScope[] {
  const chain: OpenScope[] = []
  for (let at = scopes.length - 1, goal = id; at >= 0 && goal !== 0; at--) {
    const scope = scopes[at]!
    if (scope.id !== goal) continue
    chain.push(scope)
    goal = scope.parent
  }
  return chain
}

/** Whether a token in scope `id` stands inside `outer`; everything stands inside the root. */
export const isInside = (marking: Marking, id: number, outer: number): boolean =>
  outer === 0 || id === outer || chainOf(marking, id).some((scope) => scope.id === outer)

/** The same marking without scopes in which nothing stands. */
export function withoutEmptyScopes({ tasks, scopes }: Marking): Marking {
  const kept = new Set(tasks.map((task) => task.scope))
  const occupied = scopes
    .toReversed()
    .filter((scope) => kept.has(scope.id) && kept.add(scope.parent))
    .toReversed()
  return { tasks, scopes: occupied }
}

/** Two markings with the same key go on in the same ways: who came first matters only where the engine looks at it. */
export function keyOf({ tasks, scopes }: Marking): string {
  const inside = new Map<number, string[]>([[0, []]])
  for (const { id } of scopes) inside.set(id, [])
  const undecided = new Set(scopes.filter(({ isDecided }) => !isDecided).map(({ id }) => id))
  let due = 0
  for (const task of tasks) {
    const more = task.is === 'due' ? `@${due++}` : task.is === 'waiting' ? task.fired.join() : visitKey(task)
    inside.get(task.scope)!.push(`${task.node}${task.begins && undecided.has(task.scope) ? '!' : ''}${more}`)
  }
  // A scope is opened after its parent.
  for (const { id, split, parent, isDecided, joined } of scopes.toReversed())
    inside.get(parent)!.push(`${split}${isDecided ? '!' : ''}${joined.join()}{${inside.get(id)!.sort().join(' ')}}`)
  return inside.get(0)!.sort().join(' ')
}
const visitKey = ({ from, isEnough }: Task) => `[${from.join()}]${isEnough ?? ''}`
