/** What the check foresees and what the engine does: nothing happens that was not foreseen, and nothing gets stuck. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHandoverError } from '../../src/errors.ts'
import { isOpen } from '../../src/engine/snapshot.ts'
import type { FrozenFlow } from '../../src/flow/define-flow.ts'
import { explore } from '../../src/flow/soundness/explore.ts'
import { gameOf } from '../../src/flow/soundness/game.ts'
import { begin, type Driven } from '../drive-engine.ts'
import { sketchFlow, type Answers } from '../sketch-flow.ts'
import { anySketch } from './any-sketch.ts'

const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 1_000)
const picks = fc.array(fc.nat(7), { minLength: 30, maxLength: 30 })

test(
  'a token comes only to where the exploration has come, and no join is left waiting',
  async () => {
    let compared = 0
    const property = fc.asyncProperty(anySketch, picks, async (text, given) => {
      const flow = defined(text, given)
      if (flow === undefined) return
      const { reached, isComplete } = explore(gameOf({ ...flow, nodes: flow.graph }, flow.joins))
      if (!isComplete) return
      const run = await worked(flow, given)
      if (run === undefined) return
      compared++
      // A milestone may be missed; a join never waits in vain.
      expect(run.process.attention ?? '').not.toContain('waits for a branch')
      expect(cameTo(run).filter((node) => !reached.has(node))).toEqual([])
    })
    await fc.assert(property, { numRuns })
    expect(compared).toBeGreaterThan(numRuns / 20)
  },
  60_000 + numRuns * 100,
)

function defined(text: string, given: readonly number[]): FrozenFlow | undefined {
  let asked = 0
  const answer = () => [true, false, true, 2][given[asked++ % given.length]! % 4]!
  const answers = new Proxy<Answers>({}, { get: (_, key) => (typeof key === 'string' ? given.map(answer) : undefined) })
  try {
    return sketchFlow(text, answers)
  } catch (failure) {
    if (isHandoverError(failure) && failure.code === 'FLOW_INVALID') return undefined
    throw failure
  }
}

/** Gives commands as picked; those that are refused change nothing. Undefined when it cannot even begin. */
async function worked(flow: FrozenFlow, given: readonly number[]): Promise<Driven | undefined> {
  const run = await unlessRefused(begin(flow))
  if (run === undefined) return undefined
  const asked = { input: {}, by: null, note: null }
  for (const pick of given) {
    const open = run.snapshot.tasks.filter((task) => isOpen(task) && task.status !== 'started')
    if (open.length === 0) break
    const task = open[pick % open.length]!
    const isTimer = task.status === 'scheduled'
    await unlessRefused(
      isTimer
        ? run.give({ type: 'trigger', cause: 'timer', task: task.id, ...asked })
        : run.give({ type: 'complete', task: task.id, ...asked }),
    )
  }
  return run
}

async function unlessRefused<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action
  } catch (refusal) {
    if (isHandoverError(refusal)) return undefined
    throw refusal
  }
}

/** The nodes where something was done, or waits. */
const cameTo = (run: Driven): readonly string[] =>
  run.snapshot.tasks
    .filter((task) => task.status === 'done' || (isOpen(task) && task.host === null && task.status !== 'started'))
    .map((task) => task.node)
