/** How heavy and how fast the desk is: what loads before the inbox shows, how soon, and how long lists stay quick. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { createHandover, flow, type Actor, type Handover } from 'handover'
import { createApi, listen } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { desk } from 'handover-desk'
import { z } from 'zod'
import { launchBrowser } from '../test/browser.ts'

const root = join(import.meta.dirname, '..')
const assets = join(root, 'packages', 'desk', 'dist', 'app', 'assets')

interface Chunk {
  readonly file: string
  /** Bytes, gzipped. */
  readonly gzip: number
}
export interface MeasuredDesk {
  readonly tasks: number
  /** All modules of the desk, largest first. */
  readonly chunks: readonly Chunk[]
  /** What had arrived when the first row of the inbox stood there. */
  readonly beforeInbox: { readonly files: number; readonly gzip: number }
  /** From an empty cache to the first row: the median of several loads. */
  readonly inboxMs: number
  readonly loadsMs: readonly number[]
  /** Bytes of an answer with 25 rows. */
  readonly answers: { readonly inbox: number; readonly queue: number; readonly processes: number }
  readonly scroll: Scrolled
  readonly filterMs: number
}
interface Scrolled {
  readonly pages: number
  /** From the end of the list to the rows of the next page. */
  readonly slowestPageMs: number
  /** The longest time in which the page could not react. */
  readonly longestStallMs: number
}

const ben: Actor = {
  id: 'ben',
  name: 'Ben Adler',
  permissions: ['messages.approve', 'messages.view', 'messages.manage'],
}
const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: [] }

const messages = flow('messages', {
  title: 'Message',
  summary: (data) => data.message,
  data: z.object({
    message: z.string().meta({ title: 'Message' }),
    approved: z.boolean().default(false).meta({ title: 'Approve this message?' }),
  }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ message: z.string() }), (input) => input).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .permission()
      .due('3 days')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const rowsOfPage = 25
const mine = 100

