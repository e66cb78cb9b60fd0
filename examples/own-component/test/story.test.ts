/** The application's own component in its own build of the desk, played in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen, type Listening } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { launchBrowser } from '../../../test/browser.ts'
import { violationsOn } from '../../../test/walk.ts'
import { createApp } from '../src/app.ts'
import { leaveRequest } from '../src/leave-request.ts'
import { colleague } from '../src/team.ts'

const folder = mkdtempSync(join(tmpdir(), 'handover-own-component-'))
const [ben, priya] = [colleague('ben')!, colleague('priya')!]
const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

type App = Awaited<ReturnType<typeof createApp>>
let browser: Browser
let app: App
let server: Listening

beforeAll(async () => {
  const outDir = join(folder, 'desk')
  await build({ root: join(import.meta.dirname, '..'), logLevel: 'error', build: { outDir, emptyOutDir: true } })
  browser = await launchBrowser()
  app = await createApp(sqliteStore({ file: join(folder, 'leave.db') }), outDir)
  server = await listen(app, { port: 0 })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await server.close()
  await app.handover.close()
  rmSync(folder, { recursive: true })
})

describe.each(Object.entries(widths))('%s', (_, viewport) => {
  test('who decides sees who else is away, and what was entered survives a refusal of the server', async () => {
    const { process, task } = await asked(app)
    const page = await visit(server, task, viewport)
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    const calendar = page.getByRole('table')
    await calendar.waitFor()
    expect(await rowOf(calendar, 'Priya Raman')).toEqual(['asked'])
    expect(await rowOf(calendar, 'Jonas Lind')).toEqual(['away'])
    expect(await rowOf(calendar, 'Lena Fischer')).toEqual(['away'])
    await page.getByText('Nobody else is away on 4 of the 6 days.').waitFor()

    expect(await violationsOn(page)).toEqual([])

    // Nothing chosen: the desk refuses by itself, and leads to the component's own field.
    await page.getByRole('button', { name: 'Complete', exact: true }).click()
    await page.getByRole('alert').getByText('One field needs another look.').waitFor()
    await page.getByRole('alert').getByRole('link', { name: 'Your decision' }).click()
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Approve')

    // What only the server knows: it stands at the field, and nothing is lost.
    await page.getByLabel('Stands in for Priya').selectOption('Jonas Lind')
    await page.getByRole('radio', { name: 'Send back' }).check()
    await page.getByRole('button', { name: 'Complete', exact: true }).click()
    await page.getByText('Say why in a note.').waitFor()
    expect(await page.getByRole('radio', { name: 'Send back' }).isChecked()).toBe(true)
    expect(await page.getByLabel('Stands in for Priya').inputValue()).toBe('Jonas Lind')

    await page.getByLabel('Note to Priya').fill('Lena is away on Friday.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Done: Approve the leave').waitFor()
    const tasks = await app.handover.processes.tasks(process)
    expect(tasks.at(-1)).toMatchObject({ node: 'change', owner: { id: 'priya' } })
    expect((await app.handover.processes.get(process)).data).toMatchObject({
      decision: 'send back',
      standIn: 'Jonas Lind',
      note: 'Lena is away on Friday.',
    })
  })
})

test('a desk without the component says which it knows, and shows the plain form', async () => {
  const plain = await createApp(sqliteStore({ file: join(folder, 'plain.db') }), plainDesk)
  const place = await listen(plain, { port: 0 })
  try {
    const { process, task } = await asked(plain)
    const page = await visit(place, task, widths['at a desk'])
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await page
      .getByText('This step asks for the component “approve-leave”, which is not registered in this desk.')
      .waitFor()
    await page.getByText('None is registered. The plain form stands in for it.').waitFor()
    await page.getByRole('radio', { name: /^approve$/i }).check()
    await page.getByRole('button', { name: 'Complete', exact: true }).click()
    await page.getByText('Done: Approve the leave').waitFor()
    expect((await plain.handover.processes.get(process)).outcome).toBe('booked')
  } finally {
    await place.close()
    await plain.handover.close()
  }
})

test('a component that fails gives way to the plain form, and the task can still be done', async () => {
  const { process, task } = await asked(app)
  const page = await visit(server, task, widths['at a desk'])
  // Not what the component counts on: it throws while it is drawn.
  await page.route('**/team/calendar?*', (route) => route.fulfill({ json: {} }))
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await page.getByText('The component “approve-leave” failed.').waitFor()
  await page.getByRole('radio', { name: /^approve$/i }).check()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText('Done: Approve the leave').waitFor()
  expect((await app.handover.processes.get(process)).outcome).toBe('booked')
})

test('inbox, form and picture stand in another application, and leave the rest of its page alone', async () => {
  const { process, task } = await asked(app)
  const page = await visit(server, task, widths['at a desk'])
  await app.handover.tasks.get(task).then((each) => each.do('assign', { by: ben }))
  await page.goto(`${server.url}/intranet.html`)
  const inbox = page.getByRole('list', { name: 'My tasks' })
  await inbox.waitFor()
  await page.getByRole('img', { name: /Leave request/ }).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await inbox.getByRole('link', { name: /Approve the leave/ }).click()
  expect(new URL(page.url()).search).toBe(`?task=${task}`)
  await page.getByRole('table').waitFor()
  await page.getByRole('img', { name: /Leave request/ }).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByRole('alert').getByText('One field needs another look.').waitFor()
  await page.getByRole('radio', { name: 'Decline' }).check()
  await page.getByLabel('Note to Priya').fill('Too many are away.')
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText('Handed on: Approve the leave').waitFor()
  await page.getByText('Nothing is waiting for you.').waitFor()
  expect((await app.handover.processes.get(process)).outcome).toBe('declined')

  expect(await page.title()).toBe('Intranet')
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBeNull()
  const of = (element: string, property: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${element}')).getPropertyValue('${property}')`)
  expect(await of('html', '--accent')).toBe('')
  expect(await of('h1', 'font-family')).toContain('Georgia')
  expect(await of('h1', 'margin-top')).not.toBe('0px')
})

test('in the picture of a process each step leads to where the application shows its task', async () => {
  const { process, task } = await asked(app)
  const page = await visit(server, task, widths['at a desk'])
  await page.goto(`${server.url}/intranet.html?process=${process}`)
  const picture = page.getByRole('img', { name: /Leave request/ })
  await picture.waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('link', { name: /^Approve the leave/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Decide' }).waitFor()
  expect(new URL(page.url()).search).toBe(`?task=${task}`)
})

/** The desk that comes with the package, as `node scripts/build-desk.ts` leaves it. */
const plainDesk = join(import.meta.dirname, '../../../packages/desk/dist/app')

async function asked({ handover }: App) {
  const input = { from: '2026-12-14', to: '2026-12-21', reason: 'Family visit in Chennai' }
  const { id, tasks } = await handover.start(leaveRequest, 'start', input, { by: priya })
  return { process: id, task: tasks.find(({ node }) => node === 'approve')!.id }
}

async function visit(place: Listening, task: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.request.post(`${place.url}/demo/users/${ben.id}`, { headers: { origin: place.url } })
  await page.goto(`${place.url}/tasks/${task}`)
  return page
}

const rowOf = (calendar: ReturnType<Page['getByRole']>, name: string) =>
  calendar.getByRole('row', { name }).locator('td span').allInnerTexts()
