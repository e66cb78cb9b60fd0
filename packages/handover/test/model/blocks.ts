/**
 * Flows as *blocks*. Of a block one knows, without any engine, how often each of its nodes is visited: `visitBlock`
 * counts that. `nodesOf` makes the same block a real flow. Both name a node by where its block stands.
 */
import { z } from 'zod'
import { flow } from '../../src/index.ts'
import { frozen, type FrozenFlow } from '../../src/flow/define-flow.ts'

/** Answers of a condition at its first, second, … visit; begins anew when used up. */
type Answers = readonly boolean[]
export type Leaf = 'human' | 'auto'
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
export interface Branch {
  /** Null when it is always started. */
  readonly when: Answers | null
  readonly body: Block
}

export type Counts = Record<string, number>

/** How often a flow of this block visits each of its nodes. */
export function expectedVisits(block: Block): Counts {
  const counts: Counts = {}
  visit(counts, 'start')
  if (visitBlock(block, 'b', counts)) visit(counts, 'done')
  return counts
}

/** Counts one passage through the block; answers whether it goes on with what follows. */
function visitBlock(block: Block, at: string, counts: Counts): boolean {
  switch (block.is) {
    case 'human':
    case 'auto':
      visit(counts, `${block.is}${at}`)
      return true
    case 'row':
      return block.blocks.every((inner, i) => visitBlock(inner, `${at}x${i}`, counts))
    case 'if':
      return nth(block.answers, visit(counts, `if${at}`))
        ? visitBlock(block.yes, `${at}y`, counts)
        : visitBlock(block.no, `${at}n`, counts)
    case 'switch': {
      const way = nth(block.picks, visit(counts, `switch${at}`)) % block.ways.length
      return visitBlock(block.ways[way]!, `${at}w${way}`, counts)
    }
    case 'loop':
      do if (!visitBlock(block.body, `${at}l`, counts)) return false
      while (nth(block.answers, visit(counts, `loop${at}`)))
      return true
    case 'split':
      if (!visitBranches(block.branches, `split${at}`, counts)) return false
      visit(counts, `join${at}`)
      return true
    case 'shared':
      return visitBranches(block.branches, `shared${at}`, counts)
    case 'elsewhere':
      for (const [i, leaf] of block.before.entries()) visit(counts, `${leaf}${at}e${i}`)
      visit(counts, `end${at}`)
      return false
  }
}

/** All started branches are gone through; whether any of them goes on. */
function visitBranches(branches: readonly Branch[], split: string, counts: Counts): boolean {
  const time = visit(counts, split)
  const started = branches.map(({ when }) => when === null || nth(when, time))
  return branches
    .map(({ body }, i) => started[i]! && visitBlock(body, `${split}b${i}`, counts))
    .some((goesOn) => goesOn)
}

/** Counts a visit and answers with how many there were before. */
function visit(counts: Counts, node: string): number {
  const before = counts[node] ?? 0
  counts[node] = before + 1
  return before
}
const nth = <T>(answers: readonly T[], time: number): T => answers[time % answers.length]!

/** The block as a flow, from a start to an end; defining it also checks it. */
export function flowOf(block: Block): FrozenFlow {
  const nodes = (n: any) => {
    const made: Record<string, unknown> = {}
    const first = nodesOf({ n, made, join: null }, block, 'b', 'done')
    return { start: n.start({ fields: [] }).next(first), ...made, done: n.end() }
  }
  return frozen(flow('model', { data: z.object({}), nodes: nodes as never }) as never)
}

interface Making {
  readonly n: any
  readonly made: Record<string, unknown>
  /** The join of the split around. */
  readonly join: string | null
}

/** Makes the nodes of a block that leads on to `next`; answers with the name of its first. */
function nodesOf(making: Making, block: Block, at: string, next: string): string {
  const { n, made } = making
  const make = (name: string, node: unknown) => {
    made[name] = node
    return name
  }
  switch (block.is) {
    case 'human':
      return make(`human${at}`, n.view({ fields: [] }).next(next))
    case 'auto':
      return make(`auto${at}`, n.function(() => {}).next(next))
    case 'row':
      return block.blocks.reduceRight((to, inner, i) => nodesOf(making, inner, `${at}x${i}`, to), next)
    case 'if': {
      const yes = nodesOf(making, block.yes, `${at}y`, next)
      const no = nodesOf(making, block.no, `${at}n`, next)
      return make(`if${at}`, n.if(asked(block.answers)).yes(yes).no(no))
    }
    case 'switch': {
      const ways = block.ways.map((way, i) => nodesOf(making, way, `${at}w${i}`, next))
      const isPicked = picking(block.picks, ways.length)
      const cases = ways.slice(0, -1).reduce((node, way, i) => node.when(isPicked(i), way), n.switch())
      return make(`switch${at}`, cases.otherwise(ways.at(-1)))
    }
    case 'loop': {
      const body = nodesOf(making, block.body, `${at}l`, `loop${at}`)
      make(`loop${at}`, n.if(asked(block.answers)).yes(body).no(next))
      return body
    }
    case 'split': {
      const join = `join${at}`
      make(join, n.join(block.named ? { of: `split${at}` } : {}).next(next))
      return make(`split${at}`, splitInto({ ...making, join }, block.branches, `split${at}`))
    }
    case 'shared':
      return make(`shared${at}`, splitInto(making, block.branches, `shared${at}`))
    case 'elsewhere': {
      make(`end${at}`, n.end())
      const leaf = (to: string, is: Leaf, i: number) => nodesOf(making, { is }, `${at}e${i}`, to)
      return block.before.reduceRight(leaf, `end${at}`)
    }
  }
}

function splitInto(making: Making, branches: readonly Branch[], split: string): unknown {
  const entries = branches.map(({ body }, i) => nodesOf(making, body, `${split}b${i}`, making.join!))
  return entries.reduce(
    (node, entry, i) => node.next(entry, branches[i]!.when === null ? {} : { when: asked(branches[i]!.when) }),
    making.n.split(),
  )
}

/** A condition that answers as scripted. */
function asked(answers: Answers): () => boolean {
  let time = 0
  return () => nth(answers, time++)
}
/** The cases of a switch: the first is asked at every visit. */
function picking(picks: readonly number[], ways: number): (way: number) => () => boolean {
  let time = 0
  let picked = 0
  return (way) => () => {
    if (way === 0) picked = nth(picks, time++) % ways
    return picked === way
  }
}
