import pg from 'pg'
import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { createDatabase } from './postgres-database.ts'

test('a test file gets a PostgreSQL database of its own', async () => {
  const [one, two] = await Promise.all([createDatabase(), createDatabase()])
  const client = new pg.Client({ connectionString: one.url })
  await client.connect()
  const { rows } = await client.query('select current_database() as name, 1 as one')
  await client.end()
  expect(rows[0].one).toBe(1)
  expect(one.url).toMatch(`/${rows[0].name}`)
  expect(two.url).not.toBe(one.url)
  await Promise.all([one.drop(), two.drop()])
  const gone = new pg.Client({ connectionString: one.url })
  await expect(gone.connect()).rejects.toThrow('does not exist')
})

test('a browser renders a page, and runs its scripts', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Inbox</h1><script>document.title = String(6 * 7)</script>')
    expect(await page.getByRole('heading').textContent()).toBe('Inbox')
    expect(await page.title()).toBe('42')
    expect(await page.locator('h1').evaluate((heading) => heading.getBoundingClientRect().height)).toBeGreaterThan(20)
  } finally {
    await browser.close()
  }
})
