import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, flow, type Actor, type Handover, type Store } from 'handover'
import { createApi, listen } from 'handover/http'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { createDatabase } from '../../../test/postgres-database.ts'
import { desk } from '../src/server/index.ts'
import { visitAs } from './open-desk.ts'

const person = (id: string, name: string, ...permissions: string[]): Actor => ({ id, name, permissions })
const ben = person('ben', 'Ben Adler', 'letter.work', 'letter.view')
const maria = person('maria', 'Maria Novak', 'letter.work', 'letter.view')
const olga = person('olga', 'Olga Keller', 'letter.manage')
const people = [ben, maria, olga]

/** Each goes to the printer, whose progress the test says. */
let printer: { readonly progress: (done: number, note: string) => void; readonly finish: () => void } | undefined
const letter = flow('letter', {
  title: 'Letter',
  summary: ({ to }) => `Letter to ${to}`,
  data: z.object({ to: z.string(), text: z.string().optional().meta({ title: 'Text' }) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ to: z.string() }), (input) => input).next('write'),
    write: n
      .view({ fields: ['text'] })
      .title('Write the letter')
      .permission('letter.work')
      .next('print'),
    print: n
      .job(async (job) => {
        await new Promise<void>(
          (finish) => void (printer = { progress: (done, note) => job.progress(done, note), finish }),
        )
        return {}
      })
      .title('Print the letter')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

/** Two stores on one database, as two server processes have them. */
const databases: Record<string, () => Promise<{ open: () => Store; drop: () => Promise<void> }>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'handover-live-'))
    const file = join(folder, 'live.db')
    return { open: () => sqliteStore({ file }), drop: async () => rmSync(folder, { recursive: true }) }
  },
  async PostgreSQL() {
    const created = await createDatabase()
    return { open: () => postgresStore({ url: created.url }), drop: () => created.drop() }
  },
}

interface Server {
  readonly handover: Handover
  readonly url: string
  readonly close: () => Promise<void>
}

async function serve(store: Store, work: boolean): Promise<Server> {
  const handover = await createHandover({ flows: [letter], store, migrate: true, work })
  const find = (id: string | null) => people.find((each) => each.id === id)
  const identify = (request: Request) => find(request.headers.get('x-user')) ?? null
  const api = createApi(handover, { identify, desk: desk(), onError: () => {} })
  const server = await listen(api, { port: 0 })
  const close = async () => {
    await server.close()
    printer?.finish()
    await handover.close()
  }
  return { handover, url: server.url, close }
}

/** Longer than a change takes, shorter than any poll. */
const soon = { timeout: 6000 }

