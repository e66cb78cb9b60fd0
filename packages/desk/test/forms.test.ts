/** The forms of the desk in a real browser: every kind of field, and what was typed survives. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flow } from 'handover'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { anna, maria, openDesk, visitAs } from './open-desk.ts'
import { claim } from './every-field.ts'

/** Two write one note at the same time. */
const minutes = flow('minutes', {
  data: z.object({ note: z.string().optional() }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('both'),
    both: n.split().next('mine').next('theirs'),
    mine: n.view({ fields: ['note'] }).next('together'),
    theirs: n.view({ fields: ['note'] }).next('together'),
    together: n.join().next('done'),
    done: n.end(),
  }),
})

const sizes = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }
const wide = sizes['at a desk']

let browser: Browser
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  browser = await launchBrowser()
  desk = await openDesk([claim, minutes])
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

describe.each(Object.entries(sizes))('%s', (_, viewport) => {
  test('every kind of field is filled in, and arrives as its schema wants it', async () => {
    const page = await open(`/start/claim/start`, { viewport, timezoneId: 'Asia/Kolkata' })
    await fillIn(page)
    expect(await sideways(page)).toBe(0)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Broken lamp' }).waitFor()
    const { items } = await desk.handover.processes.list({ flow: claim, limit: 1 })
    expect(items[0]!.data).toEqual({
      subject: 'Broken lamp',
      contact: 'anna@example.org',
      story: 'It fell.\nTwice.',
      amount: 120.5,
      days: 4,
      day: '2026-11-20',
      at: '14:30',
      // Nine in the morning in Kolkata.
      noticed: '2026-11-20T03:30:00Z',
      kind: 'lost',
      country: 'DE',
      isInsured: false,
      proofs: ['photo', 'witness'],
      scan: 'https://files.example.org/invoice.pdf',
      tariff: 'Tariff B, from 2026',
      address: { street: 'Storgata 14', city: 'Oslo' },
      parcels: [{ what: 'A lamp', weight: 2.5 }],
      payout: { by: 'credit', until: '2027-01-31' },
    })
  })

  test('what is wrong stands at its field, also inside of groups and lists, with a summary that leads there', async () => {
    const page = await open('/start/claim/start', { viewport })
    await fillIn(page)
    await page.getByRole('textbox', { name: 'Value of the goods' }).fill('-120')
    await page.getByRole('button', { name: 'Add parcel' }).click()
    await page.getByRole('textbox', { name: 'Weight' }).last().fill('2')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const summary = page.getByRole('alert')
    await summary.getByText('Two fields need another look. Nothing has been started yet.').waitFor()
    await page.getByText('Enter an amount of 0 or more. You entered -120.').waitFor()
    await summary.getByRole('link', { name: 'Parcel 2: What is in it' }).click()
    expect(await focused(page)).toBe('root_parcels_1_what')
    await page.keyboard.type('A shade')
    await page.getByRole('textbox', { name: 'Value of the goods' }).fill('12')
    await summary.waitFor({ state: 'detached' })
    // What only the server knows stands at its field as well.
    await page.getByRole('radio', { name: 'By bank' }).check()
    await page.getByRole('textbox', { name: 'Account' }).fill('none')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await summary.getByRole('link', { name: 'Account' }).waitFor()
    await page.getByText('Begin with the two letters of the country.').waitFor()
    expect(await focused(page)).toBe('root_payout_account')
  })
})

