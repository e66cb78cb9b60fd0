/** What becomes of a request for leave, as the people of the company play it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestHandover, type TestHandover } from 'handover/testing'
import { leaveRequest } from '../src/leave-request.ts'
import { ben, lena, maria, priya } from '../src/samples/sample.ts'
import { createTables, tablesOf } from '../src/tables.ts'

/** A Monday to the Tuesday after it. */
const december = { firstDay: '2026-12-14', lastDay: '2026-12-21', reason: 'Family visit' }
const approve = { decision: 'approve' } as const

let company: TestHandover
beforeEach(async () => {
  company = await createTestHandover({ flows: [leaveRequest] })
  await createTables(company.store.database)
})
afterEach(() => company.close())

const ask = (by = priya, input = december) => company.as(by).start(leaveRequest, 'start', input)
const booked = () => tablesOf(company.store.database).selectFrom('leave').selectAll().execute()

describe('leave', () => {
  test('is approved by the manager of who asks, and booked', async () => {
    const leave = await ask()
    expect(leave.summary).toBe('6 days in December, Priya Raman')
    expect(leave.data.balance).toBe('30 of 30, then 24')
    expect((await leave.task('approve')).owner).toEqual({ id: 'ben', name: 'ben' })
    await company.as(ben).complete(leave, 'approve', approve)
    expect([leave.outcome, leave.data.decision]).toEqual(['booked', 'approved'])
    expect(await booked()).toEqual([
      { process: leave.id, person: 'priya', firstDay: '2026-12-14', lastDay: '2026-12-21', days: 6 },
    ])
    expect((await ask()).data.balance).toBe('24 of 30, then 18')
  })

  test('of the manager is for the manager above, who leads the company and asks anybody who may approve', async () => {
    const mine = await ask(ben)
    expect((await mine.task('approve')).owner?.id).toBe('lena')
    const above = await ask(lena)
    expect((await above.task('approve')).owner).toBeNull()
    await expect(company.as(lena).assign(above, 'approve')).rejects.toMatchObject({ code: 'TASK_EXCEPTED' })
    await expect(company.as(maria).assign(above, 'approve')).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
    await company.as(ben).complete(above, 'approve', approve)
    expect(above.outcome).toBe('booked')
  })

  test('is sent back with a reason, changed, and approved', async () => {
    const leave = await ask()
    const sendBack = { decision: 'sendBack' } as const
    const refusal = { code: 'INPUT_INVALID', details: { issues: [{ path: ['comment'] }] } }
    await expect(company.as(ben).complete(leave, 'approve', sendBack)).rejects.toMatchObject(refusal)
    await company.as(ben).complete(leave, 'approve', { ...sendBack, comment: 'One week is too long' })
    expect((await company.as(priya).inbox()).map(({ node }) => node)).toEqual(['change'])
    await company.as(priya).complete(leave, 'change', { firstDay: '2026-12-14', lastDay: '2026-12-14' })
    expect([leave.summary, leave.data.comment]).toEqual(['1 day on Mon 14 Dec, Priya Raman', 'One week is too long'])
    await company.as(ben).complete(leave, 'approve', approve)
    expect((await booked()).map(({ days }) => days)).toEqual([1])
  })

  test('is declined, and nothing is booked', async () => {
    const leave = await ask()
    await company.as(ben).complete(leave, 'approve', { decision: 'decline', comment: 'Nobody else is here' })
    expect(leave.outcome).toBe('declined')
    expect(await booked()).toEqual([])
  })

  test('that nobody decides about is remembered after three days, and stays with the manager', async () => {
    const leave = await ask()
    await company.clock.advance('3 days')
    await leave.refresh()
    expect(leave.data.remindedAt).toBeDefined()
    expect(await leave.waitsAt()).toEqual(['approve'])
  })

  test('that was booked by mistake is taken back with its days', async () => {
    const leave = await ask()
    await company.as(ben).complete(leave, 'approve', approve)
    await company.as(lena).give(leave, 'approve', 'undo')
    expect(await booked()).toEqual([])
  })

  test.each([
    ['2026-12-21', '2026-12-14', 'The last day lies before the first. Enter the same day or a later one.'],
    ['2026-12-19', '2026-12-20', /only a weekend/],
  ])('from %s to %s is refused with a sentence at the last day', async (firstDay, lastDay, message) => {
    const issues = [{ path: ['lastDay'], message: expect.stringMatching(message) as string }]
    await expect(ask(priya, { ...december, firstDay, lastDay })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues },
    })
  })
})
