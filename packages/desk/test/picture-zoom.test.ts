/** The picture under two fingers, and in the hand of a mouse, in a real browser. */
import { flow } from 'handover'
import type { Browser, CDPSession, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../../test/browser.ts'
import { anna, openDesk, visitAs, type OpenedDesk } from './open-desk.ts'

const count = 14

/** So long that no screen holds it. */
const long = flow('long', {
  data: z.object({}),
  nodes: (n) => {
    const steps = Array.from({ length: count }, (_, i) => [
      `step${i}`,
      n.manual().next(i === count - 1 ? 'done' : `step${i + 1}`),
    ])
    return { start: n.start({ fields: [] }).next('step0'), ...Object.fromEntries(steps), done: n.end() } as Record<
      string,
      never
    >
  },
})

let browser: Browser
let desk: OpenedDesk
let process: string
beforeAll(async () => {
  browser = await launchBrowser()
  desk = await openDesk([long])
  process = (await desk.handover.start(long as never, 'start' as never, {} as never, { by: anna })).id
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

test('two fingers draw it larger and smaller, what is between them stays there, and the page is not zoomed', async () => {
  const page = await visitAs(browser, anna, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await page.goto(`${desk.url}/flows/long`)
  const region = page.getByRole('region', { name: 'Picture of Long' })
  await region.locator('svg').first().waitFor()
  await page.evaluate(`${picture}.scrollIntoView({ block: 'center' })`)
  const box = (await region.boundingBox())!
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const before = await stateOf(region)
  // This browser does not zoom a page by such fingers: what counts is that others are told not to.
  await page.evaluate(`window.moves = []; addEventListener('touchmove', (event) => moves.push(event.defaultPrevented))`)
  const session = await page.context().newCDPSession(page)
  await pinch(session, middle, [60, 80, 100, 120])
  await expect.poll(async () => (await stateOf(region)).width / before.width).toBeCloseTo(2, 1)
  const after = await stateOf(region)
  const under = (state: State) => (state.left + box.width / 2) / state.width
  expect(under(after)).toBeCloseTo(under(before), 2)
  expect(await page.evaluate<boolean[]>('moves')).toSatisfy(
    (moves: boolean[]) => moves.length > 0 && !moves.includes(false),
  )
  await pinch(session, middle, [120, 90, 60])
  await expect.poll(async () => (await stateOf(region)).width / before.width).toBeCloseTo(1, 1)
})

test('the mouse takes hold of it and moves it, and letting go over a node opens nothing', async () => {
  const page = await visitAs(browser, anna, { viewport: { width: 1440, height: 900 } })
  await page.goto(`${desk.url}/processes/${process}`)
  const region = page.getByRole('region', { name: 'Picture of the process' })
  const node = region.locator('a rect').last()
  await node.waitFor({ state: 'attached' })
  const start = await stateOf(region)
  const place = (await node.boundingBox())!
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 60, y, { steps: 4 })
  await page.mouse.move(x - 150, y, { steps: 4 })
  expect((await stateOf(region)).left - start.left).toBe(150)
  await page.mouse.up()
  await page.mouse.move(x, y)
  expect((await stateOf(region)).left - start.left).toBe(150)
  expect(page.url()).toContain(`/processes/${process}`)
  // A click without a way is one.
  const now = (await node.boundingBox())!
  await page.mouse.click(now.x + now.width / 2, now.y + now.height / 2)
  await page.waitForURL(/\/tasks\//)
})

// As texts: tests are compiled without the types of a page.
const picture = `document.querySelector('[role="region"][aria-label^="Picture of"]')`

interface State {
  readonly width: number
  readonly left: number
}
const stateOf = async (region: Locator): Promise<State> => ({
  width: (await region.locator('svg').first().boundingBox())!.width,
  left: await region.page().evaluate<number>(`${picture}.scrollLeft`),
})

/** Two fingers on a level line, so far apart one after the other. */
async function pinch(session: CDPSession, { x, y }: { x: number; y: number }, ways: readonly number[]): Promise<void> {
  const fingers = (apart: number) => [
    { x: x - apart / 2, y, id: 0 },
    { x: x + apart / 2, y, id: 1 },
  ]
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: object[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints as never })
  await send('touchStart', fingers(ways[0]!))
  for (const apart of ways) await send('touchMove', fingers(apart))
  await send('touchEnd', [])
}
