/** The pages about processes in a real browser: the list, what needs attention, and a flow with its board. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { flow, type Actor, type Handover } from 'handover'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { openDesk, type OpenedDesk } from './open-desk.ts'

let isPrinterBroken = false
const shipment = flow('shipment', {
  title: 'Order shipment',
  description: 'An order is packed and insured side by side, then handed over.',
  summary: (data) => data.order,
  data: z.object({ order: z.string() }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['order'] })
      .title('Register')
      .next('both'),
    both: n.split().title('').next('pack').next('insure'),
    pack: n.view({ fields: [] }).title('Pack the goods').permission('shipment.work').next('print'),
    print: n
      .job(
        () => {
          if (isPrinterBroken) throw new Error('The printer is out of paper.')
        },
        { retries: 0 },
      )
      .title('Print the label')
      .next('join'),
    insure: n
      .view({ fields: [] })
      .title('Insure')
      .permission('shipment.work')
      .onTimeout('2 days', 'remind', { interrupting: false })
      .next('join'),
    remind: n
      .function(() => {})
      .title('Remind')
      .next('reminded'),
    reminded: n.end().title('Reminded'),
    join: n.join().next('shipped'),
    shipped: n.end().title('Shipped'),
  }),
})
const note = flow('note', {
  title: 'Note',
  data: z.object({ text: z.string() }),
  summary: (data) => data.text,
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('read'),
    read: n.view({ fields: [] }).title('Read it').permission('note.read').next('done'),
    done: n.end().title('Read'),
  }),
})
const rights = ['shipment.work', 'shipment.manage', 'note.read', 'note.view']
const ben: Actor = { id: 'ben', name: 'Ben Adler', permissions: rights }
const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: [] }
const people = [ben, anna]
const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

let browser: Browser
let desk: OpenedDesk
let handover: Handover

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  isPrinterBroken = false
  desk = await openDesk([shipment, note], { people, mayOperate: ({ id }) => id === 'ben' })
  handover = desk.handover
  return () => desk.close()
})

const ship = (order: string, by = anna) => handover.start(shipment, 'start', { order }, { by })
const write = (text: string, by = anna) => handover.start(note, 'start', { text }, { by })
const at = async (process: { readonly id: string }, node: string) =>
  (await handover.processes.tasks(process.id)).findLast((task) => task.node === node)!
const work = async (process: { readonly id: string }, node: string) =>
  (await (await at(process, node)).do('assign', { by: ben })).do('complete', { by: ben, input: {} })

/** An order whose label could not be printed. */
async function stopped(order: string): Promise<string> {
  isPrinterBroken = true
  const process = await ship(order)
  await work(process, 'pack')
  await handover.idle()
  isPrinterBroken = false
  return process.id
}

async function visit(path: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, acceptDownloads: true })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.goto(`${desk.url}${path}`)
  return page
}

/** Nothing scrolls the page itself sideways. */
async function expectNoOverflow(page: Page): Promise<void> {
  const [all, seen] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]')
  expect(all).toBeLessThanOrEqual(seen)
}
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Processes' }).getByRole('link')
const searchOf = (page: Page) => new URL(page.url()).searchParams

