/** Who manages a flow changes when work is due, and when the process goes on by itself. */
import { flow, type Actor } from 'handover'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { openDesk, visitAs, type OpenedDesk } from './open-desk.ts'

const order = flow('order', {
  title: 'Order',
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('fork'),
    fork: n.split().next('cool').next('pack'),
    cool: n
      .timer(() => '2026-12-01T09:00:00Z')
      .title('Let it cool')
      .next('ready'),
    pack: n
      .view({ fields: [] })
      .title('Pack the goods')
      .onTimeout('4 days', 'late', { interrupting: false })
      .next('ready'),
    late: n.view({ fields: [] }).title('Ask why').next('asked'),
    asked: n.end(),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})
const olga: Actor = { id: 'olga', name: 'Olga Brandt', permissions: ['order.view', 'order.manage'] }
const maria: Actor = { id: 'maria', name: 'Maria Novak', permissions: [] }

let browser: Browser
let desk: OpenedDesk
beforeAll(async () => {
  browser = await launchBrowser()
  desk = await openDesk([order], { people: [olga, maria] })
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

async function visit(path: string, width: number, by = olga): Promise<Page> {
  const viewport = { width, height: 900 }
  const page = await visitAs(browser, by, { viewport, locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  onTestFinished(() => page.context().close())
  await page.goto(desk.url + path)
  return page
}

async function started(): Promise<{ id: string; at: (node: string) => Promise<string> }> {
  const { id } = await desk.handover.start(order, 'start', {})
  const tasks = () => desk.handover.processes.tasks(id)
  return { id, at: async (node) => (await tasks()).find((task) => task.node === node)!.id }
}
const taskOf = (id: string) => desk.handover.tasks.get(id)

async function ask(page: Page, menu: string | RegExp, title: string) {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: 'Change the time…' }).click()
  return page.getByRole('dialog', { name: `Change the time of ${title}` })
}

describe.each([1440, 390])('at %i px', (width) => {
  test('a timer goes on at another time, in the zone of who chose it; history says from when to when and why', async () => {
    const { id, at } = await started()
    const task = await at('cool')
    const page = await visit(`/tasks/${task}`, width)
    await page.getByText('It goes on by itself on Tue 1 Dec 2026, 10:00.').waitFor()
    const dialog = await ask(page, 'More actions', 'Let it cool')
    await dialog.getByText('If that has passed, it goes on at once.').waitFor()
    await dialog.getByText('Europe/Berlin').waitFor()
    const field = dialog.getByLabel('New time')
    expect(await field.inputValue()).toBe('2026-12-01T10:00')
    await dialog.getByRole('button', { name: 'Change the time' }).click()
    await dialog.getByText('Choose another time than the present one.').waitFor()
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)

    await field.fill('2026-12-03T07:30')
    await dialog.getByRole('textbox', { name: 'Note (optional)' }).fill('The oven is still hot.')
    await dialog.getByRole('button', { name: 'Change the time' }).click()
    await page.getByText('Time changed: Let it cool.').waitFor()
    expect((await taskOf(task)).wakeAt?.toISOString()).toBe('2026-12-03T06:30:00.000Z')
    await page.getByText('It goes on by itself on Thu 3 Dec 2026, 07:30.').waitFor()

    await page.goto(`${desk.url}/processes/${id}`)
    await page
      .getByText('changed the time of Let it cool from Tue 1 Dec 2026, 10:00 to Thu 3 Dec 2026, 07:30')
      .waitFor({ state: 'attached' })
    await page.getByText('The oven is still hot.').waitFor({ state: 'attached' })
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(sideways).toBe(false)
  })
})

test("people's work gets a due time, and a deadline on its border keeps its own", async () => {
  const { at } = await started()
  const [task, deadline] = [await at('pack'), await at('pack__timeout')]
  const before = (await taskOf(deadline)).wakeAt
  const page = await visit(`/tasks/${task}`, 1440)
  const dialog = await ask(page, 'More actions', 'Pack the goods')
  await dialog.getByText('Reminders and deadlines keep their own time.').waitFor()
  expect(await dialog.getByLabel('New time').inputValue()).toBe('')
  await dialog.getByLabel('New time').fill('2026-12-03T07:30')
  await dialog.getByRole('button', { name: 'Change the time' }).click()
  await page.getByText('Time changed: Pack the goods.').waitFor()
  expect((await taskOf(task)).dueAt?.toISOString()).toBe('2026-12-03T06:30:00.000Z')
  expect((await taskOf(deadline)).wakeAt).toEqual(before)
})

test('a deadline is moved on the page of its process, and one that has passed is up at once', async () => {
  const { id, at } = await started()
  const deadline = await at('pack__timeout')
  const page = await visit(`/processes/${id}`, 1440)
  const dialog = await ask(page, /After 4 days/, 'After 4 days')
  await dialog.getByText('The task that it belongs to keeps its due time.').waitFor()
  await dialog.getByLabel('New time').fill('2020-01-01T00:00')
  await dialog.getByRole('button', { name: 'Change the time' }).click()
  await page.getByText('Time changed: After 4 days.').waitFor()
  await expect.poll(async () => (await taskOf(deadline)).status).toBe('done')
})

test('who does not manage the flow is not offered it', async () => {
  const { at } = await started()
  const task = await at('pack')
  const page = await visit(`/tasks/${task}`, 1440, maria)
  await page.getByRole('heading', { name: 'Pack the goods' }).waitFor()
  expect(await page.getByRole('button', { name: 'More actions' }).count()).toBe(0)
})
