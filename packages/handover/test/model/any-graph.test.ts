/** Graphs that nobody thought about: the check never breaks, and what it lets through is never silently stuck. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHandoverError } from '../../src/errors.ts'
import { isOpen } from '../../src/engine/snapshot.ts'
import type { FrozenFlow } from '../../src/flow/define-flow.ts'
import { begin, type Driven } from '../drive-engine.ts'
import { sketchFlow } from '../sketch-flow.ts'

const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 500)

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** A line of a sketch; targets are `a` to `h`. */
const line = (name: string) => {
  const target = fc.constantFrom(...names, 'h').filter((to) => to !== name)
  const to = (least: number, most: number) =>
    fc.array(target, { minLength: least, maxLength: most }).map((targets) => targets.join(' '))
  return fc.oneof(
    to(1, 1).map((targets) => `${name} -> ${targets}`),
    to(1, 1).map((targets) => `${name}: auto -> ${targets}`),
    to(1, 1).map((targets) => `${name}: join -> ${targets}`),
    to(2, 2).map((targets) => `${name}: if -> ${targets}`),
    fc.tuple(target, target).map(([one, other]) => `${name}: if -> ${one} ${other}*`),
    to(2, 3).map((targets) => `${name}: split -> ${targets}`),
  )
}
/** One start, seven nodes, and an end; nodes that nothing leads to are left out. */
const sketch = fc.tuple(...names.map(line)).map((lines) => reached(['start -> a', ...lines, 'h']))
const answers = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 })

function reached(lines: readonly string[]): string {
  const byName = new Map(lines.map((each) => [each.split(/[: ]/)[0]!, each]))
  const names = new Set(['start'])
  for (const name of names)
    for (const to of byName.get(name)!.split('-> ')[1]?.split(' ') ?? []) names.add(to.replace('*', ''))
  return [...names].map((name) => byName.get(name)!).join('\n')
}

test(
  'a flow that passes the check ends, loops visibly, or waits for people; it is never stuck',
  async () => {
    let accepted = 0
    const property = fc.asyncProperty(
      sketch,
      answers,
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      async (text, given, picks) => {
        const flow = defined(text, given)
        if (flow === undefined) return
        accepted++
        await work(flow, picks)
      },
    )
    await fc.assert(property, { numRuns })
    expect(accepted).toBeGreaterThan(numRuns / 100)
  },
  60_000 + numRuns * 200,
)

function defined(text: string, answers: readonly boolean[]): FrozenFlow | undefined {
  try {
    return sketchFlow(text, Object.fromEntries(names.map((name) => [name, answers])))
  } catch (failure) {
    if (isHandoverError(failure) && failure.code === 'FLOW_INVALID') return undefined
    throw failure
  }
}

async function work(flow: FrozenFlow, picks: readonly number[]): Promise<void> {
  try {
    const run = await begin(flow)
    for (const pick of picks) {
      const human = run.snapshot.tasks.filter((task) => isOpen(task) && task.kind === 'view')
      if (human.length === 0) return checkEnd(run)
      const task = human[pick % human.length]!
      await run.give({ type: 'complete', task: task.id, input: {}, by: null, note: null })
    }
  } catch (failure) {
    if (!isHandoverError(failure) || failure.code !== 'FLOW_RUNAWAY') throw failure
  }
}

function checkEnd(run: Driven): void {
  expect(run.process).toMatchObject({ status: 'done', scopes: [] })
  expect(run.standing()).toBe('')
}
