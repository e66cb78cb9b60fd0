import { expect, test } from 'vitest'
import { kinds } from '../nodes/index.ts'
import type { NodeBuilder } from './node-builder.ts'

test('each modifier answers with a new builder, so a node can be used twice', () => {
  const ask = kinds.view({ fields: [] }).title('Ask')
  const [one, other] = [ask.next('yes'), ask.next('no')]
  expect([ask, one, other].map(({ definition }) => definition.edges.map(({ to }) => to))).toEqual([[], ['yes'], ['no']])
  expect(one.definition.title).toBe('Ask')
})

test('the last word counts, except for edges, which add up', () => {
  const { definition } = kinds.view({ fields: [] }).title('One').title('Two').next('a').next('b')
  expect(definition.title).toBe('Two')
  expect(definition.edges).toEqual([{ to: 'a' }, { to: 'b' }])
})

test('ways carry their labels, conditions and options', () => {
  const holds = () => true
  const edges = (node: NodeBuilder) => node.definition.edges
  expect(edges(kinds.if(holds).yes('a').no('b', { siblings: 'cancel' }))).toEqual([
    { to: 'a', label: 'yes' },
    { to: 'b', label: 'no', siblings: 'cancel' },
  ])
  expect(edges(kinds.switch().when(holds, 'a').otherwise('b'))).toEqual([
    { to: 'a', when: holds },
    { to: 'b', label: 'otherwise' },
  ])
  expect(edges(kinds.split().next('a', { when: holds }))).toEqual([{ to: 'a', when: holds }])
})

test('boundaries add up, in the order as written', () => {
  const { definition } = kinds
    .job(() => {})
    .onTimeout('1 h', 'a')
    .onError('b')
  expect(definition.boundaries!.map(({ suffix, to }) => [suffix, to])).toEqual([
    ['timeout', 'a'],
    ['error', 'b'],
  ])
})

test('what is said about its doing and undoing is kept', () => {
  const call = () => {}
  const who = () => true
  const node = kinds.manual().onUndo(call).compensateWith(call).mutex('crane').while(['a']).available(who)
  expect(node.definition).toMatchObject({
    onUndo: call,
    compensateWith: call,
    mutex: 'crane',
    milestone: ['a'],
    available: who,
  })
})

test('no node has a then: it would be taken for a promise', () => {
  expect('then' in kinds.end()).toBe(false)
})
