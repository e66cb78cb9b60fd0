import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HandoverError } from '../errors.ts'
import { flow } from '../index.ts'
import { problemsOf, problemsOfSketch } from '../../test/sketch-flow.ts'
import { end } from '../nodes/end.ts'

/** Defines a flow that the compiler would refuse: JavaScript has no compiler. */
const define = (nodes: (n: any) => object, more: object = {}, name = 'leave') =>
  flow(name, { data: z.object({ message: z.string(), note: z.string().optional() }), nodes, ...more } as never)
const start = (n: any) => n.start({ fields: ['message'] })

describe('all problems come at once', () => {
  const manyMistakes = () =>
    define(
      (n) => ({
        start: n.start({ fields: ['mesage'] }).next('check'),
        check: n.if(() => true).yes('aprove'),
        approve: n.view({ fields: ['nope'] }).due('soon'),
        ready: n.join().next('done'),
        done: n.end(),
      }),
      { version: 0, data: z.object({ message: z.string(), on: z.date().optional() }) },
      'Leave',
    )

  test('in one error that lists each of them', () => {
    const codes = problemsOf(manyMistakes).map(({ code, node }) => `${code} ${node}`)
    expect(codes).toEqual([
      'FLOW_BAD_NAME null',
      'FLOW_BAD_VERSION null',
      'FLOW_DATA_NOT_STORABLE null',
      'FLOW_UNKNOWN_NODE check',
      'FLOW_UNREACHABLE_NODE ready',
      'FLOW_UNREACHABLE_NODE done',
      'FLOW_UNKNOWN_FIELD start',
      'FLOW_START_INCOMPLETE start',
      'FLOW_IF_INCOMPLETE check',
      'FLOW_UNKNOWN_FIELD approve',
      'FLOW_BAD_DURATION approve',
      'FLOW_DEAD_END approve',
    ])
  })

  test('with their number and one line for each in the message', () => {
    const failure = catchError(manyMistakes)
    expect(failure.code).toBe('FLOW_INVALID')
    expect(failure.message).toContain("Flow 'Leave' has 12 problems:\n  - FLOW_BAD_NAME: ")
    expect(failure.message.split('\n  - ')).toHaveLength(13)
  })

  test('also when data is no zod object', () => {
    const codes = problemsOf(() => define((n) => ({ start: start(n).next('done') }), { data: undefined }))
    expect(codes.map(({ code }) => code)).toEqual(['FLOW_DATA_NOT_OBJECT', 'FLOW_UNKNOWN_NODE'])
  })

  test('for all values that are no nodes', () => {
    const problems = problemsOf(() => define((n) => ({ start: start(n).next('a'), a: null, b: undefined, c: end })))
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual([
      'FLOW_NOT_A_NODE a',
      'FLOW_NOT_A_NODE b',
      'FLOW_NOT_A_NODE c',
    ])
  })
})

test.each(['toString', 'constructor', 'valueOf', 'hasOwnProperty'])('%s is an unknown node like any other', (name) => {
  expect(problemsOfSketch(`start -> ${name}`).map(({ code }) => code)).toEqual(['FLOW_UNKNOWN_NODE'])
})

test.each(['constructor', 'toString', 'then'])('a node may be called %s', (name) => {
  expect(problemsOfSketch(`start -> ${name}\n ${name} -> done\n done`)).toEqual([])
})

test.each(['startTimer(every 15 min)', 'startMessage(order)', 'startSignal(opened)'])(
  'a flow may begin with %s alone',
  (kind) => {
    expect(problemsOfSketch(`begin: ${kind} -> done\n done`)).toEqual([])
  },
)

test('no edge leads to a start that a timer gives', () => {
  const problems = problemsOfSketch(`begin: startTimer(every 15 min) -> work\n work: if -> begin done\n done`)
  expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_START_HAS_ENTRY work'])
})

describe('a boundary', () => {
  test('makes what it leads to reached, and an end of what it leads to', () => {
    expect(problemsOfSketch('start -> a\n a -> b\n b -> a\n b ~3 days> late\n late -> done\n done')).toEqual([])
  })

  test('that leads nowhere is told at its host', () => {
    const problems = problemsOfSketch('start -> a\n a -> done\n a ~3 days> lat\n done')
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_UNKNOWN_NODE a'])
  })

  test('of a host that is never reached is no second problem', () => {
    const problems = problemsOfSketch('start -> done\n lost -> done\n lost ~3 days> done\n done')
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_UNREACHABLE_NODE lost'])
  })

  test('is not led to by its name', () => {
    const problems = problemsOfSketch('start -> a\n a -> a__timeout\n a ~3 days> done\n done')
    expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_UNKNOWN_NODE a'])
  })
})

test('__ is ours: no author names a node with it', () => {
  const problems = problemsOfSketch('start -> a__timeout\n a__timeout -> done\n done')
  expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(['FLOW_NODE_BAD_NAME a__timeout'])
})

test('two endless loops are two problems', () => {
  const problems = problemsOfSketch(`start: start -> pick\n pick: if -> a c\n a -> b\n b -> a\n c -> c`)
  expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual([
    'FLOW_PATH_NEVER_ENDS a',
    'FLOW_PATH_NEVER_ENDS c',
  ])
})

test.each(['leave', 'leave-request', 'leaveRequest', 'leave-request-2', 'a'])('a flow may be called %s', (name) => {
  expect(problemsOf(() => define((n) => ({ start: start(n).next('done'), done: n.end() }), {}, name))).toEqual([])
})

test.each(['', '2nd', 'leave_request', 'leave-', 'leave--request', '-leave', 'Leave', 'leave.request', 'ürlaub'])(
  'a flow may not be called %j',
  (name) => {
    const problems = problemsOf(() => define((n) => ({ start: start(n).next('done'), done: n.end() }), {}, name))
    expect(problems.map(({ code }) => code)).toEqual(['FLOW_BAD_NAME'])
  },
)

function catchError(call: () => unknown): HandoverError {
  try {
    call()
  } catch (failure) {
    if (failure instanceof HandoverError) return failure
  }
  throw new Error('It was not refused.')
}
