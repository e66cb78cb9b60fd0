/** Several tasks are given to somebody else at once: what it brings about, what stays, and why. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchBrowser } from '../../../test/browser.ts'
import { hours, openWork, people, type Work } from './work.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function open(rights: readonly string[] = []): Promise<Work> {
  const work = await openWork(rights)
  onTestFinished(() => work.close())
  return work
}

async function visit(work: Work, path: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport })
  page.setDefaultTimeout(8000)
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  onTestFinished(() => page.close())
  await page.goto(work.url + path)
  return page
}

const take = async (work: Work, id: string) => (await work.handover.tasks.get(id)).do('assign', { by: people.ben })
const processOf = async (work: Work, id: string) => (await work.handover.tasks.get(id)).process.id
const ownerOf = async (work: Work, id: string) => (await work.handover.tasks.get(id)).owner?.id
const select = (page: Page, name: RegExp) => page.getByRole('checkbox', { name }).check()
const row = (page: Page, name: string) => page.locator('[data-task]').filter({ hasText: name })
const bar = (page: Page) => page.getByRole('group', { name: 'What to do with the selected tasks' })

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Who gets it' }).fill(name)
  await page.getByRole('option', { name }).click()
}

test('what is selected goes to somebody else; what was refused stays, with its reason, and may be tried again', async () => {
  const work = await open()
  const [first, second] = [await work.ship('SO-1', '3 parcels', hours(5)), await work.ship('SO-2', '4 lamps', hours(6))]
  for (const id of [first, second]) await take(work, id)
  await work.handover.processes.suspend(await processOf(work, await work.ask(6)))
  const page = await visit(work, '/inbox')
  for (const name of [/SO-1/, /SO-2/, /6 days off/]) await select(page, name)
  await bar(page)
    .getByRole('button', { name: /^Assign… 2 of 3/ })
    .click()

  const dialog = page.getByRole('dialog', { name: 'Assign 2 tasks' })
  await dialog.getByText('They leave the inbox of who has them now').waitFor()
  const rows = dialog.getByRole('definition')
  expect(await rows.allInnerTexts()).toEqual([
    'Pack the goods, SO-1, 3 parcels\nPack the goods, SO-2, 4 lamps',
    'Approve the leave, 6 days off',
  ])
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await dialog.getByText('Choose somebody.').waitFor()

  await choose(page, 'Maria Novak')
  await dialog.getByRole('textbox', { name: 'Note (optional)' }).fill('I am away next week.')
  await work.handover.processes.suspend(await processOf(work, second))
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await page.getByText('Assigned to Maria Novak: 1 task.').waitFor()
  await page.getByRole('dialog', { name: 'Assign 1 task' }).waitFor()
  const alert = page.getByRole('alert').filter({ hasText: '1 task could not be assigned.' })
  await alert.getByText('SO-2, 4 lamps: The process is suspended.').waitFor()
  expect([await ownerOf(work, first), await ownerOf(work, second)]).toEqual(['maria', 'ben'])
  const events = await work.handover.processes.history(await processOf(work, first))
  expect(events.at(-1)).toMatchObject({ type: 'task.assigned', note: 'I am away next week.' })

  await work.handover.processes.resume(await processOf(work, second))
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await row(page, 'SO-2').waitFor({ state: 'detached' })
  expect(await ownerOf(work, second)).toBe('maria')
  await bar(page).waitFor({ state: 'detached' })
})

test('A gives the focused row to somebody else, and Escape brings the focus back to it', async () => {
  const work = await open()
  const id = await work.ship('SO-1', '3 parcels', hours(5))
  await take(work, id)
  const page = await visit(work, '/inbox')
  await row(page, 'SO-1').getByRole('link').focus()
  await page.keyboard.press('a')
  await page.getByRole('dialog', { name: 'Assign 1 task' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator(':focus').textContent()).toContain('SO-1')
  await page.keyboard.press('a')
  await choose(page, 'Maria Novak')
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await row(page, 'SO-1').waitFor({ state: 'detached' })
  expect(await ownerOf(work, id)).toBe('maria')
})

test('what is free is assigned by who may manage it, and by nobody else', async () => {
  const work = await open(['order-shipment.manage'])
  const id = await work.ship('SO-1', '3 parcels', hours(5))
  const page = await visit(work, '/queue')
  await select(page, /SO-1/)
  await bar(page)
    .getByRole('button', { name: /^Assign…/ })
    .click()
  await page.getByText('They leave the queue, and go to the inbox of whom you choose.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.context().addCookies([{ name: 'who', value: 'maria', url: work.url }])
  await page.goto(`${work.url}/queue`)
  await select(page, /SO-1/)
  await bar(page).getByRole('button', { name: /^Take/ }).waitFor()
  expect(await bar(page).getByRole('button').count()).toBe(2)
  expect(await ownerOf(work, id)).toBeUndefined()
})

test('on a phone the bar holds all of it', async () => {
  const work = await open()
  for (const order of ['SO-1', 'SO-2']) await take(work, await work.ship(order, '3 parcels', hours(5)))
  await work.handover.processes.suspend(await processOf(work, await work.ask(6)))
  const page = await visit(work, '/inbox', { width: 390, height: 844 })
  await page.getByRole('button', { name: 'Order and selection' }).click()
  await page.getByRole('menuitem', { name: 'Select tasks' }).click()
  for (const name of [/SO-1/, /SO-2/, /6 days off/]) await select(page, name)
  for (const button of await bar(page).getByRole('button').all()) {
    const box = (await button.boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(390)
    expect(box.height).toBeGreaterThanOrEqual(44)
  }
})
