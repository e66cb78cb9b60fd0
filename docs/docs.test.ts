/**
 * What the documentation shows is run. Fences marked `ts run` of one page are put together, in order, as one module. Each
 * line that it prints has to stand below its `console.log`, as `// → …`; an ellipsis stands for anything.
 */
import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../test/postgres-database.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const read = (page: string) => readFileSync(join(root, page), 'utf8')
const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md'], { cwd: root }).toSorted()
const running = pages.filter((page) => codeOf(page) !== '')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-docs-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const compilerOptions = { types: ['node'], lib: ['es2023'], noUnusedLocals: false }
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*/page.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  for (const page of running) {
    mkdirSync(join(folder, nameOf(page)))
    writeFileSync(join(folder, nameOf(page), 'page.ts'), codeOf(page))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const nameOf = (page: string) => page.replace(/\.md$/, '').replaceAll(/\W/g, '-')

/** The fences of a page as one module, every line at the number that it has in the page. */
function codeOf(page: string): string {
  let isInside = false
  const lines = read(page)
    .split('\n')
    .map((line) => {
      const isFence = line.startsWith('```')
      if (isFence) isInside = !isInside && /^```ts run$/.test(line)
      return isInside && !isFence ? line : ''
    })
  return lines.some((line) => line !== '') ? `${lines.join('\n')}\nexport {}\n` : ''
}

const printedBy = (code: string) => [...code.matchAll(/\/\/ → (.*)$/gm)].map((found) => found[1]!.trimEnd())

function agrees(expected: string, printed: string): boolean {
  const parts = expected.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(printed)
}

describe('the code of', () => {
  let database: TestDatabase | undefined
  afterAll(() => database?.drop())

  test.each(running)('%s prints what the page says', async (page) => {
    const code = codeOf(page)
    if (code.includes('DATABASE_URL')) database ??= await createDatabase()
    const { stdout } = await run(process.execPath, ['--conditions=source', 'page.ts'], {
      cwd: join(folder, nameOf(page)),
      env: { ...process.env, ...(database && { DATABASE_URL: database.url }) },
    })
    const printed = stdout.trimEnd().split('\n')
    const expected = printedBy(code)
    const shown = printed.map((line, i) => (agrees(expected[i] ?? '', line) ? expected[i] : line))
    expect(shown).toEqual(expected)
  })

  test('all pages compiles', { timeout: 60_000 }, async () => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const said = await run(process.execPath, [compiler, '-p', folder]).then(
      () => '',
      (failure: { stdout: string }) => failure.stdout,
    )
    expect(said).toBe('')
  })
})

describe('the links of', () => {
  test.each(pages)('%s lead somewhere', (page) => {
    const links = [...withoutCode(read(page)).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((found) => found[1]!)
    expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([])
  })
})

const withoutCode = (text: string) => text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`]*`/g, '')

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? join(root, page) : resolve(root, dirname(page), path)
  if (!existsSync(file)) return false
  return anchor === undefined || headingsOf(readFileSync(file, 'utf8')).includes(anchor)
}

/** What a heading is called in a link. */
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((found) =>
    found[1]!
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