export async function measureDesk({ tasks, loads = 5 }: { tasks: number; loads?: number }): Promise<MeasuredDesk> {
  execFileSync(process.execPath, [join(root, 'scripts', 'build-desk.ts')], { cwd: root, stdio: 'ignore' })
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-desk-'))
  const store = sqliteStore({ file: join(folder, 'desk.db') })
  const handover = await createHandover({ flows: [messages], store, migrate: true })
  const server = await listen(createApi(handover, { identify: () => ben, desk: desk() }), { port: 0 })
  const browser = await launchBrowser()
  try {
    await seed(handover, tasks)
    const opened: Opened[] = []
    for (let i = 0; i < loads; i++) opened.push(await openInbox(browser, server.url))
    const loadsMs = opened.map(({ ms }) => ms)
    return {
      tasks,
      chunks: chunksOfDesk(),
      beforeInbox: weigh(opened[0]!.files),
      inboxMs: median(loadsMs),
      loadsMs,
      answers: await answersOf(server.url),
      scroll: await scrollQueue(browser, server.url),
      filterMs: await filterProcesses(browser, server.url, tasks),
    }
  } finally {
    await browser.close()
    await server.close()
    await handover.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tasks that wait in the queue; some of them are Ben's. */
async function seed(handover: Handover, tasks: number): Promise<void> {
  const atOnce = 50
  let next = 0
  const worker = async () => {
    while (next < tasks) {
      const n = ++next
      const started = await handover.start(messages, 'start', { message: `Message ${n} to the world` }, { by: anna })
      const task = started.tasks.find(({ node }) => node === 'approve')!
      if (n <= mine) await task.do('assign', { by: ben })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

function chunksOfDesk(): readonly Chunk[] {
  const files = readdirSync(assets).filter((file) => file.endsWith('.js'))
  return files.map((file) => ({ file, gzip: gzipped(file) })).toSorted((a, b) => b.gzip - a.gzip)
}

const gzipped = (file: string): number => gzipSync(readFileSync(join(assets, file))).length

const weigh = (files: readonly string[]) => ({
  files: files.length,
  gzip: files.reduce((sum, file) => sum + gzipped(file), 0),
})

interface Opened {
  readonly ms: number
  readonly files: readonly string[]
}

const rows = (page: Page) => page.getByRole('main').getByRole('link', { name: /^Approve the message/ })

// What comes together with the rows, such as the menus around them, does not hold them up.
const watchFirstRow = `
  new MutationObserver((_, observer) => {
    if (document.querySelector('main [data-row]') === null) return
    globalThis.firstRowAt = performance.now()
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
`
const arrivedBefore = `
  performance.getEntriesByType('resource')
    .filter(({ responseEnd }) => responseEnd <= globalThis.firstRowAt)
    .flatMap(({ name }) => /\\/assets\\/([^/]+\\.js)$/.exec(name)?.[1] ?? [])
`

/** In a browser that has never been here. */
async function openInbox(browser: Browser, url: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchFirstRow)
    const begin = performance.now()
    await page.goto(`${url}/inbox`, { waitUntil: 'commit' })
    await rows(page).first().waitFor()
    const ms = Math.round(performance.now() - begin)
    return { ms, files: await page.evaluate<string[]>(arrivedBefore) }
  } finally {
    await context.close()
  }
}

async function answersOf(url: string): Promise<MeasuredDesk['answers']> {
  const bytes = async (path: string) => {
    const answer = await fetch(`${url}/api/${path}`)
    if (!answer.ok) throw new Error(`${path}: the server answered ${answer.status}.`)
    return (await answer.arrayBuffer()).byteLength
  }
  return {
    inbox: await bytes(`tasks?list=inbox&limit=${rowsOfPage}`),
    queue: await bytes(`tasks?list=queue&limit=${rowsOfPage}`),
    processes: await bytes(`processes?limit=${rowsOfPage}`),
  }
}

const watchStalls = `
  globalThis.longestStall = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longestStall = Math.max(globalThis.longestStall, duration)
  }).observe({ type: 'longtask' })
`
const mostPages = 20

/** To the end of the queue again and again, as with the End key, for some pages. */
async function scrollQueue(browser: Browser, url: string): Promise<Scrolled> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/queue`)
    await rows(page).first().waitFor()
    await page.evaluate(watchStalls)
    let [pages, slowestPageMs] = [1, 0]
    for (; pages < mostPages; pages++) {
      const ms = await nextPage(page)
      if (ms === undefined) break
      slowestPageMs = Math.max(slowestPageMs, ms)
    }
    const longestStallMs = Math.round(await page.evaluate<number>('globalThis.longestStall'))
    return { pages, slowestPageMs, longestStallMs }
  } finally {
    await context.close()
  }
}

/** How long the next rows took; undefined when there are no more. */
async function nextPage(page: Page): Promise<number | undefined> {
  const last = rows(page).last()
  const before = await last.getAttribute('href')
  const begin = performance.now()
  await last.scrollIntoViewIfNeeded()
  const more = page.getByRole('button', { name: 'More', exact: true })
  if (await more.isVisible()) await more.click()
  const limit = 5000
  while ((await rows(page).last().getAttribute('href')) === before) {
    if (performance.now() - begin > limit) return undefined
    await page.evaluate('new Promise(requestAnimationFrame)')
  }
  return Math.round(performance.now() - begin)
}

/** From the last letter that is typed into the search of the processes to the one that is meant. */
async function filterProcesses(browser: Browser, url: string, tasks: number): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/processes`)
    const search = page.getByRole('main').getByRole('searchbox').first()
    await search.waitFor()
    const wanted = `Message ${Math.ceil(tasks / 2)} to`
    await search.fill(wanted)
    const begin = performance.now()
    const found = page.getByRole('main').getByRole('link', { name: wanted })
    await found.first().waitFor()
    const others = page.getByRole('main').getByRole('link', { name: /^(?:#?\d+ )?Message \d+ to/ })
    while ((await others.count()) > (await found.count())) await page.evaluate('new Promise(requestAnimationFrame)')
    return Math.round(performance.now() - begin)
  } finally {
    await context.close()
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

/** What was measured, beside what is promised. */
export function deskInWords(measured: MeasuredDesk): string {
  const { chunks, beforeInbox, inboxMs, loadsMs, answers, scroll, filterMs, tasks } = measured
  return [
    'modules, gzipped:',
    ...chunks.map(({ file, gzip }) => `  ${kB(gzip).padStart(9)}  ${file}`),
    `before the inbox shows: ${kB(beforeInbox.gzip)} in ${beforeInbox.files} files (at most 200 kB)`,
    `the inbox shows after ${inboxMs} ms (at most 1000), of ${loadsMs.join(', ')}`,
    `answers of 25 rows: inbox ${kB(answers.inbox)}, queue ${kB(answers.queue)}, processes ${kB(answers.processes)} (under 30 kB)`,
    `of ${tasks} tasks: ${scroll.pages} pages scrolled, the slowest after ${scroll.slowestPageMs} ms, the longest stall ${scroll.longestStallMs} ms`,
    `of ${tasks} processes: one found by its text after ${filterMs} ms (at most 2000)`,
  ].join('\n')
}
