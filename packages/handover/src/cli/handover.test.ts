import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'

const program = join(import.meta.dirname, 'handover.ts')
const modules = join(import.meta.dirname, '../../../../node_modules')

const sqlite = `import { sqliteStore } from 'handover/sqlite'
import { createHandover, defineConfig, flow } from 'handover'
import { z } from 'zod'
const data = z.object({ message: z.string() })
`
const hello = `const hello = flow('hello-world', {
  data,
  nodes: (n) => ({ start: n.start({ fields: ['message'] }).next('done'), done: n.end() }),
})
`
const working = `${sqlite}${hello}export default defineConfig({ flows: [hello], store: () => sqliteStore({ file: 'app.db' }) })\n`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-cli-'))
  symlinkSync(modules, join(folder, 'node_modules'), 'junction')
  write('package.json', '{ "type": "module" }')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(join(folder, file), text)

function handover(...given: string[]) {
  const run = spawnSync(process.execPath, ['--conditions=source', program, ...given], { cwd: folder, encoding: 'utf8' })
  return { code: run.status, says: run.stdout, refuses: run.stderr }
}

/** What a refusal prints: one paragraph, no stack, nothing said before; the exit code tells a wrong call from the rest. */
function refusal(...given: string[]): string {
  const { code, says, refuses } = handover(...given)
  const isCalledWrongly = /^(ARGUMENT_INVALID|OPTION_INVALID: The option (--|<))/.test(refuses)
  expect({ code, says }).toEqual({ code: isCalledWrongly ? 2 : 1, says: '' })
  expect(refuses).not.toMatch(/^\s+at /m)
  return refuses.trimEnd().replaceAll(folder, '.')
}

describe('handover', () => {
  test('says what it can do when nothing is asked', () => {
    const { code, says } = handover()
    expect(code).toBe(0)
    expect(says).toMatchInlineSnapshot(`
      "Handover: work handed from person to person to machine, inside your own database.

      Usage: handover <command> [options]

        migrate                     applies the migrations that the database lacks
        check                       checks the flows, the database, and whether its running processes can go on with them
        draw <flow>                 prints the picture of a flow as SVG
        work                        delivers messages, fires timers and runs jobs, until it is told to stop (SIGTERM, SIGINT)
        processes [process]         lists processes, newest first; or shows one, with its open tasks and what happened last
        tasks                       lists open tasks, those of the newest processes first
        incidents                   lists what needs an operator: tasks in error, and what could not be delivered
        incidents retry [id ...]    tries a task or a delivery again
        incidents skip <id ...>     goes on as if a task in error had been done
        incidents cancel <id ...>   cancels a task in error
        incidents drop <id ...>     gives a delivery up for good
        prune                       removes processes that have ended, with their tasks and their history, for good
        help [command]              says this, or more about one command
        --version                   says which version this is

      Exit codes: 0 done, 1 refused or failed, 2 called wrongly.
      "
    `)
    expect(handover('help').says).toBe(says)
    expect(handover('--help').says).toBe(says)
  })

  test('explains one command', () => {
    expect(handover('help', 'migrate').says).toContain('--dry-run         lists what is missing')
    expect(handover('migrate', '--help').says).toBe(handover('help', 'migrate').says)
    expect(handover('incidents', 'retry', '--help').says).toMatch(/^handover incidents retry \[id ...\]: tries /)
  })

  test('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    expect(handover('--version').says).toBe(`${version}\n`)
  })

  test('refuses what it does not know and says what was probably meant', () => {
    expect(refusal('migrat')).toBe(
      "ARGUMENT_INVALID: 'migrat' is not something that handover understands. Did you mean 'migrate'?",
    )
    expect(refusal('help', 'everything')).toContain('Run `handover help`.')
    expect(refusal('migrate', '--dryrun')).toBe(
      "ARGUMENT_INVALID: '--dryrun' is not something that handover understands after 'handover migrate'. Did you mean '--dry-run'?",
    )
    expect(refusal('migrate', 'now')).toContain(
      "'now' is not something that handover understands after 'handover migrate'",
    )
    expect(refusal('migrate', '--sql=all')).toContain("'--sql=all' is not something")
  })
})

