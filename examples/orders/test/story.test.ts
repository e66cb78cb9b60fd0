/** What goes wrong in a shop, and is put right at the desk, in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from 'handover'
import { listen, type Listening } from 'handover/http'
import { sqliteStore, type SqliteStore } from 'handover/sqlite'
import { launchBrowser } from '../../../test/browser.ts'
import { createShop } from '../src/app.ts'
import { orders } from '../src/order.ts'

const ben: Actor = { id: 'ben', name: 'Ben Adler', permissions: ['orders.start'] }
const widths = { 'at a desk': { width: 1440, height: 900 }, 'on a phone': { width: 390, height: 844 } }

let folder: string
let store: SqliteStore
let shop: Awaited<ReturnType<typeof createShop>>
let server: Listening
let browser: Browser
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handover-orders-'))
  store = sqliteStore({ file: join(folder, 'orders.db') })
  shop = await createShop(store)
  server = await listen(shop, { port: 0 })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await shop.handover.close()
  rmSync(folder, { recursive: true })
})

describe.each(Object.entries(widths))('%s', (place, viewport) => {
  test('an order is held, its parcels are lost, packed again, and passed over', async () => {
    const page = await visit(viewport)
    await page.goto(`${server.url}/start/orders/start`)
    await page.getByRole('textbox', { name: 'Customer' }).fill(`Nordlys ${place}`)
    await page.getByRole('textbox', { name: 'Total' }).fill('20')
    await page.getByRole('textbox', { name: 'Address' }).fill('Harbour Street 1')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /^Orders #\d+$/ }).waitFor()
    const process = page.url()
    const id = process.split('/').at(-1)!

    await more(page, 'Suspend…', 'Suspend')
    await page.getByText(/^Suspended by /).waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText(/^Suspended by /).waitFor({ state: 'hidden' })

    await loseParcel(id, page)
    await page.goto(process)
    await stopped(page).waitFor()
    await page.getByRole('button', { name: 'Retry now' }).click()
    await page.getByText('Tried again: Pack the parcels.').waitFor()
    await expect.poll(() => parcelsOf(id)).toHaveLength(2)

    await loseParcel(id, page)
    await page.goto(process)
    await stopped(page).click()
    await page.getByRole('button', { name: 'Skip…' }).click()
    const skip = page.getByRole('dialog', { name: 'Skip Pack the parcels?' })
    await skip.getByRole('button', { name: 'Skip' }).click()
    await skip.getByText('Say why.').waitFor()
    await skip.getByRole('textbox', { name: 'Reason' }).fill('Handed over at the door.')
    await skip.getByRole('button', { name: 'Skip' }).click()
    await page.getByText('Skipped: Pack the parcels.').waitFor()

    await shop.handover.message('parcel-delivered', { key: id, payload: {} })
    await shop.handover.idle()
    await page.goto(process)
    await page.getByRole('main').getByText('Delivered', { exact: true }).first().waitFor()
    await showsHistory(page, [/suspended the process/, /tried Pack the parcels again/, /Handed over at the door\./])
  })

  test('a decision is undone and made again, and the work sent back to it', async () => {
    const total = { customer: `Olsen ${place}`, total: 5000, address: 'Mill Lane 2' }
    const { id } = await shop.handover.start(orders, 'start', total, { by: ben })
    const process = `${server.url}/processes/${id}`
    const page = await visit(viewport)
    await decide(page, id, 'No')
    await page.goto(process)
    await page.getByRole('main').getByText('Rejected', { exact: true }).first().waitFor()

    await page.getByRole('button', { name: 'More actions for Approve the order' }).click()
    await page.getByRole('menuitem', { name: 'Undo…' }).click()
    await page.getByRole('dialog', { name: 'Undo Approve the order?' }).getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/was undone and waits to be done again/).waitFor()
    await page.goto(await urlOf(id, 'approve'))
    await page.getByRole('button', { name: 'Do it again' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open it again' }).click()
    await page.getByText('Opened again: Approve the order.').waitFor()
    await decide(page, id, 'Yes')
    await expect.poll(async () => (await newest(id, 'pack'))?.status).toBe('started')

    await page.goto(await urlOf(id, 'pack'))
    await more(page, 'Move to another step…', 'Move', (dialog) =>
      dialog.getByRole('combobox', { name: 'To which step' }).selectOption('Correct the order'),
    )
    await page.getByText('Moved: Pack the parcels.').waitFor()
    await page.goto(await urlOf(id, 'correct'))
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    // What is typed now is meant for the form.
    await page.locator('#root_address:focus').waitFor()
    await store.database.deleteFrom('shop_order').where('customer', '=', total.customer).execute()
    await page.reload()
    await page.getByText('Order: no longer there').waitFor()
    await more(page, 'Send back…', 'Send back', (dialog) =>
      dialog.getByRole('textbox', { name: 'Reason' }).fill('Nobody can deliver there.'),
    )
    await page.getByText('Sent back: Correct the order.').waitFor()

    await page.goto(process)
    await showsHistory(page, [
      /undid Approve the order/,
      /opened Approve the order again/,
      /moved Pack the parcels to Correct the order/,
      /sent Correct the order back to Approve the order, Mia Roth/,
      /Nobody can deliver there\./,
    ])
    expect((await newest(id, 'approve'))?.owner?.id).toBe('mia')
  })
})

async function newest(process: string, node: string) {
  return (await shop.handover.processes.tasks(process)).findLast((task) => task.node === node)
}
const urlOf = async (process: string, node: string) => `${server.url}/tasks/${(await newest(process, node))!.id}`

/** Those that are still to be packed. */
async function parcelsOf(process: string): Promise<readonly string[]> {
  const children = await shop.handover.processes.children(process)
  return children.filter(({ status }) => status === 'running').map(({ id }) => id)
}

