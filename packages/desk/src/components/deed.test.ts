import type { HistoryEvent } from 'handover/client'
import { describe, expect, test } from 'vitest'
import { deed, historyLines, inOneSentence, isBad } from './deed.ts'

const anna = { id: 'anna', name: 'Anna Weber' }
const ben = { id: 'ben', name: 'Ben Adler' }
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
  assignee: null,
  changes: [],
  ...given,
})

describe('a deed is the rest of a sentence that begins with a name', () => {
  test.each([
    [event({ type: 'process.started', title: null, node: null }), 'started the process'],
    [event({ type: 'process.done', title: 'Sent' }), 'ended the process: Sent'],
    [event({ type: 'task.created', actor: null }), 'opened Approve the message'],
    [event({ type: 'task.assigned', assignee: anna }), 'took Approve the message'],
    [event({ type: 'task.assigned', assignee: ben }), 'assigned Approve the message to Ben Adler'],
    [event({ type: 'task.assigned', actor: null, assignee: ben }), 'assigned Approve the message to Ben Adler'],
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

test('a step that opened and was passed at once is told once', () => {
  const at = '2026-11-20T13:00:00.000Z'
  const lines = historyLines([
    event({ number: 1, actor: null, at, task: 'a', type: 'task.created', title: 'Check' }),
    event({ number: 2, actor: null, at, task: 'a', title: 'Check', told: 'no' }),
    event({ number: 3, actor: null, at, task: 'b', type: 'task.created', title: 'Approve' }),
    event({ number: 4, actor: null, at, task: 'b', type: 'task.offered', title: 'Approve' }),
  ])
  expect(lines.map((line) => inOneSentence(line.deeds))).toEqual(['decided Check: no and opened Approve'])
})

test('the end is told once, by the name of where it ended', () => {
  const lines = historyLines([
    event({ number: 1, actor: null, task: 'a', node: 'sent', title: 'Sent' }),
    event({ number: 2, actor: null, type: 'process.done', node: null, title: null }),
  ])
  expect(lines.map((line) => line.deeds)).toEqual([['ended the process: Sent']])
})

test('starting and handing in the form is one deed, with what was entered', () => {
  const changes = [{ key: 'message', label: 'Message', before: null, after: 'Hello' }]
  const lines = historyLines([
    event({ number: 1, type: 'process.started' }),
    event({ number: 2, changes, title: 'Write' }),
  ])
  expect(lines).toMatchObject([{ deeds: ['started the process', 'completed Write'], changes }])
})

test('what needs attention is told apart', () => {
  expect([event({ type: 'process.attention' }), event({})].map(isBad)).toEqual([true, false])
})