describe('the configuration', () => {
  test('has to be there', () => {
    expect(refusal('check')).toBe(
      "CONFIG_NOT_FOUND: There is no configuration at './handover.config.ts'. Write handover.config.ts with `export default defineConfig({ flows, store })`, or name the file with --config.",
    )
    expect(refusal('check', '--config', 'other.ts')).toContain("There is no configuration at './other.ts'")
    expect(refusal('check', '--config')).toBe('OPTION_INVALID: The option --config has no value. Give a file.')
  })

  test('has to have the right shape', () => {
    const says = (text: string) => {
      write('handover.config.ts', text)
      return refusal('check')
    }
    expect(says('export const config = {}')).toContain('is not usable: it has no default export. Correct it;')
    expect(says('export default 3')).toContain('its default export is 3, no configuration.')
    expect(says('export default { store: {} }')).toContain('its flows are undefined, not a list.')
    expect(says('export default { flows: [] }')).toContain('it names no store.')
    expect(says('export default { flows: [], store: {}, setup: 3 }')).toContain('its setup is 3, not a function.')
    expect(says('export default { flows: [], store: () => 3 }')).toContain(
      'its store is neither a store nor makes one.',
    )
    expect(says("export default { flows: [{ name: 'x' }], store: {} }")).toContain(
      "FLOW_NOT_DEFINED: 'x' is not a flow",
    )
    expect(says(`${sqlite}${hello}export default { flows: [hello, hello], store: {} }`)).toContain('FLOW_NAME_TAKEN')
  })

  test('that cannot be loaded says why and where', () => {
    write('handover.config.ts', "import './flows.ts'")
    expect(refusal('check')).toContain(
      "CONFIG_INVALID: The configuration './handover.config.ts' is not usable: Cannot find module './flows.ts'",
    )
    write('handover.config.ts', 'const a = 1\nexport default {,}')
    expect(refusal('check')).toContain('handover.config.ts:2)')
  })

  test('whose own code throws is shown with the stack', () => {
    write('handover.config.ts', "throw new TypeError('no DATABASE_URL')")
    const { code, refuses } = handover('check')
    expect(code).toBe(1)
    expect(refuses).toMatch(/TypeError: no DATABASE_URL\n\s+at .*handover\.config\.ts:1/)
  })

  test('may be JavaScript, or lie elsewhere', () => {
    write('handover.config.mjs', working)
    expect(handover('check').says).toContain("Flow 'hello-world'")
    rmSync(join(folder, 'handover.config.mjs'))
    write('workflow.ts', working)
    expect(handover('check', '--config', 'workflow.ts').says).toContain("Flow 'hello-world'")
  })
})

describe('handover migrate', () => {
  beforeEach(() => write('handover.config.ts', working))

  test('applies what is missing once and says which', () => {
    const { code, says } = handover('migrate')
    expect(code).toBe(0)
    expect(says).toContain('Applied to ')
    expect(says).toContain('  0001-processes-and-tasks\n')
    expect(JSON.parse(handover('migrate', '--json').says)).toEqual({ place: expect.any(String), applied: [] })
    expect(handover('migrate').says).toContain('is up to date.')
  })

  test('with --dry-run lists what is missing and changes nothing', () => {
    const { code, says } = handover('migrate', '--dry-run')
    expect(code).toBe(0)
    expect(says).toContain('Missing in ')
    expect(handover('migrate', '--dry-run').says).toBe(says)
    const { missing } = JSON.parse(handover('migrate', '--dry-run', '--json').says)
    expect(missing[0]).toBe('0001-processes-and-tasks')
    handover('migrate')
    expect(handover('migrate', '--dry-run').says).toContain('is up to date.')
  })

  test('with --sql prints SQL that brings a database up to date, and touches none', () => {
    const { code, says } = handover('migrate', '--sql')
    expect(code).toBe(0)
    expect(existsSync(join(folder, 'app.db'))).toBe(false)
    write('schema.sql', says)
    const load = `import { DatabaseSync } from 'node:sqlite'; import { readFileSync } from 'node:fs'
      new DatabaseSync('app.db').exec(readFileSync('schema.sql', 'utf8'))`
    execFileSync(process.execPath, ['--input-type=module', '-e', load], { cwd: folder })
    expect(handover('check').says).toContain('reachable and up to date.')
  })

  test('says when the database cannot be reached', () => {
    write('handover.config.ts', working.replace('app.db', 'nowhere/app.db'))
    expect(refusal('migrate')).toBe(
      'STORE_UNREACHABLE: The database at ./nowhere/app.db cannot be reached: unable to open database file. Does its folder exist, and may this program write there?',
    )
  })
})

