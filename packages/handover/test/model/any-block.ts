/** Random blocks. Their rules are those of a sensible author: what follows something can be reached. */
import fc from 'fast-check'
import type { Block, Branch, Leaf, Way } from './blocks.ts'

const leaf = fc.constantFrom<Leaf>('human', 'auto', 'human', 'timer', 'job')
const single = fc.record({ is: leaf })
const answers = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 })
/** A loop ends at some time. */
const loopAnswers = fc.array(fc.boolean(), { maxLength: 3 }).map((some) => [...some, false])
const elsewhere = fc.record({ is: fc.constant('elsewhere' as const), before: fc.array(leaf, { maxLength: 2 }) })
const canceled = fc.constant<Block>({ is: 'canceled' })
const picks = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 })

/**
 * A branch may end with a split that shares the join around it. Such a branch would be ambiguous when it can reach the
 * join in several ways, unless the join names its split.
 */
type Tail = 'none' | 'once' | 'anywhere'

/** A few blocks in a row, nested to this depth. */
export function anyBlock(depth: number, tail: Tail = 'none'): fc.Arbitrary<Block> {
  const inner = depth === 0 ? single : fc.oneof({ weight: 2, arbitrary: single }, composed(depth))
  const row = fc.array(inner, { minLength: 1, maxLength: 3 }).map((blocks): Block => ({ is: 'row', blocks }))
  if (tail === 'none' || depth === 0) return row
  const lasts = tail === 'once' ? [shared(depth, 'none')] : [shared(depth, 'anywhere'), choice(depth, 'anywhere')]
  const withTail = fc
    .tuple(fc.array(inner, { maxLength: 2 }), fc.oneof(...lasts))
    .map(([blocks, last]): Block => ({ is: 'row', blocks: [...blocks, last] }))
  return fc.oneof({ weight: 2, arbitrary: row }, withTail)
}

const composed = (depth: number): fc.Arbitrary<Block> =>
  fc.oneof(
    choice(depth, 'none'),
    selection(depth),
    loop(depth),
    split(depth, false),
    split(depth, true),
    each(depth),
    first(depth),
    enough,
    race,
    turns,
    timeout(depth),
    failure(depth),
  )

/** One of two ways: the second may lead nowhere else than on, or end elsewhere. */
function choice(depth: number, tail: Tail): fc.Arbitrary<Block> {
  const arms = fc.tuple(anyBlock(depth - 1, tail), way(depth, tail), fc.boolean())
  return fc.tuple(answers, arms).map(([answers, [one, other, isFirst]]) => ({
    is: 'if',
    answers,
    yes: isFirst ? one : other,
    no: isFirst ? other : one,
  }))
}

const way = (depth: number, tail: Tail): fc.Arbitrary<Block> =>
  fc.oneof(
    { weight: 2, arbitrary: anyBlock(depth - 1, tail) },
    elsewhere,
    canceled,
    fc.constant<Block>({ is: 'row', blocks: [] }),
  )

const selection = (depth: number): fc.Arbitrary<Block> =>
  fc.record({
    is: fc.constant('switch' as const),
    picks,
    ways: fc
      .tuple(anyBlock(depth - 1), fc.array(way(depth, 'none'), { minLength: 1, maxLength: 2 }))
      .map(([first, others]) => [...others, first]),
  })

const loop = (depth: number): fc.Arbitrary<Block> =>
  fc.record({ is: fc.constant('loop' as const), answers: loopAnswers, body: anyBlock(depth - 1) })

const each = (depth: number): fc.Arbitrary<Block> =>
  fc.record({
    is: fc.constant('each' as const),
    counts: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
    body: anyBlock(depth - 1),
  })

const first = (depth: number): fc.Arbitrary<Block> => {
  const any: fc.Arbitrary<Way> = fc.record({
    head: fc.constantFrom('human' as const, 'timer' as const),
    body: fc.oneof(anyBlock(depth - 1), way(depth, 'none')),
  })
  const sure: fc.Arbitrary<Way> = fc.record({ head: fc.constant('human' as const), body: anyBlock(depth - 1) })
  const ways = fc.tuple(sure, fc.array(any, { minLength: 1, maxLength: 2 })).map(([one, others]) => [...others, one])
  return fc.record({ is: fc.constant('first' as const), picks, ways })
}

const plain = fc.array(leaf, { minLength: 1, maxLength: 2 })
const enough: fc.Arbitrary<Block> = fc
  .tuple(fc.array(plain, { minLength: 2, maxLength: 4 }), fc.nat())
  .map(([branches, some]) => ({ is: 'enough', after: 1 + (some % branches.length), branches }))

const race: fc.Arbitrary<Block> = fc.record({
  is: fc.constant('race' as const),
  picks,
  heads: fc.array(fc.constantFrom('human' as const, 'timer' as const), { minLength: 2, maxLength: 3 }),
})

const turns: fc.Arbitrary<Block> = fc.record({
  is: fc.constant('turns' as const),
  count: fc.integer({ min: 2, max: 3 }),
  per: fc.constantFrom('region' as const, 'task' as const),
})

const timeout = (depth: number): fc.Arbitrary<Block> =>
  fc.record({
    is: fc.constant('timeout' as const),
    fires: answers,
    isInterrupting: fc.boolean(),
    behind: anyBlock(Math.max(0, depth - 2)),
  })

const failure = (depth: number): fc.Arbitrary<Block> =>
  fc.record({ is: fc.constant('error' as const), fails: answers, behind: way(depth, 'none') })

/** When only one branch reaches the join, the join closes the split inside that branch, unless it is named. */
const split = (depth: number, named: boolean): fc.Arbitrary<Block> =>
  branches(depth, named ? 'anywhere' : 'once').map((branches) => {
    const isAlone = branches.filter(({ body }) => body.is !== 'elsewhere').length === 1
    return { is: 'split', named: named || isAlone, branches }
  })

const shared = (depth: number, tail: Tail): fc.Arbitrary<Block> =>
  fc.record({ is: fc.constant('shared' as const), branches: branches(depth, tail) })

/** The first is always started and leads on; each other may be empty, have a condition, or end elsewhere. */
function branches(depth: number, tail: Tail): fc.Arbitrary<readonly Branch[]> {
  const first = fc.record({ when: fc.constant(null), body: anyBlock(depth - 1, tail) })
  const other = fc.record({ when: fc.option(answers), body: way(depth, tail) })
  return fc
    .tuple(first, fc.array(other, { minLength: 1, maxLength: 2 }), fc.nat(2))
    .map(([one, others, place]) => [...others.slice(0, place), one, ...others.slice(place)])
}
