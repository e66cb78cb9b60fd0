import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow, part } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'
import { frozen } from './define-flow.ts'
import { kinds, type Kinds } from '../nodes/index.ts'
import type { NodeBuilder } from './node-builder.ts'

const data = z.object({})
const signing = <const Next extends string>(n: Pick<Kinds<any>, 'view' | 'function'>, next: Next) => ({
  print: n.function(() => {}).next('sign'),
  sign: n.view({ fields: [] }).title('Sign').next(next),
})
const contract = flow('contract', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('frontPrint'),
    ...part('front', signing(n, 'backPrint')),
    ...part('back', signing(n, 'done')),
    done: n.end(),
  }),
})

test('a part is used twice in one flow, under two prefixes', () => {
  expect(Object.keys(contract.nodes)).toEqual(['start', 'frontPrint', 'frontSign', 'backPrint', 'backSign', 'done'])
})

test('targets inside a part follow the prefix, targets outside stay', () => {
  const { graph } = frozen(contract)
  expect(graph['frontPrint']!.edges.map((edge) => edge.to)).toEqual(['frontSign'])
  expect(graph['frontSign']!.edges.map((edge) => edge.to)).toEqual(['backPrint'])
})

test('what a part says about its nodes is kept', () => {
  expect(frozen(contract).graph['backSign']!.title).toBe('Sign')
})

test('a process goes through both uses of a part', async () => {
  const run = await begin(contract)
  await run.complete('frontSign')
  await run.complete('backSign')
  expect(run.path()).toBe('start frontPrint frontSign backPrint backSign done')
})

test('nodes that a part names follow the prefix like those that it leads to', () => {
  const n = kinds
  const renamed = part('my', {
    fork: n.split().next('a').next('b'),
    a: n.withdraw(['b', 'other']).next('ready'),
    b: n.subprocess('self', { start: 'begin', input: () => ({}) }).next('ready'),
    c: n.subprocess({ name: 'child', nodes: {} }, { start: 'a', input: () => ({}) }).next('ready'),
    begin: n.start({ fields: [] }).next('fork'),
    ready: n.join({ of: ['fork', 'outer'] }).next('alone'),
    alone: n.join({ of: 'fork', after: 2 }).next('plain'),
    plain: n.join().next('out'),
  } as never) as unknown as Record<string, NodeBuilder>
  const options = (name: string) => renamed[name]!.definition.options
  expect(options('myA')).toEqual({ nodes: ['myB', 'other'] })
  expect(options('myB')).toMatchObject({ start: 'myBegin' })
  expect(options('myC')).toMatchObject({ start: 'a' })
  expect(options('myReady')).toEqual({ of: ['myFork', 'outer'] })
  expect(options('myAlone')).toEqual({ of: 'myFork', after: 2 })
  expect(options('myPlain')).toEqual({})
})
