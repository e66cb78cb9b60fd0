/** When the stream of changes is opened and closed: nothing is missed on the way, in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { visitAs } from './open-desk.ts'
import { hours, openWork, people, type Work } from './work.ts'

let browser: Browser
let work: Work
beforeAll(async () => {
  browser = await launchBrowser()
  work = await openWork(['order-shipment.manage'])
})
afterAll(async () => {
  await browser.close()
  await work.close()
})

async function visit(): Promise<Page> {
  const page = await visitAs(browser, people.ben, { viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  onTestFinished(() => page.context().close())
  return page
}

test('what changes in a process between its reading and the watching of it is shown', async () => {
  const task = await work.handover.tasks.get(await work.ship('SO-1', '3 parcels', hours(5)))
  const page = await visit()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const isAsked = page.waitForRequest(/\/api\/live\?process=/)
  await page.route(/\/api\/live\?process=/, (route) => held.then(() => route.continue()))
  await page.goto(`${work.url}/processes`)
  await page.getByRole('link', { name: 'SO-1, 3 parcels' }).first().click()
  const row = page.getByRole('row').filter({ hasText: 'Pack the goods' })
  await row.getByText('Unassigned').waitFor()
  await isAsked
  const isTold = new Promise<void>((resolve) => {
    onTestFinished(work.handover.store.notices.listen(() => resolve()))
  })
  await task.do('assign', { by: people.maria })
  await isTold
  release()
  await expect.poll(() => row.textContent()).toContain('Maria Novak')
})

test('a window that nobody looks at gives its stream back, and shows what it missed when it is looked at', async () => {
  const page = await visit()
  await page.clock.install()
  const live = page.waitForRequest(/\/api\/live/)
  await page.goto(`${work.url}/queue`)
  const stream = await live
  await page.getByRole('heading', { name: 'Queue', exact: true }).waitFor()
  const isBack = page.waitForEvent('requestfailed', (request) => request === stream)
  await look(page, false)
  await page.clock.fastForward(29_000)
  expect(stream.failure()).toBeNull()
  await page.clock.fastForward(2000)
  await isBack
  await work.ship('SO-2', '4 lamps', hours(5))
  expect(await page.getByText('Live changes are interrupted').count()).toBe(0)
  expect(await page.getByText('SO-2').count()).toBe(0)
  await look(page, true)
  await page.getByText('SO-2').first().waitFor()
})

/** As texts: tests are compiled without the types of a page. */
const look = (page: Page, isVisible: boolean) =>
  page.evaluate(`
    Object.defineProperty(document, 'hidden', { value: ${!isVisible}, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)
