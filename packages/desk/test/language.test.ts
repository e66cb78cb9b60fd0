/** The language of the desk and the texts of an application, in a real browser. */
import { expect, onTestFinished, test } from 'vitest'
import { openSmallDesk } from './small-desk.ts'

async function opened(options: Parameters<typeof openSmallDesk>[0] = {}) {
  const small = await openSmallDesk(options)
  onTestFinished(() => small.close())
  return small
}

test('is that of the device; the reader may choose another, which stays chosen', async () => {
  const small = await opened()
  const page = await small.open('/me', { locale: 'de-AT' })
  await page.getByRole('link', { name: 'Eingang' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Inbox' }).waitFor()
  await page.goto(`${small.url}/inbox`)
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
})

test('is what the application says to who has not chosen, with its own texts over those of the desk', async () => {
  const small = await opened({ language: 'de', words: { product: 'Urlaub AG', nav: { queue: 'Zu verteilen' } } })
  const page = await small.open('/inbox')
  await page.getByRole('heading', { name: 'Eingang' }).waitFor()
  await page.getByRole('link', { name: 'Zu verteilen' }).waitFor()
  expect(await page.title()).toBe('Eingang, Urlaub AG')
})

test('is English where the device speaks another, and texts without a place are named in the console', async () => {
  const small = await opened({ words: { nav: { queueue: 'To take' } } })
  const page = await small.open('/inbox', { locale: 'fr-FR' })
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.reload()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await expect.poll(() => said.join('\n')).toContain('nav.queueue')
})
