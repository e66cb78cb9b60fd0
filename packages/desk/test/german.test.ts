/** What the server says, in a desk that speaks German, in a real browser. */
import { readFile } from 'node:fs/promises'
import { flow } from 'handover'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { anna, maria, openDesk, visitAs, type OpenedDesk } from './open-desk.ts'

const claim = flow('claim', {
  title: 'Schaden',
  summary: (data) => data.code,
  data: z.object({
    code: z.string().regex(/^S/, 'Beginne mit S.').meta({ title: 'Kürzel' }),
    mail: z.email().meta({ title: 'Mail' }),
    isPaid: z.boolean().default(false).meta({ title: 'Bezahlt' }),
    carrier: z
      .enum(['dhl', 'own'])
      .optional()
      .meta({ title: 'Bote', choices: { dhl: { title: 'Paketdienst' }, own: { title: 'Eigener' } } }),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['code', 'mail'] })
      .title('Schaden melden')
      .next('choose'),
    audit: n
      .start({ fields: ['code', 'mail'] })
      .title('Prüfung beginnen')
      .permission('claim.audit')
      .next('choose'),
    choose: n
      .view({ fields: ['carrier'] })
      .title('Boten wählen')
      .offer(() => ({ users: ['anna', 'maria'] }))
      .next('pay'),
    pay: n
      .view({ fields: ['isPaid'] })
      .title('Bezahlen')
      .next('done'),
    done: n.end(),
  }),
})

let browser: Browser
let desk: OpenedDesk
beforeAll(async () => {
  browser = await launchBrowser()
  desk = await openDesk([claim])
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

const visit = async (path: string, { isLive = true, width = 1440 } = {}) => {
  const page = await visitAs(browser, anna, { viewport: { width, height: 900 }, locale: 'de-DE' })
  if (!isLive) await page.route('**/api/live*', (route) => route.abort())
  await page.goto(desk.url + path)
  return page
}
const begin = async (code: string) => {
  const { id } = await desk.handover.start(claim, 'start', { code, mail: 'a@example.org' }, { by: anna })
  const task = (await desk.handover.processes.tasks(id)).at(-1)!
  return { process: id, task }
}

test('rules that only the server checks are told in German, and those of the application in its own words', async () => {
  const page = await visit('/start/claim/start')
  await page.getByLabel('Kürzel').fill('X')
  await page.getByLabel('Mail').fill('anna at home')
  await page.getByRole('button', { name: 'Beginnen', exact: true }).click()
  await page.getByText('Beginne mit S.').waitFor()
  await page.getByText('Gib eine Mailadresse ein, zum Beispiel anna@example.org.').waitFor()
  expect(await page.getByText(/Invalid/).count()).toBe(0)
})

test('who was too late is told by whom, in German', async () => {
  const { task } = await begin('S-1')
  // Nobody tells the page: it learns of it when it is too late.
  const page = await visit(`/tasks/${task.id}`, { isLive: false })
  const take = page.getByRole('button', { name: 'Übernehmen', exact: true })
  await take.waitFor()
  await task.do('assign', { by: maria })
  await take.click()
  await page
    .getByRole('alert')
    .getByText(/Maria Novak hat „Boten wählen“ übernommen: \w+ \d/)
    .waitFor()
  expect(await page.getByText('Nothing was').count()).toBe(0)
})

test('what may not be started says why in German', async () => {
  const page = await visit('/start')
  const locked = page.getByRole('listitem').filter({ hasText: 'claim.audit' })
  await locked.waitFor()
  expect(await locked.textContent()).toBe('Schaden: Dazu fehlt dir das Recht „claim.audit“.')
  await page.goto(`${desk.url}/flows/claim`)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Prüfung beginnen' })
    .getByText('Dazu fehlt dir das Recht')
    .waitFor()
})

test('facts and history read alike, and what nobody has decided is open', async () => {
  const { process, task } = await begin('S-2')
  await (await task.do('assign', { by: anna })).do('complete', { by: anna, input: { carrier: 'dhl' } })
  const page = await visit(`/processes/${process}`)
  await page.getByRole('definition').getByText('Paketdienst', { exact: true }).waitFor()
  await page.getByRole('definition').getByText('noch nicht entschieden', { exact: true }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Boten wählen' }).getByText('Paketdienst').waitFor()
  expect(await page.getByText('dhl').count()).toBe(0)
  await page.getByText('hat den Prozess begonnen und hat Schaden melden abgeschlossen').waitFor()
  await page.goto(`${desk.url}/queue`)
  await page
    .getByRole('link', { name: /Bezahlen/ })
    .first()
    .waitFor()
  await page.getByRole('definition').getByText('Paketdienst', { exact: true }).waitFor()
})

test('the table of processes has German heads', async () => {
  await begin('S-3')
  const page = await visit('/processes')
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Als CSV ausgeben' }).click()
  const [heads, first] = (await readFile(await (await saved).path(), 'utf8')).split('\r\n')
  expect(heads).toContain('"Nummer","Prozess","Ablauf"')
  expect(first).toContain('"läuft"')
})

test('buttons have room for their words, on a phone and in the rows of the queue', async () => {
  const { task } = await begin('S-4')
  const queue = await visit('/queue')
  const row = queue.getByRole('listitem').filter({ hasText: 'S-4' })
  const take = row.getByRole('button')
  await take.waitFor()
  const [age, button] = [await row.locator('time').last().boundingBox(), await take.boundingBox()]
  expect(age!.x + age!.width).toBeLessThanOrEqual(button!.x)

  await task.do('assign', { by: anna })
  const page = await visit(`/tasks/${task.id}`, { width: 390 })
  const label = page.getByRole('button', { name: 'Abschließen und weiter' }).locator('.mantine-Button-label')
  await label.waitFor()
  expect(await label.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0)
})
