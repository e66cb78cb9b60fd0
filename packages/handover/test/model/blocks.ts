/**
 * Flows as *blocks*. Of a block one knows, without any engine, how often each of its nodes is visited: `expectedVisits`
 * counts that. `block-flow.ts` makes the same block a real flow. Both name a node by where its block stands, and both
 * count the times that a node is visited with the same item, which decides what its script answers.
 */

/** Answers of a script at its first, second, … visit; begins anew when used up. */
export type Answers = readonly boolean[]
export type Leaf = 'human' | 'auto' | 'timer' | 'job'
export type Block =
  | { readonly is: Leaf }
  | { readonly is: 'row'; readonly blocks: readonly Block[] }
  | { readonly is: 'if'; readonly answers: Answers; readonly yes: Block; readonly no: Block }
  | { readonly is: 'switch'; readonly picks: readonly number[]; readonly ways: readonly Block[] }
  /** The body, and again as long as the answers say so. */
  | { readonly is: 'loop'; readonly answers: Answers; readonly body: Block }
  /** Branches and their join; `named` says `join({ of })`. */
  | { readonly is: 'split'; readonly named: boolean; readonly branches: readonly Branch[] }
  /** A split without a join of its own: its branches lead to the join of the split around it. */
  | { readonly is: 'shared'; readonly branches: readonly Branch[] }
  /** A few more nodes, and then an end of its own instead of what follows. */
  | { readonly is: 'elsewhere'; readonly before: readonly Leaf[] }
  /** The body once for each item, and a join. */
  | { readonly is: 'each'; readonly counts: readonly number[]; readonly body: Block }
  /** A deferred choice between waiting nodes; what follows the one that is picked goes on. */
  | { readonly is: 'first'; readonly picks: readonly number[]; readonly ways: readonly Way[] }
  /** Plain branches, of which some are enough; the others are absorbed. */
  | { readonly is: 'enough'; readonly after: number; readonly branches: readonly (readonly Leaf[])[] }
  /** Branches of which the one that is picked comes first; the others are withdrawn. */
  | { readonly is: 'race'; readonly picks: readonly number[]; readonly heads: readonly Way['head'][] }
  /** Timers that take turns, and a join. */
  | { readonly is: 'turns'; readonly count: number; readonly per: 'region' | 'task' }
  /** A task with a boundary: when it fires, what stands behind it is gone through, instead of the task or beside it. */
  | { readonly is: 'timeout'; readonly fires: Answers; readonly isInterrupting: boolean; readonly behind: Block }
  /** A job that fails, and the way on from there. */
  | { readonly is: 'error'; readonly fails: Answers; readonly behind: Block }
  /** A task that somebody cancels. */
  | { readonly is: 'canceled' }
export interface Branch {
  /** Null when it is always started. */
  readonly when: Answers | null
  readonly body: Block
}
export interface Way {
  readonly head: 'human' | 'timer'
  readonly body: Block
}

export type Counts = Record<string, number>

/** One walk through a block: how often each node was visited, in all and with each item. */
class Walk {
  readonly counts: Counts = {}
  readonly #times: Counts = {}

  /** Counts a visit and answers with how many there were before with this item. */
  visit(node: string, item: string): number {
    this.count(node)
    return this.time(node, item)
  }
  count(node: string): void {
    this.counts[node] = (this.counts[node] ?? 0) + 1
  }
  time(node: string, item: string): number {
    const key = `${node}@${item}`
    const before = this.#times[key] ?? 0
    this.#times[key] = before + 1
    return before
  }
}

/** How often a flow of this block visits each of its nodes to the end. */
export function expectedVisits(block: Block): Counts {
  const walk = new Walk()
  walk.visit('start', '')
  if (visitBlock(walk, block, 'b', '')) walk.visit('done', '')
  return walk.counts
}

