/** A browser at one program of the operating system sees what is done through another one, on the same database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from 'handover'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { createDatabase } from '../../../test/postgres-database.ts'
import { visitAs } from './open-desk.ts'
import { ben, maria, olga, startLetterServer, type LetterPlace, type LetterServer } from './start-letter-server.ts'

interface Database {
  readonly place: LetterPlace['database']
  readonly drop: () => Promise<void>
}

const databases: Record<string, () => Promise<Database>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'handover-live-'))
    return { place: { file: join(folder, 'live.db') }, drop: async () => rmSync(folder, { recursive: true }) }
  },
  async PostgreSQL() {
    const created = await createDatabase()
    return { place: { url: created.url }, drop: () => created.drop() }
  },
}

/** Longer than a change takes, shorter than any poll. */
const soon = { timeout: 6000 }
const timeout = 60_000

describe.each(Object.keys(databases))('between two programs on %s', (name) => {
  let browser: Browser
  let database: Database
  /** The browser is at the one, and things are done through the other, which also runs the jobs. */
  let [here, there]: LetterServer[] = []
  const serve = (work: boolean, port = 0) => startLetterServer({ database: database.place, port, work })
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    database = await databases[name]!()
    ;[here, there] = await Promise.all([serve(false), serve(true)])
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await Promise.all([here!.kill(), there!.kill()])
    await database.drop()
  })

  const open = async (who: Actor, path: string): Promise<Page> => {
    const page = await visitAs(browser, who, { viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    const isLive = page.waitForResponse((answer) => answer.url().includes('/api/live'))
    await page.goto(here!.url + path)
    await isLive
    return page
  }
  /** A letter to somebody. */
  const write = async (to: string) => {
    const { id } = await there!.as(olga).start('letter', 'start', { input: { to } })
    const { tasks } = await there!.as(olga).process(id)
    return { id, task: tasks.find(({ node }) => node === 'write')!.id }
  }
  const inNavigation = (page: Page, link: string, count: string) =>
    page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: link }).getByText(count)

  const atTitle = (page: Page, count: string) => page.locator('main header').getByText(count, { exact: true })
  const rowOf = (page: Page, to: string) => page.getByRole('listitem').filter({ hasText: `Letter to ${to}` })

  test('a row comes by itself, and says who took it before it goes; the counts follow', { timeout }, async () => {
    const page = await open(maria, '/queue')
    await page.getByRole('heading', { name: 'The queue is empty' }).waitFor()
    await write('Sofia')
    await rowOf(page, 'Sofia').waitFor(soon)
    await page.locator('[data-new]').filter({ hasText: 'Letter to Sofia' }).waitFor({ timeout: 2000 })
    await inNavigation(page, 'Queue', '1').waitFor(soon)
    await atTitle(page, '1').waitFor(soon)
    const { task } = await write('Anna')
    await rowOf(page, 'Anna').waitFor(soon)
    await atTitle(page, '2').waitFor(soon)
    await there!.as(ben).command(task, 'assign')
    await rowOf(page, 'Anna').getByText('Taken by Ben Adler').waitFor(soon)
    await rowOf(page, 'Anna').waitFor({ state: 'detached', timeout: 9000 })
    await inNavigation(page, 'Queue', '1').waitFor(soon)
    await atTitle(page, '1').waitFor(soon)
    expect(await rowOf(page, 'Sofia').count()).toBe(1)
  })

  test('what is given to somebody comes to their inbox, and leaves it with who is faster', { timeout }, async () => {
    const { task } = await write('Sofia')
    const page = await open(maria, '/inbox')
    await page.getByRole('heading', { name: 'Nothing is waiting for you' }).waitFor()
    await there!.as(olga).command(task, 'assign', { to: maria.id })
    await rowOf(page, 'Sofia').waitFor(soon)
    await inNavigation(page, 'Inbox', '1').waitFor(soon)
    await there!.as(maria).command(task, 'complete', { input: {} })
    await expect.poll(() => inNavigation(page, 'Inbox', '1').count(), soon).toBe(0)
  })

  test('the list of processes follows what is started and how far it is', { timeout }, async () => {
    const page = await open(olga, '/processes')
    await page.getByRole('heading', { name: 'Processes' }).waitFor()
    const { task } = await write('Sofia')
    const row = page.getByRole('row').filter({ hasText: 'Letter to Sofia' })
    await row.getByText('Write the letter').waitFor(soon)
    await there!.as(ben).command(task, 'assign')
    await there!.as(ben).command(task, 'complete', { input: {} })
    await expect.poll(() => row.textContent(), soon).toContain('Print the letter')
  })

  test('the page of a process follows its tasks, in its picture and in its rows', { timeout }, async () => {
    const { id, task } = await write('Sofia')
    const page = await open(maria, `/processes/${id}`)
    const row = (title: string) => page.getByRole('row').filter({ hasText: title })
    const picture = (says: string) => page.getByRole('img', { name: says })
    await row('Write the letter').getByText('Unassigned').waitFor()
    await picture('Write the letter is unassigned').waitFor()
    await there!.as(ben).command(task, 'assign')
    await row('Write the letter').getByText('Ben Adler').waitFor(soon)
    await picture('Write the letter is with Ben Adler').waitFor(soon)
    await there!.as(ben).command(task, 'complete', { input: { text: 'Hello' } })
    await row('Print the letter').waitFor(soon)
    await there!.untilPrinting()
    there!.print('printed')
    await expect.poll(() => picture('Write the letter, Print the letter and Sent done').count(), soon).toBe(1)
  })

  test('a bar shows how far a job is, until it is done', { timeout }, async () => {
    const { id, task } = await write('Sofia')
    await there!.as(ben).command(task, 'assign')
    await there!.as(ben).command(task, 'complete', { input: { text: 'Hello' } })
    await there!.untilPrinting()
    const page = await open(maria, `/processes/${id}`)
    const row = page.getByRole('row').filter({ hasText: 'Print the letter' })
    const bar = page.getByRole('progressbar', { name: 'How far Print the letter is' })
    there!.print({ done: 0.4, note: 'sending 40 of 100' })
    await row.getByText('40 %, sending 40 of 100').waitFor(soon)
    expect(await bar.getAttribute('aria-valuenow')).toBe('40')
    there!.print({ done: 0.7, note: 'sending 70 of 100' })
    await row.getByText('70 %, sending 70 of 100').waitFor(soon)
    await page.locator('svg').getByText('70 %').first().waitFor(soon)
    there!.print('printed')
    await bar.waitFor({ state: 'detached', ...soon })
  })

  test('what is typed is not lost when another one is faster', { timeout }, async () => {
    const { task } = await write('Sofia')
    await there!.as(maria).command(task, 'assign')
    const page = await open(maria, `/tasks/${task}`)
    await page.getByRole('textbox', { name: 'Text' }).fill('Dear Sofia')
    // A change that does not concern the form leaves it alone.
    await write('Anna')
    await inNavigation(page, 'Queue', '1').waitFor(soon)
    expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Dear Sofia')
    await there!.as(olga).command(task, 'unassign')
    await page.getByRole('textbox', { name: 'Text' }).waitFor({ state: 'detached', ...soon })
    await page.getByText('Dear Sofia').waitFor()
  })

  test('an interrupted stream says so, comes again by itself, and brings what was missed', { timeout }, async () => {
    const page = await open(maria, '/queue')
    await page.getByRole('heading', { name: 'The queue is empty' }).waitFor()
    await page.route('**/api/live*', (route) => route.abort())
    await here!.kill()
    const sign = page.getByText('Live changes are interrupted')
    await sign.waitFor({ timeout: 10_000 })
    await write('Sofia')
    here = await serve(false, Number(new URL(here!.url).port))
    await page.unroute('**/api/live*')
    await sign.waitFor({ state: 'detached', timeout: 40_000 })
    await expect.poll(() => page.getByRole('link', { name: 'Write the letter Letter to Sofia' }).count(), soon).toBe(1)
  })
})
