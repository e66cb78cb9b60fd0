import { describe, expect, test } from 'vitest'
import { sketchGraph } from '../../../test/sketch-flow.ts'
import { kind as ownKind, use } from '../../nodes/use.ts'
import { ask, go } from '../move.ts'
import type { FlowNode } from '../node.ts'
import { behaviorOf } from './behavior.ts'

const of = (line: string) => behaviorOf(sketchGraph(`${line}\nb`).nodes['a']!)
const own = (definition: object): FlowNode => {
  const { definition: said } = use(ownKind({ kind: 'acme.step', ...definition } as never), {})
  return { ...said, edges: [{ to: 'b' }], name: 'a', title: 'A', permission: null, boundaries: [] }
}

test.each(['view', 'manual', 'handle', 'job', 'timer(1 day)', 'catchMessage(paid)', 'catchSignal(opened)'])(
  '%s waits',
  (kind) => {
    expect(of(`a: ${kind} -> b`)).toMatchObject({ mayWait: true, goes: [] })
  },
)

test.each(['auto', 'split', 'join', 'escalate(LATE)', 'withdraw(b)', 'compensate', 'startMessage(order)'])(
  '%s goes on at once',
  (kind) => {
    expect(of(`a: ${kind} -> b`)).toMatchObject({ mayWait: false, goes: [0] })
  },
)

test('an if goes over either edge', () => {
  expect(of('a: if -> b b')).toMatchObject({ mayWait: false, goes: [0, 1] })
})

test('a condition may hold at once or later', () => {
  expect(of('a: catchCondition -> b')).toMatchObject({ mayWait: true, goes: [0] })
})

test('an end ends its path, terminate and fail end everything', () => {
  expect(of('a: end')).toMatchObject({ ends: 'path' })
  expect(of('a: terminate')).toMatchObject({ ends: 'all' })
  expect(of('a: fail(BROKEN)')).toMatchObject({ ends: 'all' })
})

test('withdraw says what it withdraws', () => {
  expect(of('a: withdraw(b) -> b').withdraws).toEqual(['b'])
})

test('what goes on at once waits where a mutex is taken, or for its milestone', () => {
  expect(of('a: auto mutex(crane) -> b')).toMatchObject({ mayWait: true, goes: [0] })
  expect(of('a: auto while(b) -> b')).toMatchObject({ mayWait: true, goes: [0] })
})

describe('a kind of one’s own', () => {
  const condition = { about: 'condition', call: () => true, writes: false }

  test('that says at once what it does is taken at its word', () => {
    expect(behaviorOf(own({ enter: () => go() }))).toMatchObject({ mayWait: false, goes: [0] })
  })

  test('that asks first may do anything', () => {
    expect(behaviorOf(own({ enter: () => ask(condition, () => go()) }))).toMatchObject({ mayWait: true, goes: [0] })
  })

  test('that cannot be asked without a process may do anything', () => {
    const enter = (_: unknown, task: { state: { round: number } }) => go(task.state.round)
    expect(behaviorOf(own({ enter }))).toMatchObject({ mayWait: true, goes: [0] })
  })
})

test('a person at work is waited for, whatever is asked first', () => {
  const offered = { ...sketchGraph('a -> b\nb').nodes['a']!, offer: () => ({ users: ['anna'] }) }
  expect(behaviorOf(offered)).toMatchObject({ mayWait: true, goes: [] })
})