test('a list is filled, put in order and emptied by keyboard, and the focus stays where one works', async () => {
  const page = await open('/start/claim/start', { viewport: wide })
  const add = page.getByRole('button', { name: 'Add parcel' })
  await page.getByRole('textbox', { name: 'What is in it' }).fill('First')
  await add.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('root_parcels_1_what')
  await page.keyboard.type('Second')
  await page.getByRole('button', { name: 'Move Parcel 2 up' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('Parcel 2 is now number 1 of 2.').waitFor({ state: 'attached' })
  await expect.poll(() => focusedName(page)).toBe('Move Parcel 1 up')
  const names = page.getByRole('textbox', { name: 'What is in it' })
  expect([await names.nth(0).inputValue(), await names.nth(1).inputValue()]).toEqual(['Second', 'First'])
  await page.getByRole('button', { name: 'Remove Parcel 1' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => names.count()).toBe(1)
  expect(await names.inputValue()).toBe('First')
})

describe('what was typed', () => {
  test('is back after a reload, and gone from the browser when it was sent', async () => {
    const { task } = await waiting('Reload')
    const page = await open(`/tasks/${task}`, { viewport: wide })
    await page.getByRole('radio', { name: 'Approve' }).check()
    await page.getByRole('textbox', { name: 'Note' }).fill('Enjoy.')
    await page.getByText('Draft kept in this browser').waitFor()
    await page.reload()
    await page.getByText(/Your draft from \d\d:\d\d is back/).waitFor()
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Enjoy.')
    expect(await page.getByRole('radio', { name: 'Approve' }).isChecked()).toBe(true)
    await page.keyboard.press('Control+Enter')
    await page.getByText('Done: Decide the claim.').waitFor()
    expect(await drafts(page)).toBe(0)
  })

  test('is thrown away when somebody says so', async () => {
    const { task } = await waiting('Discard')
    const page = await open(`/tasks/${task}`, { viewport: wide })
    await page.getByRole('textbox', { name: 'Note' }).fill('Never mind.')
    await page.getByText('Draft kept in this browser').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Discard the draft' }).click()
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('')
    await expect.poll(() => drafts(page)).toBe(0)
  })

  test('does not go over what somebody else changed meanwhile without saying so', async () => {
    const { tasks } = await desk.handover.start(minutes, 'start', {}, { by: anna })
    const of = (node: string) => tasks.find((each) => each.node === node)!
    await of('mine').do('assign', { by: anna })
    const page = await open(`/tasks/${of('mine').id}`, { viewport: wide })
    await page.getByRole('textbox', { name: 'Note' }).fill('Mine.')
    await page.getByText('Draft kept in this browser').waitFor()
    const theirs = await of('theirs').do('assign', { by: maria })
    await theirs.do('complete', { by: maria, input: { note: 'Theirs.' } })
    await page.reload()
    await page.getByText(/Somebody changed this after you began your draft/).waitFor()
    const note = page.getByRole('textbox', { name: 'Note' })
    expect(await note.inputValue()).toBe('Theirs.')
    await page.getByRole('button', { name: 'Put my draft back' }).click()
    expect(await note.inputValue()).toBe('Mine.')
  })

  test('stays while there is no connection, and the page says since when', async () => {
    const { task } = await waiting('Offline')
    const page = await open(`/tasks/${task}`, { viewport: wide })
    await page.getByRole('textbox', { name: 'Note' }).fill('Enjoy.')
    await page.context().setOffline(true)
    await page.getByText(/No connection to the server since \d\d:\d\d\. What you type is kept\./).waitFor()
    await page.getByRole('textbox', { name: 'Note' }).fill('Enjoy it.')
    await page.context().setOffline(false)
    await page.getByText('Draft kept in this browser').waitFor()
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Enjoy it.')
  })

  test('is still there for who was slower, who reads who was faster', async () => {
    const { task } = await waiting('Race')
    const page = await open(`/tasks/${task}`, { viewport: wide })
    // The word that the task is done comes too late.
    await page.route('**/api/live*', (route) => route.abort())
    await page.reload()
    await page.getByRole('radio', { name: 'Decline' }).check()
    await page.getByRole('textbox', { name: 'Note' }).fill('The photo is missing.')
    await (
      await (await desk.handover.tasks.get(task)).do('reassign', { by: anna, to: 'maria' })
    ).do('complete', {
      by: maria,
      input: { decision: 'approve' },
    })
    await page.getByRole('button', { name: 'Complete', exact: true }).click()
    const alert = page.getByRole('alert')
    await alert.getByText(/^Maria Novak completed this task at \d\d:\d\d, a moment before you\.$/).waitFor()
    await alert.getByText('What you entered is kept below, nothing was overwritten.').waitFor()
    await page.getByText('The photo is missing.').waitFor()
    await page.reload()
    await page.getByText('The photo is missing.').waitFor()
    const after = await desk.handover.tasks.get(task)
    expect(after.endedBy?.id).toBe('maria')
    await page.getByRole('button', { name: 'Discard the draft' }).click()
    expect(await drafts(page)).toBe(0)
  })
})

test('one goes from task to task through the list, and on to the next after completing one', async () => {
  for (const subject of ['One', 'Two', 'Three']) await waiting(subject, maria)
  const page = await open('/inbox', { viewport: wide }, maria)
  await page
    .getByRole('link', { name: /Decide the claim/ })
    .first()
    .click()
  await page.getByText('1 of 3').waitFor()
  const first = page.url()
  await page.getByRole('link', { name: 'Next task' }).click()
  await page.getByText('2 of 3').waitFor()
  await page.getByText('If “Approve”').waitFor()
  await page.getByText('Pays the claim, by itself.').last().waitFor()
  await page.getByRole('radio', { name: 'Approve' }).check()
  await page.keyboard.press('Shift+Control+Enter')
  await page.getByText('2 of 2').waitFor()
  await page.getByRole('link', { name: 'Previous task' }).click()
  await page.getByText('1 of 2').waitFor()
  expect(page.url()).toBe(first)
})

/** A page of the desk that reports what goes wrong inside it. */
async function open(path: string, options: BrowserContextOptions, user = anna): Promise<Page> {
  const page = await visitAs(browser, user, options)
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.goto(`${desk.url}${path}`)
  return page
}

async function fillIn(page: Page): Promise<void> {
  const type = (name: string, text: string) => page.getByLabel(name, { exact: true }).fill(text)
  await type('Subject', 'Broken lamp')
  await type('Mail (optional)', 'anna@example.org')
  await type('What happened (optional)', 'It fell.\nTwice.')
  await type('Value of the goods', '120.50')
  await type('Days late (optional)', '4')
  await type('Day of the damage', '2026-11-20')
  await type('Time of the day (optional)', '14:30')
  await type('Noticed', '2026-11-20T09:00')
  await page.getByRole('radio', { name: 'Lost' }).check()
  await page.getByRole('combobox', { name: 'Country' }).selectOption('Germany')
  await page.getByRole('radiogroup', { name: 'Is it insured?' }).getByRole('radio', { name: 'No' }).check()
  await page.getByRole('checkbox', { name: 'Witness' }).check()
  await page.getByRole('checkbox', { name: 'A photo' }).check()
  await type('Scan of the invoice (optional)', 'https://files.example.org/invoice.pdf')
  expect(await page.getByRole('link', { name: 'Open invoice.pdf' }).getAttribute('href')).toContain('https://files')
  await type('Street', 'Storgata 14')
  await type('City', 'Oslo')
  await type('What is in it', 'A lamp')
  await type('Weight', '2.5')
  await page.getByRole('radio', { name: 'As a credit' }).check()
  await type('Valid until', '2027-01-31')
}

/** A claim that waits for its decision, and whose task is somebody's. */
async function waiting(subject: string, owner = anna): Promise<{ readonly task: string }> {
  const input = {
    subject,
    amount: 12,
    day: '2026-11-20',
    noticed: '2026-11-20T09:00:00Z',
    kind: 'lost' as const,
    country: 'NO' as const,
    isInsured: true,
    address: { street: 'Storgata 14', city: 'Oslo' },
    parcels: [{ what: 'A lamp', weight: 2 }],
    payout: { by: 'bank' as const, account: 'NO93' },
  }
  const { tasks } = await desk.handover.start(claim, 'start', input, { by: anna })
  const task = await tasks.find(({ node }) => node === 'decide')!.do('assign', { by: owner })
  return { task: task.id }
}

const focused = (page: Page) => page.locator(':focus').getAttribute('id')
const focusedName = (page: Page) => page.locator(':focus').getAttribute('aria-label')
// As texts: tests are compiled without the types of a page.
const drafts = (page: Page) =>
  page.evaluate<number>("Object.keys(localStorage).filter((key) => key.startsWith('handover.draft:')).length")
const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
