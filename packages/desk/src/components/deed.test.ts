import { describe, expect, test } from 'vitest'
import { anyEvent as event } from './any-event.ts'
import { deed, historyLines, inOneSentence, isBad } from './deed.ts'

const anna = { id: 'anna', name: 'Anna Weber' }
const ben = { id: 'ben', name: 'Ben Adler' }
const down = { code: 'FUNCTION_FAILED', message: 'No server.' }

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
    [event({ type: 'task.canceled', reason: 'by hand' }), 'canceled Approve the message'],
    [event({ type: 'task.canceled', reason: 'undone' }), 'withdrew Approve the message'],
    [event({ type: 'process.suspended' }), 'suspended the process'],
    [event({ type: 'process.failed', reason: 'tooLate' }), 'failed the process: tooLate'],
    [event({ type: 'process.attention', to: 'attention', reason: 'It waits.' }), 'stopped: It waits.'],
    [event({ type: 'process.attention', to: null }), 'needs no attention any more'],
    [
      event({ type: 'task.sentBack', target: 'Write', assignee: ben }),
      'sent Approve the message back to Write, Ben Adler',
    ],
    [event({ type: 'task.sentBack', target: 'Write' }), 'sent Approve the message back to Write'],
    [event({ type: 'task.moved', target: 'Write' }), 'moved Approve the message to Write'],
    [
      event({
        type: 'task.rescheduled',
        formerUntil: new Date(2026, 10, 20, 13, 5).toISOString(),
        until: new Date(2026, 10, 23, 9).toISOString(),
      }),
      'changed the time of Approve the message from Fri 20 Nov 2026, 13:05 to Mon 23 Nov 2026, 09:00',
    ],
    [
      event({ type: 'task.rescheduled', until: new Date(2026, 10, 23, 9).toISOString() }),
      'gave Approve the message the time Mon 23 Nov 2026, 09:00',
    ],
    [event({ type: 'task.skipped', target: 'Sent' }), 'skipped Approve the message'],
    [event({ type: 'task.undone' }), 'undid Approve the message'],
    [event({ type: 'task.revived' }), 'opened Approve the message again'],
    [event({ type: 'task.retried' }), 'tried Approve the message again'],
    [event({ type: 'task.failed', to: 'error', error: down }), 'stopped at Approve the message: No server.'],
    [
      event({ type: 'task.failed', to: 'scheduled', attempt: 2, error: down }),
      'failed at Approve the message, attempt 2: No server.',
    ],
    [event({ type: 'task.started', attempt: 1 }), 'began Approve the message'],
    [event({ type: 'task.started', attempt: 3 }), 'began Approve the message, attempt 3'],
    [event({ type: 'task.compensated' }), 'compensated Approve the message'],
    [event({ type: 'task.added' }), 'added to Approve the message'],
    [event({ type: 'task.absorbed', target: 'Both' }), 'came from Approve the message to Both that had gone on'],
    [event({ type: 'message.sent', name: 'paid' }), 'sent the message paid'],
    [event({ type: 'signal.sent', name: 'strike' }), 'sent the signal strike'],
    [event({ type: 'escalation.sent', name: 'late' }), 'escalated: late'],
    [event({ type: 'child.started', child: { id: 'x', number: 7, status: null } }), 'called process #7'],
    [event({ type: 'child.ended', child: { id: 'x', number: 7, status: 'done' } }), 'heard that process #7 is done'],
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
  const over = event({ type: 'process.attention', to: null })
  expect([event({ type: 'process.attention', to: 'attention' }), over, event({})].map(isBad)).toEqual([
    true,
    false,
    false,
  ])
})

test('what waits on the border of a task is told only when it comes about', () => {
  const beside = { actor: null, node: 'approve__timeout', title: 'Too late', task: 'b' }
  const lines = historyLines([
    event({ number: 1, ...beside, type: 'task.created', task: 'c' }),
    event({ number: 2, ...beside, type: 'task.canceled', task: 'c' }),
    event({ number: 3, ...beside, at: '2026-11-20T14:00:00.000Z' }),
  ])
  expect(lines.map((line) => line.deeds)).toEqual([['passed Too late']])
})

test('a failure is told once, with its reason', () => {
  const lines = historyLines([
    event({ number: 1, actor: null, type: 'task.failed', to: 'error', error: down }),
    event({ number: 2, actor: null, type: 'process.attention', to: 'attention', reason: 'It failed.', title: null }),
  ])
  expect(lines.map((line) => line.deeds)).toEqual([['stopped at Approve the message: No server.']])
})

test('that it goes on again is told by what let it', () => {
  const lines = historyLines([
    event({ number: 1, type: 'task.skipped' }),
    event({ number: 2, actor: null, type: 'process.attention', to: null, title: null }),
  ])
  expect(lines.map((line) => line.deeds)).toEqual([['skipped Approve the message']])
})

test('a job that begins at once is told once', () => {
  const job = { actor: null, task: 'a', title: 'Send' }
  const lines = historyLines([
    event({ number: 1, ...job, type: 'task.created' }),
    event({ number: 2, ...job, type: 'task.scheduled' }),
    event({ number: 3, ...job, type: 'task.started', attempt: 1 }),
  ])
  expect(lines.map((line) => line.deeds)).toEqual([['began Send']])
})
