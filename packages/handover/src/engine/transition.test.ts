import { expect, test } from 'vitest'
import { actor, begin, Driven, unstarted } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'
import { isOpen } from './snapshot.ts'
import { transition } from './transition.ts'

const context = () => {
  let ids = 0
  return { now: '2030-01-01T09:00:00.000Z', newId: () => `id${++ids}` }
}
let ids = 100
const nextId = () => `next${++ids}`
const system = { by: null, note: null }

const parallel = sketchFlow(`
  start -> fork
  fork: split -> a b c
  a -> ready
  b -> ready
  c -> ready
  ready: join -> done
  done`)

test('a question may be answered again, in another way: the second answer knows nothing of the first', () => {
  const flow = sketchFlow(`
    start -> check
    check: if -> one two
    one -> done
    two -> done
    done`)
  const start = { type: 'start', node: 'start', input: {}, ...system } as const
  const asked = transition(flow, unstarted(flow), start, context())
  const { snapshot } = transition(flow, asked.snapshot, { type: 'answer', answer: {} }, context())
  const answered = (answer: boolean) => {
    const { events, snapshot: after } = transition(flow, snapshot, { type: 'answer', answer }, context())
    return { open: after.tasks.filter(isOpen).map(({ node }) => node), numbers: events.map(({ number }) => number) }
  }
  const [yes, no, yesAgain] = [answered(true), answered(false), answered(true)]
  expect([yes.open, no.open]).toEqual([['one'], ['two']])
  expect(no.numbers).toEqual(yes.numbers)
  expect(yesAgain).toEqual(yes)
})

test('a transition changes nothing of what it was given, at rest or under way', () => {
  const flow = sketchFlow(`
    start -> fork
    fork: split -> a b c
    a: auto -> ready
    b: auto -> check
    check: if -> fork* ready
    c -> ready
    ready: join -> done
    done`)
  const answers = [{}, null, null, true, null, null, false]
  let step = transition(
    flow,
    deepFreeze(unstarted(flow)),
    { type: 'start', node: 'start', input: {}, ...system },
    context(),
  )
  for (const answer of answers) {
    deepFreeze(step.snapshot)
    step = transition(flow, step.snapshot, { type: 'answer', answer }, { ...context(), newId: nextId })
  }
  expect(step.effects).toEqual([])
  expect(step.snapshot.tasks.filter(isOpen).map(({ node }) => node)).toEqual(['c', 'ready'])
})

test('the same command on the same snapshot gives the same answer', () => {
  const start = () =>
    transition(parallel, unstarted(parallel), { type: 'start', node: 'start', input: {}, ...system }, context())
  const { effects, ...once } = start()
  const { effects: again, ...twice } = start()
  expect(JSON.stringify(once)).toBe(JSON.stringify(twice))
  expect(effects.map(({ type, task }) => [type, task])).toEqual(again.map(({ type, task }) => [type, task]))
})

test('a question comes out as an effect, and nothing goes on before its answer', () => {
  const flow = sketchFlow(`start -> work\n work: auto -> done\n done`)
  const asked = transition(flow, unstarted(flow), { type: 'start', node: 'start', input: {}, ...system }, context())
  expect(asked.effects).toMatchObject([{ type: 'ask', question: { about: 'input' } }])
  expect(asked.snapshot.tasks.map(({ node, status }) => `${node} ${status}`)).toEqual(['start new'])
})

test('a snapshot at rest has nothing under way', async () => {
  const run = await begin(parallel)
  expect(run.snapshot.turning).toBeUndefined()
})

test('the first data is whole when the start is done', async () => {
  const run = await begin(sketchFlow(`start -> a\n a -> done\n done`))
  expect(run.data).toEqual({})
  expect(run.process).toMatchObject({ status: 'running', outcome: null, finishedAt: null })
})

test('successors are created in the order of the edges', async () => {
  const run = await begin(parallel)
  expect(run.path()).toBe('start fork a b c')
})

test('work is done in the order of creation, breadth first', async () => {
  const run = await begin(
    sketchFlow(`
      start -> fork
      fork: split -> a b
      a: auto -> a2
      a2: auto -> ready
      b: auto -> b2
      b2: auto -> ready
      ready: join -> done
      done`),
  )
  expect(run.path()).toBe('start fork a b a2 b2 ready done')
})

test('a join goes on only when nothing else can move', async () => {
  const run = await begin(
    sketchFlow(`
      start -> fork
      fork: split -> ready one
      one: auto -> two
      two: auto -> elsewhere
      elsewhere
      ready: join -> after
      after: auto -> done
      done`),
  )
  expect(run.told().indexOf('task.done ready')).toBeGreaterThan(run.told().indexOf('task.done elsewhere'))
})

test('a process that reaches an end is done, with the name of the last end as its outcome', async () => {
  const run = await begin(sketchFlow(`start -> fork\n fork: split -> a b\n a -> first\n b -> last\n first\n last`))
  await run.complete('a')
  expect(run.process).toMatchObject({ status: 'running', finishedAt: null })
  await run.complete('b')
  expect(run.process).toMatchObject({ status: 'done', outcome: 'last', finishedAt: '2030-01-01T09:03:00.000Z' })
  expect(run.told().filter((told) => told.startsWith('process.'))).toEqual(['process.started', 'process.done'])
})

test('a command that does not end the process leaves it running', async () => {
  const run = await begin(parallel)
  await run.complete('a')
  expect(run.standing()).toBe('b c ready')
  expect(run.process.scopes).toHaveLength(1)
})

test('a refused command changes nothing', async () => {
  const run = await begin(parallel)
  const before = run.snapshot
  await expect(run.complete('a', { message: 'not asked for' }, { by: actor('Ben') })).rejects.toThrow(
    'TASK_NOT_ASSIGNED',
  )
  expect(run.snapshot).toBe(before)
})

test('a loop that never waits is refused with its nodes, and changes nothing', async () => {
  const flow = sketchFlow(`
    start -> wait
    wait -> one
    one: auto -> again
    again: if -> one done
    done`)
  const run = await begin(flow)
  const before = run.snapshot
  await expect(run.complete('wait')).rejects.toMatchObject({
    code: 'FLOW_RUNAWAY',
    message: expect.stringMatching(
      /#7 of flow 'sketch' took 10000 turns .* around (one → again → one|again → one → again)/,
    ),
  })
  expect(run.snapshot).toBe(before)
}, 60_000)

test('a loop around a join is refused likewise', async () => {
  const flow = sketchFlow(`
    start -> fork
    fork: split -> ready ready
    ready: join -> again
    again: if -> fork done
    done`)
  await expect(begin(flow)).rejects.toThrow(/FLOW_RUNAWAY.*(fork|ready|again) → /)
}, 60_000)

test('a flow without a waiting node ends in its first command', async () => {
  const run = await begin(sketchFlow(`start -> work\n work: auto -> done\n done`))
  expect(run.process.status).toBe('done')
  expect(run.standing()).toBe('')
})

test('a thousand tasks in one command stay far below the limit', async () => {
  const times = Array.from({ length: 1000 }, (_, i) => i < 999)
  const run = await begin(sketchFlow(`start -> again\n again: if -> again done\n done`, { again: times }))
  expect(run.visits()['again']).toBe(1000)
})

test('a driven process knows its newest task', () => {
  expect(() => new Driven(parallel).at('a')).toThrow("No task at 'a'")
})

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}
