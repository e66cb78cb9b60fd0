/** Inbox, queue and archive in a real browser: filters, groups, preview, keys, phone, and a list of ten thousand. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begun, processSample, taskSample } from '../../handover/src/testing/store-contract/samples.ts'
import { launchBrowser } from '../../../test/browser.ts'
import { hours, openWork, people, type Work } from './work.ts'

const wide = { width: 1440, height: 900 }
const narrow = { width: 1000, height: 800 }
const phone = { width: 390, height: 844 }

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** A page that reports what goes wrong inside it. */
async function visit(address: string, viewport = wide): Promise<Page> {
  const context = await browser.newContext({ viewport, hasTouch: viewport === phone })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.goto(address)
  return page
}

const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const link = (page: Page, name: string | RegExp) => page.getByRole('listitem').getByRole('link', { name })
const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
/** The groups with their counts, and the orders in them. */
async function shown(page: Page): Promise<string[]> {
  const texts = await page.locator('[data-group], [data-row] span').allInnerTexts()
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').replace(/,.*/, '').trim())
}

describe('with some tasks', () => {
  let work: Work
  beforeAll(async () => {
    work = await openWork()
    const take = async (id: string) => (await work.handover.tasks.get(id)).do('assign', { by: people.ben })
    await take(await work.ship('SO-1', '3 parcels to Oslo', hours(-26)))
    await take(await work.ship('SO-2', '12 desk lamps to Hamburg', hours(24 * 3), 'jonas'))
    await take(await work.ship('SO-3', '2 parcels to Ghent', hours(24 * 20)))
    const leave = await work.handover.tasks.get(await work.ask(6))
    await work.handover.processes.suspend(leave.process.id)
    await work.ship('SO-7', '8 chairs to Lyon', hours(-1))
    await work.ship('SO-8', '9 chairs to Lyon', hours(24 * 3), 'jonas')
    await work.ship('SO-9', '10 chairs to Lyon', hours(24 * 4), 'jonas')
  })
  afterAll(() => work.close())

  test('the inbox is grouped by when its tasks are due, or stands in another order', async () => {
    const page = await visit(`${work.url}/inbox`)
    await link(page, /SO-1/).waitFor()
    const grouped = ['Overdue 1', 'SO-1', 'Next 7 days 1', 'SO-2', 'Later 1', 'SO-3', 'No due date 1', '6 days off']
    expect(await shown(page)).toEqual(grouped)
    await page.getByRole('button', { name: 'Grouped by due date' }).click()
    await page.getByRole('menuitemradio', { name: 'Oldest first' }).click()
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Oldest first' }).waitFor()
    await expect.poll(() => shown(page)).toEqual(['SO-1', 'SO-2', 'SO-3', '6 days off'])
    expect(new URL(page.url()).search).toBe('?sort=oldest')
    await page.reload()
    await link(page, /SO-1/).waitFor()
    expect(await shown(page)).toEqual(['SO-1', 'SO-2', 'SO-3', '6 days off'])
  })

  test('filters stand in the address, are counted, and go away one by one', async () => {
    const page = await visit(`${work.url}/inbox`)
    await page.getByRole('button', { name: 'From', exact: true }).click()
    await page.getByRole('combobox', { name: 'Search people' }).or(page.getByLabel('Search people')).first().fill('jon')
    await page.getByRole('option', { name: 'Jonas Lind' }).click()
    await expect.poll(() => shown(page)).toEqual(['Next 7 days 1', 'SO-2'])
    await page.getByRole('button', { name: 'Task', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Pack the goods' }).click()
    await page.getByRole('button', { name: 'Task: Pack the goods', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Due', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Overdue' }).click()
    await page.getByRole('heading', { name: 'No task of yours fits' }).waitFor()
    await page
      .getByText('Four filters are on: Order shipment, and Pack the goods, and from Jonas Lind, and overdue.')
      .waitFor()
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({
      flow: 'order-shipment',
      node: 'pack',
      from: 'jonas',
      due: 'overdue',
    })
    await page.reload()
    await page.getByRole('button', { name: 'From: Jonas Lind', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove the filter From' }).click()
    await expect.poll(() => shown(page)).toEqual(['Overdue 1', 'SO-1'])
    await page.getByRole('button', { name: 'Remove the filter Due' }).click()
    await expect.poll(() => shown(page)).toEqual(['Overdue 1', 'SO-1', 'Next 7 days 1', 'SO-2', 'Later 1', 'SO-3'])
    await page.getByRole('button', { name: 'Created', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Last 14 days' }).click()
    await page.getByRole('button', { name: 'Created: last 14 days', exact: true }).waitFor()
    await expect.poll(() => shown(page)).toContain('SO-3')
  })

  test('the search takes the slash, finds summaries and titles, and says when nothing matches', async () => {
    const page = await visit(`${work.url}/inbox`)
    await link(page, /SO-1/).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('hamBURG')
    await expect.poll(() => shown(page)).toEqual(['Next 7 days 1', 'SO-2'])
    expect(await page.locator('input:focus').getAttribute('type')).toBe('search')
    await page.getByRole('searchbox').fill('nothing at all')
    await page.getByRole('heading', { name: 'No task of yours matches “nothing at all”' }).waitFor()
    await page.getByRole('button', { name: 'Clear everything' }).click()
    await link(page, /SO-1/).waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
  })

  test('an address that names what does not exist says so, and has a way on', async () => {
    const page = await visit(`${work.url}/queue?flow=order-shipmnt`)
    await page.getByRole('heading', { name: 'This flow is not here' }).waitFor()
    await page.getByRole('button', { name: 'Clear everything' }).click()
    await link(page, /SO-7/).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('the preview follows the focus, and Enter opens', async () => {
    const page = await visit(`${work.url}/inbox`)
    await preview(page).getByRole('heading', { name: 'Pack the goods' }).waitFor()
    await preview(page).getByText('3 parcels to Oslo', { exact: true }).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await preview(page).getByText('12 desk lamps to Hamburg', { exact: true }).first().waitFor()
    await preview(page)
      .getByRole('img', { name: /Pack the goods/ })
      .waitFor()
    await preview(page)
      .getByText(/Jonas Lind started the process/)
      .or(preview(page).getByText('Jonas Lind', { exact: true }))
      .first()
      .waitFor()
    await page.keyboard.press('ArrowUp')
    await preview(page).getByText('3 parcels to Oslo', { exact: true }).first().waitFor()
    // A click beside the title shows a task, a click on the title opens it.
    await rowOf(page, 'SO-3').getByText('Anna').click()
    await preview(page).getByText('2 parcels to Ghent', { exact: true }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Pack the goods' }).waitFor()
    expect(page.url()).toContain('/tasks/')
  })

  test('the preview says by when to the minute, and why nothing can be done', async () => {
    const page = await visit(`${work.url}/inbox`)
    await preview(page)
      .getByText(/^1 d late, \w{3} \d+ \w{3}, \d\d:\d\d/)
      .waitFor()
    expect(await preview(page).getByText('The process is suspended.').count()).toBe(0)
    await link(page, /6 days off/).focus()
    await preview(page).getByText('The process is suspended.').waitFor()
    await preview(page).getByText('no date').waitFor()
  })

  test('beside a narrower list there is no preview, and the whole row opens', async () => {
    const page = await visit(`${work.url}/inbox`, narrow)
    await link(page, /SO-3/).waitFor()
    expect(await preview(page).count()).toBe(0)
    await rowOf(page, 'SO-3').click({ position: { x: 600, y: 20 } })
    await page.getByRole('heading', { level: 1, name: 'Pack the goods' }).waitFor()
  })

  test('by keys alone several are selected, and only those that may be given back are', async () => {
    const page = await visit(`${work.url}/inbox`)
    await link(page, /SO-1/).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('Shift+J')
    const bar = page.getByRole('group', { name: 'What to do with the selected tasks' })
    await bar.getByText('3 selected').waitFor()
    // Nothing moves in the process of the leave until it is resumed.
    await bar.getByRole('button', { name: /^Give back 2 of 3/ }).waitFor()
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    await link(page, /SO-3/).focus()
    await page.keyboard.press('x')
    await page.keyboard.press('u')
    await page.getByText('Given back: 1 task.').waitFor()
    await expect
      .poll(() => shown(page))
      .toEqual(['Overdue 1', 'SO-1', 'Next 7 days 1', 'SO-2', 'No due date 1', '6 days off'])
    // The focus has gone on to the next row.
    await expect.poll(() => page.locator(':focus').textContent()).toContain('6 days off')
  })

  test('T takes the focused task, and the focus goes on to the next', async () => {
    const page = await visit(`${work.url}/queue`)
    await link(page, /SO-8/).focus()
    await page.keyboard.press('t')
    await page.getByText('Taken: Pack the goods.').waitFor()
    await link(page, /SO-8/).waitFor({ state: 'detached' })
    await expect.poll(() => page.locator(':focus').textContent()).toContain('SO-9')
    await preview(page).getByText('10 chairs to Lyon', { exact: true }).first().waitFor()
    await preview(page).getByRole('button', { name: 'Take', exact: true }).waitFor()
  })

  test('a task whose process is suspended stands in the queue, and is not offered to be taken', async () => {
    const held = await work.ship('SO-7001', '1 held parcel', hours(30))
    await work.ship('SO-7002', '1 free parcel', hours(31))
    const { process } = await work.handover.tasks.get(held)
    await work.handover.processes.suspend(process.id)
    const page = await visit(`${work.url}/queue?search=SO-700`)
    await rowOf(page, 'SO-7002').getByRole('button', { name: 'Take' }).waitFor()
    expect(await rowOf(page, 'SO-7001').getByRole('button', { name: 'Take' }).count()).toBe(0)
  })

  test('on a phone rows are cards, a long press selects, and nothing scrolls sideways', async () => {
    const page = await visit(`${work.url}/inbox`, phone)
    await link(page, /SO-1/).waitFor()
    expect(await preview(page).count()).toBe(0)
    const box = page.getByRole('checkbox', { name: /SO-1/ })
    expect(await box.isVisible()).toBe(false)
    await rowOf(page, 'SO-1').dispatchEvent('touchstart')
    await box.and(page.locator(':checked')).waitFor()
    await rowOf(page, 'SO-1').dispatchEvent('touchend')
    await rowOf(page, 'SO-1').getByRole('link').click()
    expect(page.url()).toContain('/inbox')
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await box.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Order and selection' }).click()
    await page.getByRole('menuitem', { name: 'Select tasks' }).click()
    await box.check()
    await page.getByText('1 selected').last().waitFor()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page.getByRole('searchbox').fill('SO-2')
    await expect.poll(() => shown(page)).toEqual(['Next 7 days 1', 'SO-2'])
    const width = await page.locator('html').evaluate((html: { readonly scrollWidth: number }) => html.scrollWidth)
    expect(width).toBeLessThanOrEqual(phone.width)
  })

  test('an empty archive and an empty inbox say what to do instead', async () => {
    const page = await visit(`${work.url}/archive`)
    await page.getByRole('heading', { name: 'You have not finished a task yet' }).waitFor()
    await page.context().addCookies([{ name: 'who', value: 'maria', url: work.url }])
    await page.goto(`${work.url}/inbox`)
    await page.getByRole('heading', { name: 'Nothing is waiting for you' }).waitFor()
    expect(await page.getByRole('searchbox').count()).toBe(0)
  })
})

test('ten thousand tasks scroll to the end, with few of them in the page', async () => {
  const work = await openWork()
  const many = 10_000
  const batch = 500
  for (let from = 0; from < many; from += batch) {
    const changes = Array.from({ length: batch }, (_, i) => {
      const number = from + i
      const process = processSample(100_000 + number, {
        flow: 'order-shipment',
        summary: `SO-${number}`,
        data: { order: `SO-${number}`, goods: 'a lamp', due: hours(1) },
      })
      const owned = { status: 'assigned', owner: 'ben', ownerName: 'Ben Adler', node: 'pack', title: 'Pack' } as const
      return begun(process, [taskSample(process, { ...owned, dueAt: hours(24 * 30 + number) })])
    })
    await work.handover.store.begin().write(changes)
  }
  const page = await visit(`${work.url}/inbox`)
  await link(page, /SO-0$/).waitFor()
  await page.getByText('1000+').first().waitFor()
  const rows = () => page.locator('[data-task]').count()
  const last = link(page, /SO-9999$/)
  let most = 0
  for (let i = 0; i < 400 && (await last.count()) === 0; i++) {
    await page.locator('[data-task]').last().hover()
    await page.mouse.wheel(0, 8000)
    most = Math.max(most, await rows())
  }
  await last.waitFor()
  expect(most).toBeLessThan(150)
  // From the very end keys go on where one is.
  await last.focus()
  await page.keyboard.press('k')
  expect(await page.locator(':focus').textContent()).toContain('SO-9998')
  await page.getByRole('searchbox').fill('SO-4321')
  await link(page, /SO-4321$/).waitFor()
  expect(await rows()).toBe(1)
  await work.close()
}, 90_000)
