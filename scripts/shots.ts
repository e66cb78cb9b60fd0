// Saves a picture of every page of the example's desk, in both schemes and sizes, and has axe look at each:
//   npm run shots [-- --folder shots]
// Exits with 1 when something stands against WCAG 2.2 A or AA.
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../test/browser.ts'
import { openExample } from '../test/desk-pages.ts'
import { nameOf, views, violationsOn, walk } from '../test/walk.ts'

const { values } = parseArgs({ options: { folder: { type: 'string', default: 'shots' } } })
const folder = resolve(values.folder)
const example = await openExample()
const browser = await launchBrowser()
let found = 0
try {
  for (const view of views) {
    const place = join(folder, nameOf(view))
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place, { recursive: true })
    await walk(browser, example, view, async (page, { name }) => {
      await page.screenshot({ path: join(place, `${name}.png`) })
      const violations = await violationsOn(page)
      found += violations.length
      for (const violation of violations) console.error(`${nameOf(view)} ${name}: ${violation}`)
    })
    console.log(`${nameOf(view)}: ${example.pages.length} pages in ${place}`)
  }
} finally {
  await browser.close()
  await example.close()
}
console.log(found === 0 ? 'axe finds nothing against WCAG 2.2 A and AA.' : `axe finds ${found} violations.`)
process.exitCode = found === 0 ? 0 : 1
