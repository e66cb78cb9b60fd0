/** The jump palette and the list of keys, in a real browser. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { anna, leave, openSmallDesk, type SmallDesk } from './small-desk.ts'

let small: SmallDesk
beforeAll(async () => {
  small = await openSmallDesk()
  for (const reason of ['Family visit in Oslo', 'Move to Turin', 'Wedding in Oslo'])
    await small.handover.start(leave, 'start', { reason }, { by: anna })
})
afterAll(() => small.close())

async function open(): Promise<Page> {
  const page = await small.open('/inbox')
  onTestFinished(() => page.close())
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  return page
}
const field = (page: Page) => page.getByRole('combobox', { name: 'Search or jump to' })
const options = (page: Page) => page.getByRole('option')

test('Ctrl K finds a process by a part of its name, and Enter opens it', async () => {
  const page = await open()
  await page.keyboard.press('Control+k')
  await field(page).fill('oslo')
  await expect.poll(() => options(page).count()).toBe(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Family visit in Oslo' }).waitFor()
  await expect.poll(() => field(page).count()).toBe(0)
})

test('a number finds its process, a word a start, and what nothing matches is said', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Search or jump' }).click()
  await field(page).fill('#2')
  await page.getByRole('option', { name: 'Move to Turin' }).waitFor()
  await field(page).fill('nothing like it')
  await page.getByText('Nothing matches “nothing like it”.').waitFor()
  await field(page).fill('ask')
  await page.getByRole('option', { name: 'Ask for leave' }).click()
  await page.getByRole('heading', { name: 'Ask for leave' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/start/leave/start')
})

test('Esc leaves everything as it is, and gives the focus back', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Search or jump' }).focus()
  await page.keyboard.press('Enter')
  await field(page).fill('oslo')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Search or jump')
  expect(new URL(page.url()).pathname).toBe('/inbox')
})

test('the question mark lists the keys, and does nothing while single keys are off', async () => {
  const page = await open()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByText('start a process').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => keys.count()).toBe(0)
  await page.evaluate(() => localStorage.setItem('handover.single-keys', 'off'))
  await page.reload()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k') // always acts, and shows that keys arrive
  await field(page).waitFor()
  expect(await keys.count()).toBe(0)
})
