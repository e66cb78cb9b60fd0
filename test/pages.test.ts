/** Every page of the desk in both schemes and sizes: nothing stands against WCAG 2.2 A and AA, nothing goes wrong. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { openExample, type Example } from './desk-pages.ts'
import { nameOf, views, violationsOn, walk } from './walk.ts'

let browser: Browser
let example: Example
beforeAll(async () => {
  example = await openExample()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await example.close()
})

test('the walk comes past each kind of page', () => {
  const kinds = new Set(example.pages.map(({ path }) => path.split(/[/?]/)[1]))
  expect(kinds).toEqual(
    new Set(['archive', 'attention', 'flows', 'inbox', 'me', 'no-such-page', 'processes', 'queue', 'start', 'tasks']),
  )
  const names = example.pages.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const parts = ['task-mine', 'task-free', 'task-past', 'process-', 'start-']
  expect(parts.filter((part) => !names.some((name) => name.startsWith(part)))).toEqual([])
})

describe.each(views.map((view) => [nameOf(view), view] as const))('in %s', (_, view) => {
  test('axe finds nothing against WCAG 2.2 A and AA on any page', { timeout: 180_000 }, async () => {
    const found: string[] = []
    await walk(browser, example, view, async (page, { name }) => {
      found.push(...(await violationsOn(page)).map((violation) => `${name}: ${violation}`))
      const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
      if (isWider) found.push(`${name}: the page scrolls sideways`)
    })
    expect(found).toEqual([])
  })
})

test('axe does find what is wrong', async () => {
  const page = await browser.newPage()
  await page.setContent('<html lang="en"><title>A page</title><h1>A page</h1><img src="data:,"></html>')
  expect((await violationsOn(page)).join()).toContain('image-alt')
  await page.close()
})
