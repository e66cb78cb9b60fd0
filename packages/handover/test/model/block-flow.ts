/** A block as a real flow. What its nodes answer is scripted, by how often they were visited with the same item. */
import { z } from 'zod'
import { flow } from '../../src/index.ts'
import { frozen, type FrozenFlow } from '../../src/flow/define-flow.ts'
import { itemOf, nth, type Block, type Branch, type Leaf } from './blocks.ts'

/** What the driver decides: whether a boundary fires, whether a job fails, which way of a choice is taken. */
export interface Scripts {
  /** Task of a human node with a boundary → whether it fires now. */
  readonly fires: Map<string, (time: number) => boolean>
  readonly fails: Map<string, (time: number) => boolean>
  /** Node of a choice → the name of the node that is picked. */
  readonly picks: Map<string, (time: number) => string>
  readonly canceled: Set<string>
}

interface Making {
  readonly n: any
  readonly made: Record<string, unknown>
  readonly scripts: Scripts
  /** The join of the split around. */
  readonly join: string | null
}

/** From a start to an end; defining it also checks it. */
export function flowOf(block: Block): { readonly flow: FrozenFlow; readonly scripts: Scripts } {
  const scripts: Scripts = { fires: new Map(), fails: new Map(), picks: new Map(), canceled: new Set() }
  const nodes = (n: any) => {
    const made: Record<string, unknown> = {}
    const first = nodesOf({ n, made, scripts, join: null }, block, 'b', 'done')
    return { start: n.start({ fields: [] }).next(first), ...made, done: n.end() }
  }
  return { flow: frozen(flow('model', { data: z.object({}), nodes: nodes as never }) as never), scripts }
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
    case 'auto':
    case 'timer':
    case 'job':
      return make(`${block.is}${at}`, leafOf(n, block.is).next(next))
    case 'row':
      return block.blocks.reduceRight((to, inner, i) => nodesOf(making, inner, `${at}x${i}`, to), next)
    case 'if': {
      const yes = nodesOf(making, block.yes, `${at}y`, next)
      const no = nodesOf(making, block.no, `${at}n`, next)
      const { asked, takenBack } = script()
      const test = (visit: any) => nth(block.answers, asked(visit))
      return make(`if${at}`, n.if(test).onUndo(takenBack).yes(yes).no(no))
    }
    case 'switch': {
      const ways = block.ways.map((way, i) => nodesOf(making, way, `${at}w${i}`, next))
      return make(`switch${at}`, switchOf(n, block.picks, ways))
    }
    case 'loop': {
      const body = nodesOf(making, block.body, `${at}l`, `loop${at}`)
      const { asked, takenBack } = script()
      const test = (visit: any) => nth(block.answers, asked(visit))
      make(`loop${at}`, n.if(test).onUndo(takenBack).yes(body).no(next))
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
    default:
      return moreNodesOf(making, block, at, next)
  }
}