describe.each(Object.entries(widths))('%s', (place, viewport) => {
  test('the list tells where each process stands, and its filters live in the address', async () => {
    const taken = await ship('SO-1 to Oslo')
    await (await at(taken, 'pack')).do('assign', { by: ben })
    await stopped('SO-2 to Graz')
    await work(await write('Read me', ben), 'read')
    const page = await visit('/processes', viewport)
    await rowsOf(page).first().waitFor()
    expect(await rowsOf(page).allInnerTexts()).toEqual(['Read me', 'SO-2 to Graz', 'SO-1 to Oslo'])
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row('SO-1').getByText('Pack the goods').waitFor()
    await row('SO-1').getByText('Ben Adler').waitFor()
    await row('SO-1').getByText('+1').waitFor()
    await row('SO-2').getByText('failed once').waitFor()
    await row('SO-2')
      .getByRole('img', { name: /Print the label has failed/ })
      .waitFor()

    const chips = page.getByRole('group', { name: 'Filters' })
    await chips.getByRole('button', { name: 'Needs attention 1' }).click()
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual(['SO-2 to Graz'])
    expect(searchOf(page).get('attention')).toBe('true')
    await page.reload()
    await rowsOf(page).first().waitFor()
    expect(await rowsOf(page).allInnerTexts()).toEqual(['SO-2 to Graz'])

    await chips.getByRole('button', { name: 'All 3' }).click()
    await chips.getByRole('button', { name: /^Flow/ }).click()
    await page.getByRole('menuitemradio', { name: 'Note' }).click()
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual(['Read me'])
    await chips.getByRole('button', { name: 'Outcome' }).click()
    await page.getByRole('menuitemradio', { name: 'Read', exact: true }).click()
    await chips.getByRole('button', { name: /^Person/ }).click()
    await page.getByRole('option', { name: 'Ben Adler' }).click()
    await chips.getByRole('button', { name: /^Started/ }).click()
    await page.getByRole('button', { name: 'Today' }).click()
    await expect
      .poll(() => [...searchOf(page).keys()].toSorted())
      .toEqual(['flow', 'outcome', 'person', 'since', 'until'])
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual(['Read me'])
    await chips.getByRole('button', { name: 'Person: Ben Adler', exact: true }).waitFor()
    await chips.getByRole('button', { name: 'Remove the filter Person' }).click()
    await expect.poll(() => [...searchOf(page).keys()]).not.toContain('person')
    await page.getByRole('searchbox', { name: 'Search processes' }).fill('SO-9')
    await page.getByRole('heading', { name: /No process of Note matches “SO-9”/ }).waitFor()
    await page.getByRole('button', { name: 'Clear everything' }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(3)
    await expectNoOverflow(page)
  })

  test('the list turns its pages, and is exported as a table', async () => {
    for (let i = 1; i <= 30; i++) await write(`Note ${i}`)
    const page = await visit('/processes', viewport)
    await page.getByText('1 to 25 of 30, newest first').waitFor()
    await page.getByRole('button', { name: 'Older' }).click()
    await page.getByText('26 to 30 of 30, newest first').waitFor()
    expect(await rowsOf(page).allInnerTexts()).toEqual(['Note 5', 'Note 4', 'Note 3', 'Note 2', 'Note 1'])
    await page.reload()
    await page.getByText('26 to 30 of 30, newest first').waitFor()
    await page.getByRole('button', { name: 'Newer' }).click()
    await page.getByText('1 to 25 of 30, newest first').waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export as CSV' }).click()
    expect((await saved).suggestedFilename()).toBe('processes.csv')
  })

  test('what needs attention says why and what can be done, and is mended there', async () => {
    const process = await stopped('SO-3 to Turin')
    const page = await visit(`/processes/${process}`, viewport)
    await page.getByRole('heading', { level: 1, name: 'SO-3 to Turin' }).waitFor()
    const under = page.getByRole('main').getByText(/^(Needs attention|Running)$/)
    expect(await under.allInnerTexts()).toEqual(['Needs attention'])
    await page.goto(`${desk.url}/processes`)
    const way = place === 'on a phone' ? 'One thing needs attention' : 'Needs attention'
    await page.getByRole('link', { name: way }).click()
    await page.getByRole('heading', { level: 1, name: 'Needs attention' }).waitFor()
    await page.getByText(/The printer is out of paper/).waitFor()
    await page.getByText('failed once').waitFor()
    await expectNoOverflow(page)
    await page.getByRole('button', { name: 'Retry now: Print the label, SO-3 to Turin' }).click()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor({ timeout: 15_000 })
    await handover.idle()
    expect((await handover.processes.list({ needsAttention: true })).items).toEqual([])
    await page.getByRole('link', { name: 'Needs attention' }).waitFor({ state: 'detached' })
  })

  test('a process says who suspended or canceled it, when, and why', async () => {
    const held = await ship('SO-5 to Porto')
    await handover.processes.suspend(held.id, { by: ben, note: 'The customer has not paid yet.' })
    const page = await visit(`/processes/${held.id}`, viewport)
    const notice = page.getByRole('status').filter({ hasText: 'Suspended by Ben Adler just now' })
    await notice.getByText('The customer has not paid yet.').waitFor()
    await handover.processes.cancel(held.id, { by: ben, note: 'Withdrawn by the customer.' })
    await page.reload()
    await page.getByText(/^canceled by Ben Adler just now/).waitFor()
    await page.getByRole('main').getByRole('blockquote').first().getByText('Withdrawn by the customer.').waitFor()
    expect(await notice.count()).toBe(0)
    await page.goto(`${desk.url}/processes`)
    await page.getByRole('row').filter({ hasText: 'SO-5' }).getByText('Withdrawn by the customer.').waitFor()
  })

  test('a delivery that was given up is dropped only after it was said what that means', async () => {
    const process = await ship('SO-4 to Lyon')
    const delivery = {
      id: '01a20184-7ef8-7297-97d1-8f7b0bb47f6d',
      tenant: '',
      kind: 'message',
      process: process.id,
      lane: null,
      payload: { process: process.id },
      createdAt: new Date().toISOString(),
      dueAt: new Date().toISOString(),
      attempts: 20,
      error: 'connect ECONNREFUSED',
      isDead: true,
      limit: null,
      claimedBy: null,
      claimedUntil: null,
      progress: null,
    }
    await desk.store.begin().write([], { deliveries: [delivery] })
    const page = await visit('/attention', viewport)
    await page.getByText('A message could not be delivered, 20 attempts:').waitFor()
    await page.getByRole('button', { name: 'Give up' }).click()
    const dialog = page.getByRole('dialog', { name: 'Give this delivery up for good?' })
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await desk.store.outbox.get(delivery.id)).toBeDefined()
    await page.getByRole('button', { name: 'Give up' }).click()
    await dialog.getByRole('button', { name: 'Give up for good' }).click()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
    expect(await desk.store.outbox.get(delivery.id)).toBeUndefined()
  })

  test('a flow shows its open work step by step, and leads to all of it', async () => {
    for (let i = 1; i <= 7; i++) await ship(`SO-${i} to Porto`)
    await stopped('SO-8 to Split')
    const page = await visit('/flows/shipment', viewport)
    await page.getByText('An order is packed and insured side by side').waitFor()
    await page.getByText('Version 1').waitFor()
    const legend = page.getByRole('list', { name: 'Signs in this picture' })
    await legend.getByText('timer boundary, does not interrupt').filter({ visible: true }).waitFor()
    const board = page.getByRole('group', { name: 'Open work' })
    const columns = await board
      .getByRole('region')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
    const steps = ['Insure, 8 open tasks', 'Pack the goods, 7 open tasks', 'Print the label, 1 open task']
    expect(new Set(columns)).toEqual(new Set(steps))
    await board.getByText('The printer is out of paper.').waitFor()
    await expectNoOverflow(page)
    await board.getByRole('link', { name: 'All 7 at Pack the goods' }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(7)
    await page.getByRole('button', { name: 'Remove the filter Stands at' }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(8)
  })

  test('a picture grows and shrinks by buttons, keys and the wheel, and opens where the process stands', async () => {
    const process = await ship('SO-5 to Split')
    const page = await visit(`/processes/${process.id}`, viewport)
    const region = page.getByRole('region', { name: 'Picture of the process' })
    const width = async () => (await region.locator('svg').first().boundingBox())!.width
    await region.waitFor()
    const before = await width()
    const zoom = page.getByRole('group', { name: 'Size of the picture' })
    await zoom.getByRole('button', { name: 'Larger' }).click()
    await expect.poll(width).toBeGreaterThan(before)
    const larger = await width()
    await region.focus()
    await page.keyboard.press('-')
    await expect.poll(width).toBeLessThan(larger)
    await page.keyboard.press('0')
    const box = (await region.boundingBox())!
    await expect.poll(width).toBeLessThanOrEqual(box.width)
    const whole = await width()
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await expect.poll(width).toBeGreaterThan(whole)
    await page.reload()
    const here = region.locator('[data-here]').first()
    await here.waitFor()
    const [node, frame] = [(await here.boundingBox())!, (await region.boundingBox())!]
    expect(node.x).toBeGreaterThanOrEqual(frame.x - 1)
    expect(node.x + node.width).toBeLessThanOrEqual(frame.x + frame.width + 1)
  })
})
