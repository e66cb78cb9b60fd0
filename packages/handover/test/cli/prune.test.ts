/** `handover prune`, on both databases. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { databases } from '../promises/databases.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const configOn = (store: string) => `import { defineConfig, flow } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'
export const note = flow('note', {
  data: z.object({}),
  nodes: (n) => ({ start: n.start({ fields: [] }).next('read'), read: n.manual().next('done'), done: n.end() }),
})
export const open = () => ${store}
export default defineConfig({ flows: [note], store: open })
`
const seed = `import { createHandover } from 'handover'
import { note, open } from './handover.config.ts'
const handover = await createHandover({ flows: [note], store: open(), migrate: true })
for (const end of ['done', 'done', 'canceled', 'open']) {
  const { id, tasks } = await handover.start(note, 'start', {})
  if (end === 'done') await handover.complete(note, 'read', tasks.at(-1).id, {})
  if (end === 'canceled') await handover.processes.cancel(id)
}
await handover.close()
`

describe.each(databases)('handover prune on %s', { timeout: 120_000 }, (database) => {
  let terminal: Terminal
  let before: string
  let drop = async () => {}
  beforeEach(async () => {
    terminal = openTerminal()
    let store = "sqliteStore({ file: 'app.db' })"
    if (database === 'postgres') {
      const fresh = await createDatabase()
      drop = () => fresh.drop()
      store = `postgresStore({ url: '${fresh.url}' })`
    }
    terminal.write('handover.config.ts', configOn(store))
    terminal.write('seed.ts', seed)
    terminal.run('seed.ts')
    before = new Date().toISOString()
  }, 120_000)
  afterEach(async () => {
    terminal.remove()
    await drop()
  })

  test('counts first, then removes what has ended, and leaves what runs', () => {
    const dry = terminal.handover('prune', '--before', before, '--dry-run')
    expect(dry.code).toBe(0)
    expect(dry.says).toMatch(/^Would be removed from .*: 3 processes, 8 tasks, \d+ events\.\n$/)
    expect(dry.refuses).toMatch(/^3 processes, up to 2\d{3}-\d\d-\d\d \d\d:\d\d\n$/)
    const [canceled] = terminal.json('prune', '--before', before, '--status', 'canceled,failed')
    expect(canceled).toMatchObject({ before, dryRun: false, processes: 1, tasks: 2 })
    const { says } = terminal.handover('prune', '--before', before, '--flow', 'note')
    expect(says).toMatch(/^Removed from .*: 2 processes, 6 tasks, \d+ events\.\n$/)
    expect(terminal.json('processes').map(({ status }) => status)).toEqual(['running'])
    expect(terminal.json('prune', '--before', '2026-01-01')[0]).toMatchObject({
      before: '2026-01-01T00:00:00.000Z',
      processes: 0,
    })
  })
})

test('handover prune refuses what it cannot read, before it looks for a database', { timeout: 120_000 }, () => {
  const terminal = openTerminal()
  const refusal = (...given: string[]) => {
    const { code, says, refuses } = terminal.handover('prune', ...given)
    expect({ code, says }).toEqual({ code: 2, says: '' })
    return refuses
  }
  try {
    expect(refusal()).toContain('The option --before has no value.')
    expect(refusal('--before', '2026-02-30')).toContain("The option --before is '2026-02-30'. Give a day")
    expect(refusal('--before', 'yesterday')).toContain('Give a day')
    expect(refusal('--before', '2999-01-01')).toContain('Give a day in the past.')
    expect(refusal('--before', '2026-01-01', '--status', 'running')).toContain('one of done, canceled, failed')
  } finally {
    terminal.remove()
  }
})
