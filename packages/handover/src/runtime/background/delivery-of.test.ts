import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { SendEffect } from '../../engine/effect.ts'
import { frozen } from '../../flow/define-flow.ts'
import { flow as handoverFlow } from '../../index.ts'
import { processSample } from '../../testing/store-contract/samples.ts'
import { deliveryOf } from './delivery-of.ts'

const flow = frozen(
  handoverFlow('plain', {
    data: z.object({}),
    nodes: (n) => ({ start: n.start({ fields: [] }).next('done'), done: n.end() }),
  }),
)
const now = '2026-01-05T09:00:00.000Z'
const from = processSample(1, { parentTask: '00000000-0000-7000-8000-000000000009' })
const rowOf = (sending: SendEffect['sending'], process = from, dueAt: string | null = null) =>
  deliveryOf({ type: 'send', id: 'd1', task: 't1', sending, dueAt }, { flow, after: { process, tasks: [] } }, now)
const message = (key: string) => ({ type: 'message', name: 'paid', key, payload: 1, ttl: '1 h' }) as const

describe('what a process sends', () => {
  test('is held back with a suspended receiver when it is a job, not when it is a cancellation', () => {
    expect(rowOf({ type: 'job', task: 't1' })).toMatchObject({ kind: 'job', process: from.id, dueAt: now })
    expect(rowOf({ type: 'cancelProcess', process: 'p2' })).toMatchObject({ process: null })
  })

  test('is due when it says so', () => {
    const later = '2026-01-05T10:00:00.000Z'
    expect(rowOf({ type: 'job', task: 't1' }, from, later)).toMatchObject({ createdAt: now, dueAt: later })
  })

  test('to its caller keeps its order: an escalation does not come after the end', () => {
    const child = { id: from.id, number: 1, status: 'done', outcome: 'end', code: null, data: {}, item: null } as const
    const [escalation, end] = [
      rowOf({ type: 'escalation', code: 'LATE' }),
      rowOf({ type: 'childEnded', task: from.parentTask!, child }),
    ]
    expect(escalation!.lane).not.toBeNull()
    expect(escalation!.lane).toBe(end!.lane)
    expect(escalation!.payload).toMatchObject({ task: from.parentTask, code: 'LATE' })
  })

  test('goes nowhere when it is an escalation that nobody called for', () => {
    expect(rowOf({ type: 'escalation', code: 'LATE' }, processSample(2))).toBeUndefined()
  })

  test('by one name and key keeps its order, and waits for no other', () => {
    expect(rowOf(message('a'))!.lane).toBe(rowOf(message('a'), processSample(2))!.lane)
    expect(rowOf(message('a'))!.lane).not.toBe(rowOf(message('b'))!.lane)
    expect(rowOf(message('a'))!.lane).not.toBe(rowOf(message('a'), processSample(2, { tenant: 'acme' }))!.lane)
  })
})
