import type { Picture } from 'handover/client'
import { expect, test } from 'vitest'
import { nextSteps } from './next-steps.ts'

const picture = (nodes: Record<string, [shape: string, title: string]>, edges: [string, string, string?][]) =>
  ({
    nodes: Object.entries(nodes).map(([node, [shape, title]]) => ({ node, shape, title })),
    edges: edges.map(([from, to, label = null]) => ({ from, to, label })),
  }) as unknown as Picture

test('a question between is passed, and its answers say when', () => {
  const flow = picture(
    {
      a: ['human', 'Approve'],
      q: ['choice', 'Approved?'],
      b: ['auto', 'Book'],
      c: ['human', 'Change'],
      e: ['end', ''],
    },
    [
      ['a', 'q'],
      ['q', 'b', 'yes'],
      ['q', 'c', 'no'],
      ['b', 'e'],
    ],
  )
  expect(nextSteps(flow, 'a')).toEqual([
    { node: 'b', when: 'Approved? yes', text: 'Book, by itself' },
    { node: 'c', when: 'Approved? no', text: 'Change' },
  ])
  expect(nextSteps(flow, 'b')).toEqual([{ node: 'e', when: '', text: 'Ends' }])
})

test('branches come side by side, and a join waits for the others', () => {
  const flow = picture(
    {
      s: ['start', 'Register'],
      f: ['split', ''],
      a: ['human', 'Pack'],
      b: ['human', 'Insure'],
      j: ['join', ''],
      e: ['end', 'Sent'],
    },
    [
      ['s', 'f'],
      ['f', 'a'],
      ['f', 'b'],
      ['a', 'j'],
      ['b', 'j'],
      ['j', 'e'],
    ],
  )
  expect(nextSteps(flow, 's').map(({ when, text }) => [when, text])).toEqual([
    ['Then, side by side', 'Pack'],
    ['Then, side by side', 'Insure'],
  ])
  expect(nextSteps(flow, 'a')).toEqual([{ node: 'e', when: 'When the others are done', text: 'Ends: Sent' }])
})

test('a loop of gateways has an end', () => {
  const flow = picture({ a: ['human', 'A'], q: ['choice', ''], r: ['choice', ''] }, [
    ['a', 'q'],
    ['q', 'r'],
    ['r', 'q'],
  ])
  expect(nextSteps(flow, 'a')).toEqual([])
})
