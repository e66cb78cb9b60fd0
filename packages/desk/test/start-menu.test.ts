/** What one may start: a list with keys, and beside it what is about to begin. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSmallDesk, type SmallDesk } from './small-desk.ts'

let desk: SmallDesk
beforeAll(async () => {
  desk = await openSmallDesk()
})
afterAll(() => desk.close())

test('beside the list stands what is about to begin, where there is room', async () => {
  const page = await desk.open('/start')
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await preview.getByRole('heading', { name: 'Ask for leave' }).waitFor()
  await preview.getByRole('img', { name: /Leave request/ }).waitFor()
  await preview.getByRole('definition').filter({ hasText: 'Approve the leave' }).waitFor()
  expect(await preview.getByRole('link', { name: 'Ask for leave' }).getAttribute('href')).toBe('/start/leave/start')
  await page.setViewportSize({ width: 390, height: 844 })
  await preview.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Ask for leave' }).waitFor()
})

test('a figure opens the form of its row', async () => {
  const page = await desk.open('/start')
  await page.getByRole('link', { name: 'Ask for leave' }).first().waitFor()
  await page.keyboard.press('1')
  await page.getByRole('textbox').first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/start/leave/start')
})
