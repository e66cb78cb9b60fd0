/**
 * Random flows whose visits are known from their blocks alone, run by the real engine with human tasks completed in
 * random order. That nothing is left waiting would not be enough: every node has to be visited exactly as often.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, type TaskState } from '../../src/engine/snapshot.ts'
import type { FrozenFlow } from '../../src/flow/define-flow.ts'
import { begin, type Driven } from '../drive-engine.ts'
import { anyBlock } from './any-block.ts'
import { expectedVisits, flowOf, type Block } from './blocks.ts'

/** HANDOVER_RUNS=50000 looks longer; HANDOVER_SEED repeats a failure. */
const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 600)
const seed = process.env['HANDOVER_SEED']
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) }
const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, each) => sum + each, 0)

const scenario = fc.record({
  block: fc
    .oneof(...[1, 2, 3, 4].map((depth) => anyBlock(depth)))
    .filter((block) => total(expectedVisits(block)) < 400),
  /** Which of the open human tasks is completed next. */
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
})

test(
  'every node is visited exactly as often as the blocks say, in whatever order people work',
  async () => {
    const property = fc.asyncProperty(scenario, async ({ block, picks }) => {
      const flow = flowOf(block)
      await explained(flow, block, async () => {
        const run = await finish(flow, picks)
        expect(run.visits()).toEqual(expectedVisits(block))
        checkEnd(run)
        checkHistory(run)
        checkJoins(run)
        checkSplits(run)
      })
    })
    await fc.assert(property, parameters)
  },
  20_000 + numRuns * 50,
)

/** Starts the flow and completes its human tasks until none is left. */
async function finish(flow: FrozenFlow, picks: readonly number[]): Promise<Driven> {
  const run = await begin(flow)
  for (let turn = 0; ; turn++) {
    const open = run.snapshot.tasks.filter(isOpen)
    const odd = open.filter((task) => task.kind !== 'view' && !(task.kind === 'join' && task.status === 'started'))
    if (odd.length > 0) throw new Error(`At rest, '${odd[0]!.node}' is left ${odd[0]!.status}.`)
    const human = open.filter((task) => task.kind === 'view')
    if (human.length === 0) return run
    const task = human[picks[turn % picks.length]! % human.length]!
    await run.give({ type: 'complete', task: task.id, input: {}, by: null, note: null })
  }
}

function checkEnd(run: Driven): void {
  expect(run.standing()).toBe('')
  const lastEnd = run.events.findLast((event) => event.type === 'task.done' && /^(done|end)/.test(event.node!))
  expect(run.process).toMatchObject({ status: 'done', scopes: [], outcome: lastEnd!.node })
}

/** Numbers without gaps; each task created and done once, in this order, and after those that led to it. */
function checkHistory(run: Driven): void {
  expect(run.events.map((event) => event.number)).toEqual(run.events.map((_, index) => index + 1))
  const created = numbersOf(run, 'task.created')
  const done = numbersOf(run, 'task.done')
  expect(created.size).toBe(run.snapshot.tasks.length)
  expect(done.size).toBe(run.snapshot.tasks.length)
  expect(run.events).toHaveLength(2 * run.snapshot.tasks.length + 2)
  for (const task of run.snapshot.tasks) {
    expect(created.get(task.id)).toBe(task.sequence)
    expect(done.get(task.id)).toBeGreaterThan(task.sequence)
    // The first token creates a join's task, the others come later.
    for (const parent of task.previous.slice(0, 1)) expect(done.get(parent)).toBeLessThan(task.sequence)
    for (const parent of task.previous) expect(done.get(parent)).toBeLessThan(done.get(task.id)!)
    expect(task.previous.length > 0).toBe(task.node !== 'start')
  }
}
const numbersOf = (run: Driven, type: string) =>
  new Map(run.events.filter((event) => event.type === type).map((event) => [event.task!, event.number]))

/** A join fires once per scope. */
function checkJoins(run: Driven): void {
  const fired = run.snapshot.tasks.filter((task) => task.kind === 'join').map((task) => `${task.node} in ${task.scope}`)
  expect(fired).toEqual([...new Set(fired)])
}

/** The branches of a split are created in the order of its edges, each once. */
function checkSplits(run: Driven): void {
  for (const split of run.snapshot.tasks.filter((task) => task.kind === 'split')) {
    const edges = run.flow.graph[split.node]!.edges.map((edge) => edge.to)
    const children = run.snapshot.tasks.filter((task) => task.kind !== 'join' && task.previous.includes(split.id))
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