describe('handover check', () => {
  test('names every flow, and the database when it is up to date', () => {
    write('handover.config.ts', working)
    handover('migrate')
    const { code, says } = handover('check')
    expect(code).toBe(0)
    expect(says.replaceAll(folder, '.')).toBe(
      "Flow 'hello-world', version 1, 2 nodes: no problems.\nDatabase ./app.db: reachable and up to date.\nRunning processes: all of them can go on.\n",
    )
    expect(JSON.parse(handover('check', '--json').says.replaceAll(folder, '.'))).toEqual({
      place: './app.db',
      flows: [{ name: 'hello-world', version: 1, nodes: 2 }],
      running: [],
      canGoOn: true,
    })
  })

  test('fails on a database that was not migrated', () => {
    write('handover.config.ts', working)
    const { code, refuses } = handover('check')
    expect(code).toBe(1)
    expect(refuses.replaceAll(folder, '.').replace(/\d+ migrations?/, 'n migrations')).toBe(
      'STORE_NOT_MIGRATED: The database at ./app.db lacks n migrations of Handover. Run `handover migrate`, or createHandover({ …, migrate: true }).\n',
    )
  })

  test('prints all problems of a definition at once, each with its place and the next step', () => {
    const broken = `flow('broken', { data, nodes: (n: any) => ({
      start: n.start({ fields: ['mesage'] }).next('aprove'),
      approve: n.view({ fields: [] }).next('done'),
      done: n.end(),
    }) })`
    write('handover.config.ts', `${sqlite}export default defineConfig({ flows: [${broken}], store: {} as any })`)
    expect(refusal('check')).toMatchInlineSnapshot(`
      "FLOW_INVALID: Flow 'broken' has 3 problems:
        - FLOW_UNKNOWN_NODE: Flow 'broken': 'start' leads to 'aprove', which does not exist. Did you mean 'approve'?
        - FLOW_UNKNOWN_FIELD: Flow 'broken': 'start' asks for the field 'mesage', which the data does not have. Did you mean 'message'?
        - FLOW_START_INCOMPLETE: Flow 'broken': 'start' leaves 'message' empty, which the data needs from the first commit on. Name it in fields, or give it .optional() or .default().
      Correct each of them; a flow is only defined when none is left."
    `)
  })
})

describe('on PostgreSQL', () => {
  const config = (url: string) =>
    write(
      'handover.config.ts',
      `${sqlite}${hello}import { postgresStore } from 'handover/postgres'
      export default defineConfig({ flows: [hello], store: postgresStore({ url: '${url}' }) })`,
    )

  test('migrate and check do the same', async () => {
    const database = await createDatabase()
    try {
      config(database.url)
      expect(handover('migrate', '--sql').says).toContain('jsonb')
      expect(handover('migrate').says).toContain('  0001-processes-and-tasks\n')
      expect(handover('check').says).toContain('reachable and up to date.')
    } finally {
      await database.drop()
    }
  })

  test('a server that is not there is one line, without the password', () => {
    config('postgres://anna:secret@127.0.0.1:9/app')
    const { code, refuses } = handover('check')
    expect(code).toBe(1)
    expect(refuses).toBe(
      'STORE_UNREACHABLE: The database at postgres://127.0.0.1:9/app cannot be reached: connect ECONNREFUSED 127.0.0.1:9. Start it, or correct the address.\n',
    )
  })
})

describe('handover draw', () => {
  beforeEach(() =>
    write(
      'handover.config.ts',
      working.replace("() => sqliteStore({ file: 'app.db' })", "() => { throw new Error('no store') }"),
    ),
  )

  test('prints a picture and needs no database', () => {
    const { code, says } = handover('draw', 'hello-world')
    expect(code).toBe(0)
    expect(says).toMatch(/^<svg .*<\/svg>\n$/s)
    expect(says).toContain('Hello world')
  })

  test('writes it to a file', () => {
    expect(handover('draw', 'hello-world', '--out', 'hello.svg').says).toBe('Wrote hello.svg.\n')
    expect(readFileSync(join(folder, 'hello.svg'), 'utf8')).toContain('<svg ')
  })

  test('refuses a flow that is not there, none, and a file that cannot be written', () => {
    expect(refusal('draw', 'helo-world')).toBe(
      "FLOW_UNKNOWN: There is no flow 'helo-world' here. Did you mean 'hello-world'?",
    )
    expect(refusal('draw')).toBe('OPTION_INVALID: The option <flow> has no value. Give one of: hello-world.')
    expect(refusal('draw', 'hello-world', '--out', 'no/hello.svg')).toBe(
      "OPTION_INVALID: The option --out is 'no/hello.svg'. Give a file that can be written.",
    )
    expect(refusal('draw', 'hello-world', '--out')).toContain('The option --out has no value')
  })
})

test('a reader that has heard enough makes no failure of what is done', async () => {
  const child = spawn(process.execPath, ['--conditions=source', program, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  // As `head` does.
  child.stdout.destroy()
  let refuses = ''
  child.stderr.on('data', (text: Buffer) => void (refuses += text.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect([code, refuses]).toEqual([0, ''])
})