type Simple = Leaf | 'row' | 'if' | 'switch' | 'loop' | 'split' | 'shared' | 'elsewhere'
function moreNodesOf(making: Making, block: Exclude<Block, { is: Simple }>, at: string, next: string): string {
  const { n, made, scripts } = making
  const make = (name: string, node: unknown) => {
    made[name] = node
    return name
  }
  const join = `join${at}`
  switch (block.is) {
    case 'each': {
      make(join, n.join({ of: `each${at}` }).next(next))
      const body = nodesOf({ ...making, join }, block.body, `${at}i`, join)
      const { asked, takenBack } = script()
      const each = (visit: any) =>
        Array.from({ length: nth(block.counts, asked(visit)) }, (_, i) => itemOf(visit.task.item ?? '', i))
      return make(`each${at}`, n.split().onUndo(takenBack).next(body, { each }))
    }
    case 'first': {
      const heads = block.ways.map(({ head, body }, i) => {
        const to = nodesOf(making, body, `${at}h${i}b`, next)
        return make(`${head}${at}h${i}`, leafOf(n, head).next(to))
      })
      const name = `first${at}`
      scripts.picks.set(name, (time) => heads[nth(block.picks, time) % heads.length]!)
      return make(
        name,
        heads.reduce((node, head) => node.next(head), n.first()),
      )
    }
    case 'enough': {
      make(join, n.join({ of: `split${at}`, after: block.after, rest: 'absorb' }).next(next))
      const entries = block.branches.map((leaves, i) =>
        leaves.reduceRight((to, is, j) => nodesOf(making, { is }, `${at}g${i}x${j}`, to), join),
      )
      return make(
        `split${at}`,
        entries.reduce((node, entry) => node.next(entry), n.split()),
      )
    }
    case 'race': {
      make(join, n.join({ of: `split${at}`, after: 1, rest: 'cancel' }).next(next))
      const heads = block.heads.map((head, i) => make(`${head}${at}h${i}`, leafOf(n, head).next(join)))
      scripts.picks.set(`split${at}`, (time) => heads[nth(block.picks, time) % heads.length]!)
      return make(
        `split${at}`,
        heads.reduce((node, head) => node.next(head), n.split()),
      )
    }
    case 'turns': {
      make(join, n.join({ of: `split${at}` }).next(next))
      const timers = Array.from({ length: block.count }, (_, i) =>
        make(`timer${at}t${i}`, leafOf(n, 'timer').mutex(`turn${at}`, { per: block.per }).next(join)),
      )
      return make(
        `split${at}`,
        timers.reduce((node, timer) => node.next(timer), n.split()),
      )
    }
    case 'timeout': {
      const end = `side${at}`
      if (!block.isInterrupting) make(end, n.end())
      const to = nodesOf(making, block.behind, `${at}t`, block.isInterrupting ? next : end)
      const name = `human${at}`
      scripts.fires.set(name, (time) => nth(block.fires, time))
      return make(name, leafOf(n, 'human').onTimeout('1 h', to, { interrupting: block.isInterrupting }).next(next))
    }
    case 'error': {
      const to = nodesOf(making, block.behind, `${at}r`, next)
      const name = `job${at}`
      scripts.fails.set(name, (time) => nth(block.fails, time))
      return make(name, leafOf(n, 'job').onError(to).next(next))
    }
    case 'canceled':
      scripts.canceled.add(`human${at}`)
      return make(`human${at}`, leafOf(n, 'human').next(next))
  }
}

function leafOf(n: any, is: Leaf): any {
  if (is === 'human') return n.view({ fields: [] })
  if (is === 'timer') return n.timer('1 h')
  return is === 'job' ? n.job(() => {}, { retries: 0 }) : n.function(() => {})
}

function splitInto(making: Making, branches: readonly Branch[], split: string): unknown {
  const entries = branches.map(({ body }, i) => nodesOf(making, body, `${split}b${i}`, making.join!))
  const { asked, takenBack } = script()
  // The conditions of one visit are asked one after the other: the first of them counts it.
  const firstAsked = branches.findIndex(({ when }) => when !== null)
  let time = 0
  const condition = (i: number) => (visit: any) => {
    if (i === firstAsked) time = asked(visit)
    return nth(branches[i]!.when!, time)
  }
  const begun = firstAsked < 0 ? making.n.split() : making.n.split().onUndo(takenBack)
  return entries.reduce(
    (node, entry, i) => node.next(entry, branches[i]!.when === null ? {} : { when: condition(i) }),
    begun,
  )
}

function switchOf(n: any, picks: readonly number[], ways: readonly string[]): unknown {
  const { asked, takenBack } = script()
  let picked = 0
  const isPicked = (way: number) => (visit: any) => {
    if (way === 0) picked = nth(picks, asked(visit)) % ways.length
    return picked === way
  }
  const cases = ways.slice(0, -1).reduce((node, way, i) => node.when(isPicked(i), way), n.switch().onUndo(takenBack))
  return cases.otherwise(ways.at(-1))
}

/** Counts how often it was asked with each item; what is undone was never asked. */
function script(): { readonly asked: (visit: any) => number; readonly takenBack: (visit: any) => void } {
  const times: Record<string, number> = {}
  return {
    asked: ({ task }) => {
      const time = times[task.item ?? ''] ?? 0
      times[task.item ?? ''] = time + 1
      return time
    },
    takenBack: ({ task }) => {
      times[task.item ?? ''] = times[task.item ?? '']! - 1
    },
  }
}
