import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { patternFiles } from '../scripts/patterns-page.ts'

const root = join(import.meta.dirname, '..')

test('the page of the patterns and its pictures say what the table says: run scripts/patterns-page.ts', async () => {
  const files = await patternFiles()
  const stale = [...files].filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text)
  expect(stale.map(([path]) => path)).toEqual([])
  expect(readdirSync(join(import.meta.dirname, 'patterns'))).toHaveLength(files.size - 1)
})
