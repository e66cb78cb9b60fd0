/** A message from its beginning to its end by the keyboard alone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heading, openCompany, widths, type Company } from './at-the-desk.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

test('Anna writes a message and Ben takes and approves it without touching a mouse', async () => {
  const page = await (await company.browser.newContext({ viewport: widths['at a desk'] })).newPage()
  await arriveAs(page, 'anna')
  await page.keyboard.press('c')
  await heading(page, 'Start a process')
  await reach(page, 'Write a message')
  await page.keyboard.press('Enter')
  await heading(page, 'Write a message')
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await reach(page, 'Message')
  await page.keyboard.type('Typed, not clicked')
  await page.keyboard.press('Control+Enter')
  await heading(page, 'Typed, not clicked')

  await arriveAs(page, 'ben')
  await press(page, 'g', 'q')
  await heading(page, 'Queue')
  await page.getByRole('link', { name: 'Approve the message Typed, not clicked' }).waitFor()
  await press(page, 'j', 't')
  await page.getByText('Taken: Approve the message.').waitFor()
  await press(page, 'g', 'i')
  await heading(page, 'Inbox')
  await page.getByRole('link', { name: 'Approve the message Typed, not clicked' }).waitFor()
  await press(page, 'j', 'Enter')
  await heading(page, 'Approve the message')
  await page.getByRole('radio', { name: 'Yes' }).waitFor()
  await reach(page, 'Yes')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Done: Approve the message.').waitFor()

  const [process] = (await company.app.handover.processes.list({ search: 'Typed, not clicked' })).items
  expect(process).toMatchObject({ status: 'done', data: { approved: true } })
})

/** Who one is in a demonstration is no part of the work. */
async function arriveAs(page: Page, user: string): Promise<void> {
  await page
    .context()
    .request.post(`${company.server.url}/demo/users/${user}`, { headers: { origin: company.server.url } })
  await page.goto(company.server.url)
  await heading(page, 'Inbox')
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const most = 40

/** By the Tab key, as somebody would who sees where the focus is. */
async function reach(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    const here = await page.evaluate<string>(nameOfFocused)
    if (here.startsWith(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} times Tab did not lead to '${name}'.`)
}

const nameOfFocused = `(() => {
  const here = document.activeElement
  const label = here?.labels?.[0]?.textContent ?? here?.getAttribute('aria-label') ?? here?.textContent
  return (label ?? '').trim()
})()`
