/** `startDesk({ chooseFile })` in an application's own build of the desk, in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flow } from 'handover'
import react from '@vitejs/plugin-react'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { anna, openDesk, visitAs, type OpenedDesk } from './open-desk.ts'

const expense = flow('expense', {
  title: 'Expense',
  summary: (data) => data.what,
  data: z.object({
    what: z.string().meta({ title: 'What for' }),
    receipt: z.url().meta({ title: 'Receipt', widget: 'file' }),
    granted: z.boolean().optional().meta({ title: 'Granted' }),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['what', 'receipt'] })
      .title('Hand in an expense')
      .next('approve'),
    approve: n
      .view({ fields: ['granted'] })
      .title('Approve the expense')
      .assign(() => 'anna')
      .next('done'),
    done: n.end(),
  }),
})
const reference = 'https://files.example.org/7/hotel%20bill.pdf'

const folder = mkdtempSync(join(tmpdir(), 'handover-own-build-'))
let browser: Browser
let opened: OpenedDesk
beforeAll(async () => {
  await build({
    root: join(import.meta.dirname, 'own-build'),
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  })
  browser = await launchBrowser()
  opened = await openDesk([expense], { desk: { folder } })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await opened.close()
  rmSync(folder, { recursive: true })
})

test('a chosen file goes to the server as its reference, and is a link wherever it is read', async () => {
  const page = await visitAs(browser, anna, { viewport: { width: 1440, height: 900 } })
  await page.goto(`${opened.url}/start/expense/start`)
  await page.getByLabel('What for').fill('Oslo')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file…' }).click(),
  ])
  expect(await chooser.element().getAttribute('aria-label')).toBe('Receipt')
  await chooser.setFiles({ name: 'hotel bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
  await expect.poll(() => page.getByLabel('Receipt').inputValue()).toBe(reference)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('Started: Oslo.').waitFor()

  const { items } = await opened.handover.processes.list({ by: anna })
  expect(items).toHaveLength(1)
  expect((await opened.handover.processes.get(items[0]!.id)).data).toMatchObject({ receipt: reference })

  // Who decides reads it: nothing to choose any more.
  const task = (await opened.handover.processes.tasks(items[0]!.id)).at(-1)!
  await page.goto(`${opened.url}/tasks/${task.id}`)
  const link = page.getByRole('definition').getByRole('link', { name: 'Open hotel bill.pdf' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe(reference)
  expect(await page.getByRole('button', { name: 'Choose a file…' }).count()).toBe(0)
  await page.goto(`${opened.url}/processes/${items[0]!.id}`)
  await page.getByRole('link', { name: 'Open hotel bill.pdf' }).first().waitFor()
})
