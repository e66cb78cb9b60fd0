/** The story of the README, played by two people in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from 'handover'
import { listen, type Listening } from 'handover/http'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { launchBrowser } from '../../../test/browser.ts'
import { createDatabase } from '../../../test/postgres-database.ts'
import { createApp } from '../src/app.ts'

interface Opened {
  readonly store: Store
  readonly remove: () => Promise<void>
}
const databases: Record<string, () => Promise<Opened>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'handover-story-'))
    return {
      store: sqliteStore({ file: join(folder, 'story.db') }),
      remove: async () => rmSync(folder, { recursive: true }),
    }
  },
  async PostgreSQL() {
    const database = await createDatabase()
    return { store: postgresStore({ url: database.url }), remove: () => database.drop() }
  },
}
const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(Object.entries(databases))('on %s', (_, open) => {
  let app: Awaited<ReturnType<typeof createApp>>
  let server: Listening
  let opened: Opened

  beforeAll(async () => {
    opened = await open()
    app = await createApp(opened.store)
    server = await listen(app, { port: 0 })
  })
  afterAll(async () => {
    await server.close()
    await app.handover.close()
    await opened.remove()
  })

  test.each(Object.entries(widths))(
    'Anna asks, Ben approves, both see what became of it (%s)',
    async (place, viewport) => {
      const message = `Hello ${place}`
      const page = await visit({ viewport })

      await become(page, 'Anna Weber')
      await follow(page, 'Start')
      await follow(page, 'Write a message')
      await page.getByRole('textbox', { name: 'Message' }).fill(message)
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await heading(page, message)

      await become(page, 'Ben Adler')
      await follow(page, 'Queue')
      await page.getByRole('button', { name: `Take Approve the message, ${message}` }).click()
      await follow(page, 'Inbox')
      await page.getByRole('link', { name: `Approve the message ${message}` }).click()
      await heading(page, 'Approve the message')
      await page.getByRole('radio', { name: 'Yes' }).check()
      await page.getByRole('button', { name: 'Complete', exact: true }).click()
      await page.getByRole('link', { name: 'Open process' }).last().click()

      await heading(page, message)
      const main = page.getByRole('main')
      await main.getByText('Done').first().waitFor()
      await page
        .getByRole('img', { name: /Approve the message.*Sent/ })
        .first()
        .waitFor()
      await expect.poll(() => currentHeading(page)).toBe(message)
      await showsHistory(page, [
        /Anna Weber started the process/,
        /Ben Adler took Approve the message/,
        /Ben Adler completed Approve the message/,
      ])
    },
  )

  test('a form that is filled in wrongly says what and where, and keeps what was typed', async () => {
    const page = await visit({ viewport: widths['at a desk'] })
    await become(page, 'Anna Weber')
    await page.goto(`${server.url}/start/hello-world/start`)
    await page.getByRole('textbox', { name: 'Message' }).fill('x'.repeat(151))
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await page.getByText('At most 150 characters. These are 151.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toHaveLength(151)
  })

  test('who was slower reads who was faster, and nothing is overwritten', async () => {
    const process = await app.handover.start(
      app.handover.flows.get('hello-world')! as never,
      'startFromCode' as never,
      { text: 'Race' } as never,
    )
    const task = process.tasks.find((each) => each.node === 'approve')!
    const page = await visit({ viewport: widths['at a desk'] })
    await become(page, 'Ben Adler')
    await page.goto(`${server.url}/tasks/${task.id}`)
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor()
    await task.do('assign', { by: { id: 'maria', name: 'Maria Novak', permissions: ['hello-world.approve'] } })
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await page
      .getByText(/Maria Novak took/)
      .first()
      .waitFor()
    expect((await app.handover.tasks.get(task.id)).owner?.id).toBe('maria')
  })

  /** A page that reports what goes wrong inside it. */
  async function visit(options: { viewport: { width: number; height: number } }): Promise<Page> {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(8000)
    const page = await context.newPage()
    page.on('pageerror', (failure) => expect.unreachable(failure.message))
    await page.goto(server.url)
    return page
  }
})

/** Acts as somebody else: in the sidebar, or on a phone on the page about oneself. */
async function become(page: Page, name: string): Promise<void> {
  if (page.viewportSize()!.width > 760) {
    await page.getByRole('button', { name: 'Demonstration user' }).click()
    await page.getByRole('menuitemradio', { name }).click()
    await page.getByRole('button', { name: 'Demonstration user' }).getByText(name).waitFor()
  } else {
    await page.goto(new URL('/me', page.url()).href)
    const user = page.getByRole('button', { name: new RegExp(`^${name}`) })
    await user.click()
    await page.locator('[aria-pressed=true]', { hasText: name }).waitFor()
  }
}

const follow = (page: Page, name: string) => page.getByRole('link', { name }).filter({ visible: true }).first().click()
const currentHeading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** A phone shows the history behind a tab. */
async function showsHistory(page: Page, deeds: readonly RegExp[]): Promise<void> {
  const part = page.getByRole('button', { name: /^History/ })
  if (await part.isVisible()) await part.click()
  for (const deed of deeds) await page.getByText(deed).filter({ visible: true }).first().waitFor()
}
