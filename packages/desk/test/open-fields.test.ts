/** What need not be filled in, and a form whose code is still on its way, in a real browser. */
import { flow } from 'handover'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { anna, openDesk, visitAs, type OpenedDesk } from './open-desk.ts'

const way = <By extends string>(by: By) => z.object({ by: z.literal(by), account: z.string().min(1) })

/** Nothing has to be filled in. */
const trip = flow('trip', {
  data: z.object({
    note: z.string().optional(),
    days: z.int().default(3),
    seat: z.enum(['window', 'aisle']).optional(),
    payout: z.discriminatedUnion('by', [way('bank'), way('card')]).optional(),
    refund: z.discriminatedUnion('by', [way('bank'), way('card'), way('cash'), way('credit')]).optional(),
  }),
  nodes: (n) => ({
    start: n.start({ fields: ['note', 'days', 'seat', 'payout', 'refund'] }).next('change'),
    change: n.view({ fields: ['note', 'days', 'seat', 'payout', 'refund'] }).next('done'),
    done: n.end(),
  }),
})

let browser: Browser
let desk: OpenedDesk
beforeAll(async () => {
  browser = await launchBrowser()
  desk = await openDesk([trip])
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

test('several groups of fields of which none is needed are left open', async () => {
  const page = await open('/start/trip/start')
  const payout = page.getByRole('radiogroup', { name: 'Payout' })
  expect(await payout.getByRole('radio', { name: 'None of these' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/processes\//)
  const { items } = await desk.handover.processes.list({ flow: trip, limit: 1 })
  expect(items[0]!.data).toEqual({ days: 3 })
})

test('what is emptied is gone afterwards, and what is not touched stays', async () => {
  const input = {
    note: 'By the sea',
    days: 9,
    seat: 'aisle',
    payout: { by: 'card', account: '1' },
    refund: { by: 'credit', account: '2' },
  } as const
  const page = await open(`/tasks/${await waiting(input)}`)
  await page.getByLabel('Note (optional)').fill('')
  await page.getByRole('radiogroup', { name: /^Seat/ }).getByRole('button', { name: 'Leave it open' }).click()
  const payout = page.getByRole('radiogroup', { name: 'Payout' })
  await payout.getByRole('radio', { name: 'None of these' }).check()
  await page.getByLabel('Days (optional)').fill('')
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText(/^Done: Change/).waitFor()
  expect((await latest()).data).toEqual({ days: 3, refund: input.refund })
})

test('one of many groups is chosen from a list, and taken back there', async () => {
  const page = await open(`/tasks/${await waiting({ note: 'Kept' })}`)
  const refund = page.getByRole('combobox', { name: 'Refund' })
  await refund.selectOption('Cash')
  await page.getByLabel('Account').fill('12')
  await refund.selectOption('None of these')
  await page.getByLabel('Account').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText(/^Done: Change/).waitFor()
  expect((await latest()).data).toEqual({ note: 'Kept', days: 3 })
})

test('Complete waits for a form that is still on its way, and says so', async () => {
  const task = await waiting({ note: 'Slow' })
  const page = await visitAs(browser, anna, { viewport: { width: 1440, height: 900 } })
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/form-fields-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${desk.url}/tasks/${task}`)
  const complete = page.getByRole('button', { name: 'Complete', exact: true })
  await complete.waitFor()
  expect(await complete.getAttribute('aria-disabled')).toBe('true')
  const reason = await complete.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe('The form is still on its way.')
  await complete.click({ force: true })
  await page.keyboard.press('Control+Enter')
  expect((await desk.handover.tasks.get(task)).status).toBe('assigned')
  release()
  await page.getByLabel('Note (optional)').waitFor()
  expect(await complete.getAttribute('aria-disabled')).toBeNull()
  await complete.click()
  await page.getByText(/^Done: Change/).waitFor()
})

async function open(path: string): Promise<Page> {
  const page = await visitAs(browser, anna, { viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.goto(`${desk.url}${path}`)
  return page
}

/** A trip whose task is Anna's. */
async function waiting(input: z.input<typeof trip.schema>): Promise<string> {
  const { tasks } = await desk.handover.start(trip, 'start', input, { by: anna })
  return (await tasks.find(({ node }) => node === 'change')!.do('assign', { by: anna })).id
}

const latest = async () => (await desk.handover.processes.list({ flow: trip, limit: 1 })).items[0]!
