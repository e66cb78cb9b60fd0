/** What is shown in the place of a part whose code does not come, and that another try brings it, in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { visitAs } from './open-desk.ts'
import { people, openWork, hours, type Work } from './work.ts'

let browser: Browser
let work: Work
let task: string
beforeAll(async () => {
  browser = await launchBrowser()
  work = await openWork()
  task = await work.ask(6)
  await work.ship('SO-1', '3 parcels', hours(5))
})
afterAll(async () => {
  await browser.close()
  await work.close()
})

/** A desk to which the file does not come the first times that it is asked for. */
async function visit(file: RegExp, { times = 1, locale = 'en-GB' } = {}): Promise<Page> {
  const page = await visitAs(browser, people.ben, { viewport: { width: 1440, height: 900 }, locale })
  let asked = 0
  await page.route(file, (route) => (asked++ < times ? route.abort() : route.continue()))
  return page
}

test.each([
  { locale: 'en-GB', says: 'The form could not be loaded.', again: 'Try again', complete: 'Complete' },
  {
    locale: 'de-DE',
    says: 'Das Formular konnte nicht geladen werden.',
    again: 'Noch einmal versuchen',
    complete: 'Abschließen',
  },
])('a form that does not come says so in $locale, and comes with the next try', async (expected) => {
  const page = await visit(/form-fields-[^/]*\.js$/, expected)
  await page.goto(`${work.url}/tasks/${task}`)
  await page.getByRole('alert').getByText(expected.says).waitFor()
  // What is asked stays on the page.
  await page.getByRole('heading', { name: 'Approve the leave' }).waitFor()
  const complete = page.getByRole('button', { name: expected.complete, exact: true })
  expect(await complete.getAttribute('aria-disabled')).toBe('true')
  const reason = await complete.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${reason}"]`).textContent()).toBe(expected.says)
  await page.getByRole('button', { name: expected.again }).click()
  await page.getByRole('radiogroup').waitFor()
  expect(await complete.getAttribute('aria-disabled')).toBeNull()
})

test('the page stays while the server is away', async () => {
  const page = await visit(/form-fields-[^/]*\.js$/)
  await page.goto(`${work.url}/tasks/${task}`)
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await page.route('**/api/me', (route) => route.abort())
  await again.click()
  await page.getByRole('status').getByText('No connection to the server.').waitFor()
  expect(await page.getByRole('alert').getByText('The form could not be loaded.').count()).toBe(1)
})

test('a page is loaded anew by itself once, and then by who tries again', async () => {
  const page = await visit(/processes-page-[^/]*\.js$/, { times: 2 })
  await page.goto(`${work.url}/inbox`)
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  const isAnew = page.waitForEvent('load')
  await page.getByRole('link', { name: 'Processes', exact: true }).click()
  await isAnew
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Processes', exact: true }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/processes')
})

test('what opens over a page says each time that it did not come, and the page stays', async () => {
  const page = await visit(/jump-[^/]*\.js$/)
  await page.goto(`${work.url}/inbox`)
  const message = page.getByRole('status').filter({ hasText: 'A part of the page could not be loaded.' })
  await page
    .getByRole('link', { name: /SO-1|days off/ })
    .first()
    .waitFor()
  await page.keyboard.press('Control+k')
  await message.waitFor()
  await message.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await message.getByRole('button', { name: 'Try again' }).click()
  await page.waitForEvent('load')
  await page
    .getByRole('link', { name: /SO-1|days off/ })
    .first()
    .waitFor()
  await page.keyboard.press('Control+k')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
})

test('a list stands without what is around its rows', async () => {
  const page = await visit(/filter-bar-[^/]*\.js$/)
  await page.goto(`${work.url}/inbox`)
  await page.getByRole('alert').getByText('A part of the page could not be loaded.').waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'days off' }).count()).toBe(1)
})

test('a desk without its German speaks English, and says so in German', async () => {
  const page = await visit(/german-[^/]*\.js$/, { locale: 'de-DE' })
  await page.goto(`${work.url}/inbox`)
  await page.getByText('Die deutschen Texte konnten nicht geladen werden.').waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Eingang' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('de')
})
