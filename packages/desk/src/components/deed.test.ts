import type { HistoryEvent } from 'handover/client'
import { describe, expect, test } from 'vitest'
import { deed, historyLines, inOneSentence, isBad } from './deed.ts'

const anna = { id: 'anna', name: 'Anna Weber' }
const event = (given: Partial<HistoryEvent>): HistoryEvent => ({
  number: 1,
  type: 'task.done',
  task: null,
  node: 'approve',
  title: 'Approve the message',
  actor: anna,
  at: '2026-11-20T13:00:00.000Z',
  from: null,
  to: null,
  note: null,
  changes: [],
  ...given,
})

describe('a deed is the rest of a sentence that begins with a name', () => {
  test.each([
    [event({ type: 'process.started', title: null, node: null }), 'started the process'],
    [event({ type: 'process.done', title: 'Sent' }), 'ended the process: Sent'],
    [event({ type: 'task.created', actor: null }), 'opened Approve the message'],
    [event({ type: 'task.assigned' }), 'took Approve the message'],
    [event({ type: 'task.unassigned' }), 'gave back Approve the message'],
    [event({}), 'completed Approve the message'],
    [event({ actor: null, title: 'Send the message' }), 'passed Send the message'],
    [event({ actor: null, title: 'Approved?', told: true }), 'decided Approved? yes'],
    [event({ actor: null, title: 'Carrier', told: 'own' }), 'decided Carrier: own'],
    [event({ type: 'task.snoozed' }), 'task snoozed Approve the message'],
  ])('%#', (happened, sentence) => {
    expect(deed(happened)).toBe(sentence)
  })
})

test('history is told newest first, and what followed by itself in one second is one line', () => {
  const system = { actor: null, at: '2026-11-20T13:00:00.100Z' }
  const lines = historyLines([
    event({ number: 1, type: 'process.started' }),
    event({ number: 2, ...system, title: 'Check' }),
    event({ number: 3, ...system, type: 'task.created', title: 'Send' }),
    event({ number: 4, actor: null, at: '2026-11-20T14:00:00.000Z', title: 'Send' }),
  ])
  expect(lines.map((line) => inOneSentence(line.deeds))).toEqual([
    'passed Send',
    'passed Check and opened Send',
    'started the process',
  ])
})

test('a line of its own remains for each event that changed the data or says why', () => {
  const changes = [{ key: 'sentAt', label: 'Sent at', before: null, after: 'x' }]
  const lines = historyLines([event({ number: 1, actor: null, changes }), event({ number: 2, actor: null })])
  expect(lines).toHaveLength(2)
})

test('what needs attention is told apart', () => {
  expect([event({ type: 'process.attention' }), event({})].map(isBad)).toEqual([true, false])
})
