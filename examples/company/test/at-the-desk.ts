/** What people do at every desk, in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen, type Listening } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { createApp } from '../src/app.ts'

export const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

export interface Company {
  readonly app: Awaited<ReturnType<typeof createApp>>
  readonly server: Listening
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** The company with a database and a browser of its own; the caller closes it. */
export async function openCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-company-'))
  const app = await createApp(sqliteStore({ file: join(folder, 'company.db') }))
  const server = await listen(app, { port: 0 })
  const browser = await launchBrowser()
  const close = async () => {
    await browser.close()
    await server.close()
    await app.handover.close()
    rmSync(folder, { recursive: true })
  }
  return { app, server, browser, close }
}

/** Acts as somebody else: in the sidebar, or on a phone on the page about oneself. */
export async function become(page: Page, name: string): Promise<void> {
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

export const follow = (page: Page, name: string) =>
  page.getByRole('link', { name }).filter({ visible: true }).first().click()
export const currentHeading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