/** One parcel is canceled, and the order that waits for it stops. */
async function loseParcel(process: string, page: Page): Promise<void> {
  await expect.poll(() => parcelsOf(process)).toHaveLength(2)
  await page.goto(`${server.url}/processes/${(await parcelsOf(process))[0]}`)
  await page.getByRole('heading', { level: 1, name: /^Parcel [AB]$/ }).waitFor()
  await more(page, 'Cancel the process…', 'Cancel the process')
  await page.getByText(/^Canceled: process #/).waitFor()
  await page.getByRole('link', { name: /Pack the parcels$/ }).click()
  await page.getByRole('heading', { level: 1, name: /^Orders #\d+$/ }).waitFor()
  await expect.poll(async () => (await newest(process, 'pack'))?.status).toBe('error')
}

/** The step that stopped, where the page of its process says why. */
const stopped = (page: Page) =>
  page.getByRole('region', { name: 'Error' }).getByRole('link', { name: 'Pack the parcels' })

async function decide(page: Page, process: string, answer: 'Yes' | 'No'): Promise<void> {
  await page.goto(await urlOf(process, 'approve'))
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await page.getByRole('radio', { name: answer }).check()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText('Done: Approve the order.').waitFor()
}

/** A page that reports what goes wrong inside it. */
async function visit(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  return page
}

/** Chooses what stands in the menu at the top of the page, fills in its dialog and goes through with it. */
async function more(
  page: Page,
  item: string,
  act: string,
  fillIn?: (dialog: ReturnType<Page['getByRole']>) => Promise<unknown>,
): Promise<void> {
  await page.getByRole('button', { name: 'More actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  const dialog = page.getByRole('dialog')
  await fillIn?.(dialog)
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** A phone shows the history behind a tab. */
async function showsHistory(page: Page, deeds: readonly RegExp[]): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  const part = page.getByRole('button', { name: /^History/ })
  if (await part.isVisible()) await part.click()
  for (const deed of deeds) await page.getByText(deed).filter({ visible: true }).first().waitFor()
}