/** Counts one passage through the block; answers whether it goes on with what follows. */
function visitBlock(walk: Walk, block: Block, at: string, item: string): boolean {
  switch (block.is) {
    case 'human':
    case 'auto':
    case 'timer':
    case 'job':
      walk.visit(`${block.is}${at}`, item)
      return true
    case 'row':
      return block.blocks.every((inner, i) => visitBlock(walk, inner, `${at}x${i}`, item))
    case 'if':
      return nth(block.answers, walk.visit(`if${at}`, item))
        ? visitBlock(walk, block.yes, `${at}y`, item)
        : visitBlock(walk, block.no, `${at}n`, item)
    case 'switch': {
      const way = nth(block.picks, walk.visit(`switch${at}`, item)) % block.ways.length
      return visitBlock(walk, block.ways[way]!, `${at}w${way}`, item)
    }
    case 'loop':
      do if (!visitBlock(walk, block.body, `${at}l`, item)) return false
      while (nth(block.answers, walk.visit(`loop${at}`, item)))
      return true
    case 'split':
      if (!visitBranches(walk, block.branches, `split${at}`, item)) return false
      walk.visit(`join${at}`, item)
      return true
    case 'shared':
      return visitBranches(walk, block.branches, `shared${at}`, item)
    case 'elsewhere':
      for (const [i, leaf] of block.before.entries()) walk.visit(`${leaf}${at}e${i}`, item)
      walk.visit(`end${at}`, item)
      return false
    default:
      return visitMore(walk, block, at, item)
  }
}

type Simple = Leaf | 'row' | 'if' | 'switch' | 'loop' | 'split' | 'shared' | 'elsewhere'
function visitMore(walk: Walk, block: Exclude<Block, { is: Simple }>, at: string, item: string): boolean {
  switch (block.is) {
    case 'each': {
      const count = nth(block.counts, walk.visit(`each${at}`, item))
      const items = Array.from({ length: count }, (_, i) => itemOf(item, i))
      const going = items.filter((inner) => visitBlock(walk, block.body, `${at}i`, inner))
      if (count > 0 && going.length === 0) return false
      walk.visit(`join${at}`, item)
      return true
    }
    case 'first': {
      const way = nth(block.picks, walk.visit(`first${at}`, item)) % block.ways.length
      walk.visit(`${block.ways[way]!.head}${at}h${way}`, item)
      return visitBlock(walk, block.ways[way]!.body, `${at}h${way}b`, item)
    }
    case 'enough':
      walk.visit(`split${at}`, item)
      for (const [i, leaves] of block.branches.entries())
        for (const [j, leaf] of leaves.entries()) walk.visit(`${leaf}${at}g${i}x${j}`, item)
      walk.visit(`join${at}`, item)
      return true
    case 'race': {
      const way = nth(block.picks, walk.visit(`split${at}`, item)) % block.heads.length
      walk.visit(`${block.heads[way]!}${at}h${way}`, item)
      walk.visit(`join${at}`, item)
      return true
    }
    case 'turns':
      walk.visit(`split${at}`, item)
      for (let i = 0; i < block.count; i++) walk.visit(`timer${at}t${i}`, item)
      walk.visit(`join${at}`, item)
      return true
    case 'timeout': {
      const host = `human${at}`
      const isFired = nth(block.fires, walk.time(host, item))
      if (isFired) walk.count(`${host}__timeout`)
      if (!isFired || !block.isInterrupting) walk.count(host)
      const goesOn = isFired && visitBlock(walk, block.behind, `${at}t`, item)
      if (goesOn && !block.isInterrupting) walk.count(`side${at}`)
      return isFired && block.isInterrupting ? goesOn : true
    }
    case 'error': {
      const host = `job${at}`
      if (!nth(block.fails, walk.time(host, item))) {
        walk.count(host)
        return true
      }
      walk.count(`${host}__error`)
      return visitBlock(walk, block.behind, `${at}r`, item)
    }
    case 'canceled':
      return false
  }
}

/** All started branches are gone through; whether any of them goes on. */
function visitBranches(walk: Walk, branches: readonly Branch[], split: string, item: string): boolean {
  const time = walk.visit(split, item)
  const started = branches.map(({ when }) => when === null || nth(when, time))
  return branches
    .map(({ body }, i) => started[i]! && visitBlock(walk, body, `${split}b${i}`, item))
    .some((goesOn) => goesOn)
}

export const nth = <T>(answers: readonly T[], time: number): T => answers[time % answers.length]!
export const itemOf = (outer: string, place: number): string => `${outer}/${place}`
