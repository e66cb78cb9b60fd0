/** A leave and an order from start to end, each step by whom it is for, in a real browser. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { become, follow, heading, openCompany, widths, type Company } from './at-the-desk.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

describe.each(Object.entries(widths))('%s', (_, viewport) => {
  const isPhone = viewport.width < 760

  test('Priya asks for leave, Ben sends it back and says why, she changes it, he approves', async () => {
    const page = await visit(viewport)
    await become(page, 'Priya Raman')
    await follow(page, 'Start')
    await follow(page, 'Ask for leave')
    const days = isPhone ? { first: '2027-03-01', last: '2027-03-08' } : { first: '2027-05-03', last: '2027-05-10' }
    const month = isPhone ? 'March' : 'May'
    await page.getByLabel('First day').fill(days.first)
    await page.getByLabel('Last day').fill(days.last)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await heading(page, `6 days in ${month}, Priya Raman`)

    await become(page, 'Ben Adler')
    await open(page, 'Inbox', `Approve the leave 6 days in ${month}, Priya Raman`)
    await page.getByRole('radio', { name: 'Send back' }).check()
    await complete(page)
    await page.getByText('Say why: the requester wants to understand it.').first().waitFor()
    await page.getByRole('textbox', { name: 'Comment' }).fill('One day is enough')
    await complete(page)
    await page.getByText(/^Done: Approve the leave/).waitFor()

    await become(page, 'Priya Raman')
    await open(page, 'Inbox', `Change the request 6 days in ${month}, Priya Raman`)
    await page.getByRole('main').getByText('One day is enough').first().waitFor()
    await page.getByLabel('Last day').fill(days.first)
    await complete(page)
    const changed = `1 day on Mon ${isPhone ? '1 Mar' : '3 May'}, Priya Raman`

    await become(page, 'Ben Adler')
    await open(page, 'Inbox', `Approve the leave ${changed}`)
    await page.getByRole('radio', { name: 'Approve' }).check()
    await complete(page)
    await page.getByRole('link', { name: 'Open process' }).last().click()
    await heading(page, changed)
    await page.getByRole('main').getByText('Done').first().waitFor()
    const booked = await company.app.handover.processes.list({ search: changed })
    expect(booked.items.map(({ outcome }) => outcome)).toEqual(['booked'])
  })

  test('Anna registers an order, three people prepare it side by side, Maria hands it over', async () => {
    const page = await visit(viewport)
    const order = isPhone ? 'SO-3002' : 'SO-3001'
    const summary = `${order}, 12 desk lamps to Oslo`
    await become(page, 'Anna Weber')
    await follow(page, 'Start')
    await follow(page, 'Register an order')
    const fields = { 'Order number': order, Customer: 'Nordlys', Goods: '12 desk lamps', City: 'Oslo' }
    for (const [name, value] of Object.entries(fields))
      await page.getByRole('textbox', { name, exact: true }).fill(value)
    await page.getByLabel('Value of the goods').fill('4800')
    await page.getByLabel('Deliver by').fill('2027-03-01')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await heading(page, summary)

    await take(page, `Insure the shipment, ${summary}`)
    await open(page, 'Inbox', `Insure the shipment ${summary}`)
    await page.getByRole('textbox', { name: 'Policy number' }).fill('HG-1')
    await complete(page)
    await page.getByText(/^Done: Insure the shipment/).waitFor()

    await become(page, 'Jonas Lind')
    await take(page, `Choose a carrier, ${summary}`)
    await open(page, 'Inbox', `Choose a carrier ${summary}`)
    await page.getByRole('radio', { name: 'Kestrel Parcel' }).check()
    await complete(page)
    await page.getByText(/^Done: Choose a carrier/).waitFor()

    await become(page, 'Maria Novak')
    await take(page, `Pack the goods, ${summary}`)
    await open(page, 'Inbox', `Pack the goods ${summary}`)
    await page.getByLabel('Parcels').fill('3')
    await page.getByLabel('Weight').fill('14.2')
    await complete(page)
    await page.getByText(/^Done: Pack the goods/).waitFor()
    await open(page, 'Inbox', `Hand over to the carrier ${summary}`)
    await complete(page)
    await page.getByText(/^Done: Hand over to the carrier/).waitFor()

    const [process] = (await company.app.handover.processes.list({ search: order })).items
    expect([process!.status, process!.outcome]).toEqual(['done', 'shipped'])
    const answer = await page.context().request.get(`${company.server.url}/api/processes/${process!.id}`)
    expect(await answer.json()).toMatchObject({ artifact: { label: order } })
  })
})

async function visit(viewport: { width: number; height: number }): Promise<Page> {
  const context = await company.browser.newContext({ viewport })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  page.on('pageerror', (failure) => expect.unreachable(failure.message))
  await page.goto(company.server.url)
  return page
}

/** By its list: a phone shows none beside a task. */
async function open(page: Page, list: 'Inbox' | 'Queue', task: string): Promise<void> {
  await page.goto(`${company.server.url}/${list.toLowerCase()}`)
  await page.getByRole('link', { name: task }).click()
  await heading(page, task.split(/ (?=\d+ day|SO-)/)[0]!)
}

async function take(page: Page, task: string): Promise<void> {
  await page.goto(`${company.server.url}/queue`)
  const button = page.getByRole('button', { name: `Take ${task}` })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

const complete = (page: Page) => page.getByRole('button', { name: 'Complete', exact: true }).click()
