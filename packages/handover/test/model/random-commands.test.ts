/**
 * Operators who do whatever they like: random commands to random tasks of random flows. Whatever is not refused leaves a
 * process that makes sense, and that can be brought to an end.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHandoverError } from '../../src/errors.ts'
import { canTask } from '../../src/engine/can.ts'
import { taskCommandNames, type TaskCommandName } from '../../src/engine/command.ts'
import { isOpen, type TaskState } from '../../src/engine/snapshot.ts'
import { begin, type Driven } from '../drive-engine.ts'
import { anyBlock } from './any-block.ts'
import { oddities } from './at-rest.ts'
import { flowOf } from './block-flow.ts'
import { expectedVisits } from './blocks.ts'

const numRuns = Number(process.env['HANDOVER_RUNS'] ?? 2000)
const seed = process.env['HANDOVER_SEED']
const parameters = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) }

const step = fc.record({
  command: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('work' as const, 'fail' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...taskCommandNames) },
  ),
  task: fc.nat(),
  to: fc.nat(),
})
const scenario = fc.record({
  block: fc
    .oneof(...[1, 2, 3].map((depth) => anyBlock(depth)))
    .filter((block) => Object.values(expectedVisits(block)).reduce((sum, each) => sum + each, 0) < 80),
  steps: fc.array(step, { minLength: 3, maxLength: 25 }),
})
const told = { by: null, note: 'for a reason' }

test(
  'nothing that may be done breaks a process, or leaves it stuck in silence',
  async () => {
    const property = fc.asyncProperty(scenario, async ({ block, steps }) => {
      const run = await begin(flowOf(block).flow)
      const done: string[] = []
      try {
        for (const each of steps) {
          const tasks = run.snapshot.tasks.filter((task) => mayGet(run, task, each.command))
          if (tasks.length === 0) continue
          const task = tasks[each.task % tasks.length]!
          done.push(`${each.command} ${task.node} (${task.status})`)
          await orRefused(() => deed(run, task, each))
          expect(oddities(run)).toEqual([])
        }
        done.push('work off')
        await workOff(run)
      } catch (failure) {
        throw new Error(`${String((failure as Error).stack)}\n\n${done.join('\n')}\n\n${run.told().join('\n')}`, {
          cause: failure,
        })
      }
    })
    await fc.assert(property, parameters)
  },
  60_000 + numRuns * 50,
)

type Command = TaskCommandName | 'work' | 'fail'
const mayGet = (run: Driven, task: TaskState, command: Command): boolean => {
  if (command === 'work') return isOpen(task) && task.status !== 'error' && task.status !== 'canceled'
  if (command === 'fail') return isOpen(task) && task.waits?.job !== undefined
  return canTask(command, { flow: run.flow, process: run.process, task }, null).allowed
}

function deed(run: Driven, task: TaskState, { command, to }: { command: Command; to: number }): Promise<void> {
  if (command === 'work') return work(run, task)
  if (command !== 'fail') return give(run, task, { name: command, to })
  const { delivery } = task.waits!.job!
  return run.give({ type: 'jobFailed', task: task.id, delivery, error: { code: 'FAILED', message: 'broken' }, ...told })
}

/** A refusal is an answer too; anything else is a defect. */
async function orRefused(deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed()
  } catch (failure) {
    if (!isHandoverError(failure)) throw failure
  }
}

function give(run: Driven, task: TaskState, { name, to }: { name: string; to: number }): Promise<void> {
  const targets = Object.values(run.flow.graph).filter(({ host, kind }) => host === undefined && kind.role !== 'start')
  const edges = run.flow.graph[task.node]!.edges
  const target = {
    skip: edges[to % Math.max(1, edges.length)]?.to ?? null,
    add: null,
    move: targets[to % targets.length]!.name,
    assign: { id: 'anna', name: 'Anna' },
    reassign: { id: 'ben', name: 'Ben' },
  }[name]
  const more = { input: {}, item: `new${to}`, at: `${to % 60} min`, to: target ?? null }
  return run.give({ type: name, task: task.id, ...more, ...told } as never)
}

/** What it waits for comes. */
async function work(run: Driven, task: TaskState): Promise<void> {
  const about = { task: task.id, ...told }
  run.wait(61)
  if (task.kind === 'timer' || task.host !== null)
    return run.give({ type: 'trigger', cause: 'timer', input: undefined, ...about }, { isBackground: true })
  const delivery = task.waits?.job?.delivery
  if (delivery !== undefined) return run.give({ type: 'jobDone', delivery, result: {}, ...about })
  return run.give({ type: 'complete', input: {}, ...about })
}

/** Until it has ended, or says what it waits for. */
async function workOff(run: Driven): Promise<void> {
  for (let round = 0; round < 400; round++) {
    if (run.process.status !== 'running') return
    const before = run.events.length
    for (const { id } of run.snapshot.tasks.filter((each) => isOpen(each) && each.host === null)) {
      const task = run.snapshot.tasks.find((each) => each.id === id)!
      if (!isOpen(task)) continue
      const isLost = task.status === 'canceled' || task.status === 'error'
      await orRefused(() => (isLost ? give(run, task, { name: 'revive', to: 0 }) : work(run, task)))
      expect(oddities(run)).toEqual([])
    }
    if (run.events.length > before) continue
    expect(run.process.attention).not.toBeNull()
    return
  }
  throw new Error('It does not come to an end.')
}