describe.each(Object.keys(databases))('between two servers on %s', (name) => {
  let browser: Browser
  let database: Awaited<ReturnType<(typeof databases)[string]>>
  let [web, worker]: Server[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    printer = undefined
    database = await databases[name]!()
    web = await serve(database.open(), false)
    worker = await serve(database.open(), true)
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await web!.close()
    await worker!.close()
    await database.drop()
  })

  const open = async (who: Actor, path: string, at = web!): Promise<Page> => {
    const page = await visitAs(browser, who, { viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    const isLive = page.waitForResponse((answer) => answer.url().includes('/api/live'))
    await page.goto(at.url + path)
    await isLive
    return page
  }
  /** A letter to somebody, with the task of writing it; by the other server. */
  const write = async (to: string) => {
    const process = await worker!.handover.start(letter, 'start', { to })
    const task = (await worker!.handover.processes.tasks(process.id)).find(({ node }) => node === 'write')!
    return { process, task }
  }
  const inNavigation = (page: Page, link: string, count: string) =>
    page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: link }).getByText(count)

  test(
    'a row comes by itself, and says who took it before it goes; the counts follow',
    { timeout: 60_000 },
    async () => {
      const page = await open(maria, '/queue')
      await page.getByRole('heading', { name: 'The queue is empty' }).waitFor()
      const { task } = await write('Sofia')
      await page.getByRole('link', { name: 'Write the letter Letter to Sofia' }).waitFor(soon)
      await inNavigation(page, 'Queue', '1').waitFor(soon)
      const other = await write('Anna')
      const row = page.getByRole('listitem').filter({ hasText: 'Letter to Anna' })
      await row.waitFor(soon)
      await other.task.do('assign', { by: ben })
      await row.getByText('Taken by Ben Adler').waitFor(soon)
      await row.waitFor({ state: 'detached', timeout: 9000 })
      await inNavigation(page, 'Queue', '1').waitFor(soon)
      await task.do('assign', { by: maria })
      await expect.poll(() => inNavigation(page, 'Inbox', '1').count(), soon).toBe(1)
    },
  )

  test('the page of a process follows its tasks, and a bar how far its job is', { timeout: 60_000 }, async () => {
    const { process, task } = await write('Sofia')
    const page = await open(maria, `/processes/${process.id}`)
    const row = (title: string) => page.getByRole('row').filter({ hasText: title })
    await row('Write the letter').getByText('Unassigned').waitFor()
    await task.do('assign', { by: ben })
    await row('Write the letter').getByText('Ben Adler').waitFor(soon)
    await task.do('complete', { by: ben, input: { text: 'Hello' } })
    await row('Print the letter').waitFor(soon)
    await expect.poll(() => printer, soon).toBeDefined()
    const bar = page.getByRole('progressbar', { name: 'How far Print the letter is' })
    printer!.progress(0.4, 'sending 40 of 100')
    await row('Print the letter').getByText('40 %, sending 40 of 100').waitFor(soon)
    expect(await bar.getAttribute('aria-valuenow')).toBe('40')
    printer!.progress(0.7, 'sending 70 of 100')
    await row('Print the letter').getByText('70 %, sending 70 of 100').waitFor(soon)
    await page.locator('svg').getByText('70 %').first().waitFor(soon)
    printer!.finish()
    await bar.waitFor({ state: 'detached', ...soon })
    await page.getByRole('img', { name: /Sent/ }).first().waitFor(soon)
  })

  test('what is typed is not lost when another one is faster', { timeout: 60_000 }, async () => {
    const { task } = await write('Sofia')
    await task.do('assign', { by: maria })
    const page = await open(maria, `/tasks/${task.id}`)
    await page.getByRole('textbox', { name: 'Text' }).fill('Dear Sofia')
    // A change that does not concern the form leaves it alone.
    await write('Anna')
    await inNavigation(page, 'Queue', '1').waitFor(soon)
    expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Dear Sofia')
    await task.do('unassign', { by: olga })
    await page.getByRole('textbox', { name: 'Text' }).waitFor({ state: 'detached', ...soon })
    await page.getByText('Dear Sofia').waitFor()
  })

  test(
    'an interrupted stream says so, comes again by itself, and brings what was missed',
    { timeout: 60_000 },
    async () => {
      const page = await open(maria, '/queue')
      await page.getByRole('heading', { name: 'The queue is empty' }).waitFor()
      await page.route('**/api/live*', (route) => route.abort())
      const { url } = web!
      await web!.close()
      const sign = page.getByText('Live changes are interrupted')
      await sign.waitFor({ timeout: 10_000 })
      await write('Sofia')
      const handover = await createHandover({ flows: [letter], store: database.open(), work: false })
      const identify = (request: Request) => people.find(({ id }) => id === request.headers.get('x-user')) ?? null
      const server = await listen(createApi(handover, { identify, desk: desk(), onError: () => {} }), {
        port: Number(new URL(url).port),
      })
      web = { handover, url, close: () => server.close().then(() => handover.close()) }
      await page.unroute('**/api/live*')
      await sign.waitFor({ state: 'detached', timeout: 40_000 })
      await expect
        .poll(() => page.getByRole('link', { name: 'Write the letter Letter to Sofia' }).count(), soon)
        .toBe(1)
    },
  )
})
