/**
 * Random flows whose visits are known from their blocks alone, run by the real engine in random order, with tasks
 * undone and done anew on the way. That nothing is left waiting would not be enough: every node has to be visited
 * exactly as often.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, type TaskState } from '../../src/engine/snapshot.ts'
import type { FrozenFlow } from '../../src/flow/define-flow.ts'
import type { Driven } from '../drive-engine.ts'
import { anyBlock } from './any-block.ts'
import { flowOf } from './block-flow.ts'
import { expectedVisits, type Block, type Counts } from './blocks.ts'
import { finish } from './drive-block.ts'

/** HANDOVER_RUNS=100000 looks longer; HANDOVER_SEED repeats a failure. */
const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 10_000)
const seed = process.env['HANDOVER_SEED']
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) }
const total = (counts: Counts) => Object.values(counts).reduce((sum, each) => sum + each, 0)

const scenario = fc.record({
  block: fc
    .oneof(...[1, 2, 3, 4].map((depth) => anyBlock(depth)))
    .filter((block) => total(expectedVisits(block)) < 120),
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
  regrets: fc.oneof(fc.constant([false]), fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })),
})

test(
  'every node is visited exactly as often as the blocks say, in whatever order people work and change their minds',
  async () => {
    const property = fc.asyncProperty(scenario, async ({ block, ...plan }) => {
      const made = flowOf(block)
      await explained(made.flow, block, async () => {
        const run = await finish(made, plan)
        expect(run.visits()).toEqual(expectedVisits(block))
        checkEnd(run)
        checkHistory(run)
        checkJoins(run)
        checkSplits(run)
      })
    })
    await fc.assert(property, parameters)
  },
  60_000 + numRuns * 50,
)

/** Nothing is open, and the outcome is the end that was reached last, if any. */
function checkEnd(run: Driven): void {
  expect(run.standing()).toBe('')
  const isDone = ({ status, kind }: TaskState) => status === 'done' && kind === 'end'
  const ends = run.snapshot.tasks.filter(isDone)
  const reached = (end: TaskState) => run.events.findLast(({ type, task }) => type === 'task.done' && task === end.id)!
  const last = ends.toSorted((one, other) => reached(one).number - reached(other).number).at(-1)
  const expected =
    last === undefined
      ? { status: 'canceled', reason: 'no token left' }
      : { status: 'done', scopes: [], outcome: last.node }
  expect(run.process).toMatchObject(expected)
}

/** Numbers without gaps; each task created once and then ended in the way that its row says, after those before it. */
function checkHistory(run: Driven): void {
  expect(run.events.map((event) => event.number)).toEqual(run.events.map((_, index) => index + 1))
  const created = numbersOf(run, 'task.created')
  expect(created.size).toBe(run.snapshot.tasks.length)
  for (const task of run.snapshot.tasks) {
    expect(isOpen(task)).toBe(false)
    expect(created.get(task.id)).toBe(task.sequence)
    const last = run.events.findLast((event) => event.task === task.id && event.to === task.status)
    expect(last?.number).toBeGreaterThan(task.sequence)
    expect(task.previous.length > 0).toBe(task.node !== 'start')
  }
  const done = numbersOf(run, 'task.done')
  // The tokens of a join may come after its visit was opened.
  const tooEarly = run.snapshot.tasks
    .filter(({ kind }) => kind !== 'join')
    .flatMap((task) => task.previous.map((parent) => ({ task, parent })))
    .filter(({ task, parent }) => task.host !== parent && (done.get(parent) ?? 0) > task.sequence)
  expect(tooEarly).toEqual([])
}
const numbersOf = (run: Driven, type: string) =>
  new Map(run.events.filter((event) => event.type === type).map((event) => [event.task!, event.number]))

/** A join fires once per scope. One that nothing had to be gathered for is passed where the token stands. */
function checkJoins(run: Driven): void {
  const fired = run.snapshot.tasks
    .filter(({ kind, status, state }) => kind === 'join' && status === 'done' && state !== null)
    .map((task) => `${task.node} in ${task.scope}`)
  expect(fired).toEqual([...new Set(fired)])
}

/** The branches of a split are created in the order of its edges, each once. */
function checkSplits(run: Driven): void {
  for (const split of run.snapshot.tasks.filter(({ kind, status }) => kind === 'split' && status === 'done')) {
    if (run.flow.graph[split.node]!.edges.some((edge) => edge.each !== undefined)) continue
    const edges = run.flow.graph[split.node]!.edges.map((edge) => edge.to)
    // One that was revived comes anew, with the former among those that led to it.
    const isBranch = ({ kind, previous }: TaskState) => kind !== 'join' && previous.join() === split.id
    const children = run.snapshot.tasks.filter(isBranch)
    const places = children.map((child: TaskState) => edges.indexOf(child.node))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
  }
}

/** A failure shows the flow as a person would draw it. */
async function explained(flow: FrozenFlow, block: Block, body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (failure) {
    const lines = Object.values(flow.graph).map(({ name, kind, edges }) => {
      const ways = edges.map(({ to, label, when }) => `${label ? `${label}: ` : ''}${to}${when ? ' when…' : ''}`)
      return `  ${name} (${kind.kind}) → ${ways.join(', ') || 'end'}`
    })
    const said = failure instanceof Error ? failure.message : String(failure)
    throw new Error(`${said}\n\nThe flow:\n${lines.join('\n')}\n\nIts blocks:\n${JSON.stringify(block, null, 1)}`, {
      cause: failure,
    })
  }
}
