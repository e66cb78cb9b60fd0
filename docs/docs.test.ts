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

// A module of its own for each page: a page may declare the type of its transactions.
const compiler = { extends: join(root, 'tsconfig.base.json'), include: ['page.ts'] }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-docs-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const page of running) {
    mkdirSync(join(folder, nameOf(page)))
    writeFileSync(join(folder, nameOf(page), 'page.ts'), codeOf(page))
    writeFileSync(join(folder, nameOf(page), 'tsconfig.json'), JSON.stringify(compiler))
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

  test.each(running)('%s prints what the page says', { timeout: 60_000 }, async (page) => {
    const code = codeOf(page)
    if (code.includes('DATABASE_URL')) database ??= await createDatabase()
    const { stdout } = await run(process.execPath, ['--conditions=source', 'page.ts'], {
      cwd: join(folder, nameOf(page)),
      env: { ...process.env, PORT: '0', ...(database && { DATABASE_URL: database.url }) },
    })
    const printed = stdout === '' ? [] : stdout.trimEnd().split('\n')
    const expected = printedBy(code)
    const shown = printed.map((line, i) => (agrees(expected[i] ?? '', line) ? expected[i] : line))
    expect(shown).toEqual(expected)
  })

  test.each(running)('%s compiles', { timeout: 60_000 }, async (page) => {
    const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const said = await run(process.execPath, [typescript, '-p', join(folder, nameOf(page))]).then(
      () => '',
      (failure: { stdout: string }) => failure.stdout,
    )
    // The packages' own sources are checked by `npm run typecheck`.
    expect(said.split('\n').filter((line) => line.includes('page.ts('))).toEqual([])
  })
})

/** What stands in a fence of shell: each line without its comment. */
const shellOf = (page: string) =>
  [...read(page).matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap((found) => found[1]!.split('\n'))
    .flatMap((line) => line.replace(/(^|\s)#.*/, '').split('&&'))
    .map((command) => command.trim())

describe('the commands that are shown', () => {
  const shown = pages.flatMap((page) => shellOf(page).map((command) => ({ page, command })))
  const called = (start: RegExp) =>
    shown.flatMap(({ page, command }) => {
      const words = start.exec(command) === null ? [] : command.replace(start, '').split(/\s+/)
      return words.length === 0 ? [] : [{ page, command, words }]
    })
  const tests = globSync('{packages,docs,bench,examples,test}/**/*.test.ts', {
    cwd: root,
    exclude: ['**/node_modules'],
  })

  test('run tests that are there', () => {
    const files = called(/^npx vitest run /).flatMap(({ words }) => words)
    expect(files).toContain('02-crash-at-every-statement')
    expect(files.filter((name) => !tests.some((file) => file.includes(name)))).toEqual([])
  })

  test('run scripts that are there, with options that these know', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
    const runs = called(/^(?:\w+=\S+ )?npm run (?:-s )?/)
    expect(runs.length).toBeGreaterThan(4)
    for (const { page, command, words } of runs) {
      const script = scripts[words[0]!]
      expect(script, `${page}: ${command}`).toBeDefined()
      const source = read(script!.split(' ').findLast((word) => word.endsWith('.ts')) ?? 'package.json')
      const options = words.filter((word) => /^--./.test(word)).map((word) => word.slice(2))
      const known = source + (words[0] === 'bench' ? read('bench/size/size-options.ts') : '')
      expect(
        options.filter((option) => !known.includes(option)),
        `${page}: ${command}`,
      ).toEqual([])
    }
  })

  test('are commands of the command line, with their options', async () => {
    const program = join(root, 'packages/handover/src/cli/handover.ts')
    const calls = called(/^npx handover /)
    expect(calls.length).toBeGreaterThan(10)
    const helps = new Map<string, Promise<{ readonly stdout: string }>>()
    for (const { page, command, words } of calls) {
      const name = words[0]!
      if (!helps.has(name)) helps.set(name, run(process.execPath, ['--conditions=source', program, 'help', name]))
      const { stdout } = await helps.get(name)!
      const options = words.filter((word) => word.startsWith('--'))
      expect(
        options.filter((option) => !stdout.includes(`${option} `)),
        `${page}: ${command}`,
      ).toEqual([])
    }
  }, 60_000)
})

test('every link leads somewhere', () => {
  const lost = pages.flatMap((page) =>
    linksOf(read(page))
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  )
  expect(lost).toEqual([])
})

const linksOf = (text: string) =>
  [...withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((found) => found[1]!)
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
