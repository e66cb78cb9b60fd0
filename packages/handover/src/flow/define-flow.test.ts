import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from './define-flow.ts'

const leaveRequest = flow('leave-request', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).permission().next('askBoss'),
    askBoss: n.view({ fields: [] }).permission('boss').next('allDone'),
    allDone: n.end().title('Finished'),
  }),
})

test('what is not said has a sensible value', () => {
  const { title, description, version, summary } = frozen(leaveRequest)
  expect({ title, description, version, summary }).toEqual({
    title: 'Leave request',
    description: '',
    version: 1,
    summary: null,
  })
})

test('nodes know their names, titles and permissions, in the order as written', () => {
  const nodes = Object.values(frozen(leaveRequest).graph)
  expect(nodes.map(({ name, title, permission }) => [name, title, permission])).toEqual([
    ['start', 'Start', 'leave-request.start'],
    ['askBoss', 'Ask boss', 'boss'],
    ['allDone', 'Finished', null],
  ])
})

test('a definition cannot be changed afterwards', () => {
  const { graph } = frozen(leaveRequest)
  expect(() => Object.assign(leaveRequest, { version: 2 })).toThrow(TypeError)
  expect(() => Object.assign(graph, { more: graph['start'] })).toThrow(TypeError)
  expect(() => Object.assign(graph['start']!, { title: 'x' })).toThrow(TypeError)
})

test.each([undefined, null, {}, 'leave-request', { name: 'leave', nodes: {} }])(
  '%j is not taken for a flow',
  (value) => {
    expect(() => frozen(value as never)).toThrow('FLOW_NOT_DEFINED')
  },
)
