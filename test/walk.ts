/** Opens the pages of the desk one after the other, as people see them: in both schemes and sizes. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page, Request } from 'playwright-core'
import type { DeskPage, Example } from './desk-pages.ts'

export interface View {
  readonly scheme: 'light' | 'dark'
  readonly viewport: { readonly width: number; readonly height: number }
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
export const views: readonly View[] = (['light', 'dark'] as const).flatMap((scheme) =>
  sizes.map((viewport) => ({ scheme, viewport })),
)
export const nameOf = ({ scheme, viewport }: View): string => `${scheme}-${viewport.width}`

export type See = (page: Page, desk: DeskPage) => Promise<void>

/** Calls `see` at each page once it shows what it is about. */
export async function walk(browser: Browser, { url, pages }: Example, view: View, see: See): Promise<void> {
  const { scheme: colorScheme, viewport } = view
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  try {
    const page = await context.newPage()
    const isQuiet = quietOf(page)
    for (const desk of pages) {
      await context.request.post(`${url}/demo/users/${desk.as}`, { headers: { origin: url } })
      await page.goto(url + desk.path)
      await settled(page, isQuiet)
      await see(page, desk)
    }
  } finally {
    await context.close()
  }
}

/** Whether a page has asked for nothing for a moment: what stands around its rows comes after them, in several steps. */
function quietOf(page: Page): () => boolean {
  const open = new Set<Request>()
  let since = Date.now()
  const change = (act: () => unknown) => {
    act()
    since = Date.now()
  }
  // The word of what changes elsewhere comes as long as the page is open.
  const isLive = (request: Request) => new URL(request.url()).pathname.endsWith('/api/live')
  page.on('request', (request) => isLive(request) || change(() => open.add(request)))
  page.on('requestfinished', (request) => change(() => open.delete(request)))
  page.on('requestfailed', (request) => change(() => open.delete(request)))
  return () => open.size === 0 && Date.now() - since > moment
}
/** Longer than the desk waits with the preview for the focus to stand still. */
const moment = 250

/** Until it has a heading, nothing loads any more, and the fonts are there. */
async function settled(page: Page, isQuiet: () => boolean): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  while (!isQuiet()) await page.waitForTimeout(20)
  const loading = page.getByRole('status').filter({ hasText: /^Loading$/ })
  while ((await loading.count()) > 0) await loading.first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What stands against WCAG 2.2 A and AA on a page, in lines to read. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const asked = JSON.stringify({ runOnly: { type: 'tag', values: levels }, resultTypes: ['violations'] })
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${asked}).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  )
}
