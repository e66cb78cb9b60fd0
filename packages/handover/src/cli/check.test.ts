/** `handover check` on databases with running processes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'

const program = join(import.meta.dirname, 'handover.ts')
const modules = join(import.meta.dirname, '../../../../node_modules')
const header = `import { sqliteStore } from 'handover/sqlite'
import { postgresStore } from 'handover/postgres'
import { createHandover, defineConfig, flow } from 'handover'
import { z } from 'zod'
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-check-'))
  symlinkSync(modules, join(folder, 'node_modules'), 'junction')
  write('package.json', '{ "type": "module" }')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(join(folder, file), text)

function handover(...given: string[]) {
  const run = spawnSync(process.execPath, ['--conditions=source', program, ...given], { cwd: folder, encoding: 'utf8' })
  return { code: run.status, says: run.stdout, refuses: run.stderr }
}

/** A flow with one process that waits, and what becomes of its definition afterwards. */
const waiting = (data: string, nodes: string, more = '') =>
  `flow('leave', { ${more} data: z.object({ ${data} }), nodes: (n: any) => ({
    start: n.startHandle(z.any(), (input: any) => input).next(Object.keys(${nodes})[0]), ...${nodes}, done: n.end() }) })`
const asking = "{ ask: n.view({ fields: [] }).onTimeout('3 days', 'done').next('done') }"
const approving = "{ approve: n.view({ fields: [] }).onTimeout('3 days', 'done').next('done') }"
const deploying = (store: string, ...flows: string[]) => {
  const config = `export default defineConfig({ flows: [${flows.join(', ')}], store: ${store} })`
  write('handover.config.ts', `${header}${config}\n`)
}
const other =
  "flow('other', { data: z.object({}), nodes: (n) => ({ start: n.start({ fields: [] }).next('done'), done: n.end() }) })"
/** Starts processes on the given store by a program of their own. */
const started = (store: string, definition: string, count: number) => {
  const text = `${header}const leave = ${definition}
    const handover = await createHandover({ flows: [leave], store: ${store}, migrate: true, work: false })
    for (let i = 0; i < ${count}; i++) await handover.start(leave as any, 'start', { days: 'three' })
    await handover.close()`
  write('start.ts', text)
  execFileSync(process.execPath, ['--conditions=source', 'start.ts'], { cwd: folder, stdio: 'pipe' })
}

describe.each(['SQLite', 'PostgreSQL'])('handover check on %s with running processes', (name) => {
  let store: string
  let drop = async () => {}
  beforeEach(async () => {
    if (name === 'SQLite') store = "sqliteStore({ file: 'app.db' })"
    else {
      const database = await createDatabase()
      store = `postgresStore({ url: '${database.url}' })`
      drop = () => database.drop()
    }
    started(store, waiting('days: z.string()', asking), 2)
  })
  afterEach(() => drop())

  /** What is said after the flows and the database. */
  function checked(...given: string[]) {
    const { code, says, refuses } = handover('check', ...given)
    expect(refuses).toBe('')
    return { code, says: says.slice(says.indexOf('up to date.\n') + 'up to date.\n'.length).trimEnd() }
  }

  test('has nothing to say of a definition with which they go on', () => {
    deploying(store, waiting('days: z.string(), note: z.string().optional()', asking))
    expect(checked()).toEqual({ code: 0, says: 'Running processes: all of them can go on.' })
  })

  test('names the nodes that are gone, with how many tasks stand there and in which processes', () => {
    deploying(store, waiting('days: z.string()', approving))
    const { code, says } = checked()
    expect(code).toBe(1)
    expect(says.replaceAll(/#\d+/g, '#n')).toMatchInlineSnapshot(`
      "  - Flow 'leave': 2 open tasks stand at 'ask' (process #n and others), which does not exist any more. Say where they go on, moved: { ask: '…' }, or cancel or move them afterwards.
      Running processes would be left behind: see above."
    `)
  })

  test('says where they go on when moved says so', () => {
    deploying(store, waiting('days: z.string()', approving, "moved: { ask: 'approve' } as any,"))
    const { code, says } = checked()
    expect(code).toBe(0)
    expect(says.replaceAll(/#\d+/g, '#n')).toMatchInlineSnapshot(`
      "  - Flow 'leave': 2 open tasks stand at 'ask' (process #n and others) and go on at 'approve', as moved says.
      Running processes: all of them can go on."
    `)
  })

  test('names the keys of data that does not fit any more, unless upgrade makes it fit', () => {
    deploying(store, waiting('days: z.number()', asking, 'version: 2,'))
    const { code, says } = checked()
    expect(code).toBe(1)
    expect(says.replaceAll(/#\d+/g, '#n')).toMatchInlineSnapshot(`
      "  - Flow 'leave': 'days' in the data of 2 processes (process #n, #n) does not fit: Invalid input: expected number, received string. Make the key .optional(), give it a .default(), or raise the version and write upgrade.
      Running processes would be left behind: see above."
    `)
    deploying(store, waiting('days: z.number()', asking, 'version: 2, upgrade: () => ({ days: 3 }),'))
    expect(checked().code).toBe(0)
    deploying(store, waiting('days: z.number()', asking, "version: 2, upgrade: () => { throw new Error('what?') },"))
    expect(checked().says).toContain('cannot be brought up to date: what? Correct upgrade.')
  })

  test('names splits that are gone while their branches are under way', () => {
    const branches = (split: string) =>
      `{ ${split}: n.split().next('one').next('two'), one: n.manual().next('join'), two: n.manual().next('join'), join: n.join().next('done') }`
    started(store, waiting('days: z.string()', branches('fork')), 1)
    const both = (split: string, more = '') =>
      waiting(
        'days: z.string()',
        `{ ...${branches(split)}, late: n.startHandle(z.any(), (input: any) => input).next('ask'), ...${asking} }`,
        more,
      )
    deploying(store, both('divide'))
    const { code, says } = checked()
    expect(code).toBe(1)
    expect(says.replaceAll(/#\d+/g, '#n')).toMatchInlineSnapshot(`
      "  - Flow 'leave': branches of 1 process (process #n) are under way that 'fork' began, which does not exist any more: no join brings them together. Say what it is called now, moved: { fork: '…' }, or let them end first.
      Running processes would be left behind: see above."
    `)
    deploying(store, both('divide', "moved: { fork: 'divide' } as any,"))
    expect(checked()).toEqual({ code: 0, says: 'Running processes: all of them can go on.' })
  })

  test('names flows that are gone', () => {
    deploying(store, other)
    const { code, says } = checked()
    expect(code).toBe(1)
    expect(says.replaceAll(/#\d+/g, '#n')).toMatchInlineSnapshot(`
      "  - Flow 'leave': it is gone, but 2 processes run in it (process #n and others). Keep the flow until they have ended, or cancel them.
      Running processes would be left behind: see above."
    `)
  })

  test('looks at the database that is named instead', () => {
    const place = name === 'SQLite' ? 'app.db' : /'(.*)'/.exec(store)![1]!
    deploying("() => { throw new Error('not this one') }", waiting('days: z.string()', approving))
    expect(checked('--database', place).code).toBe(1)
    expect(handover('check', '--database', 'none.db').refuses).toContain(
      "The option --database is 'none.db'. Give a file that exists.",
    )
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
  })
})
