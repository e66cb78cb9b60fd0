/** `handover work`: programs that do nothing but background work, and how they stop. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { databases } from '../promises/databases.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const configOn = (store: string) => `import { appendFileSync, existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineConfig, flow } from 'handover'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'
const say = (text: string) => appendFileSync('said', text + '\\n')
let running = 0
/** Goes on until the file 'go' is there. */
const wait = async (signal?: AbortSignal) => {
  console.log('began ' + ++running)
  while (!existsSync('go')) await sleep(20, undefined, { signal })
  running--
}
export const report = flow('report', {
  data: z.object({ isStubborn: z.boolean() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ isStubborn: z.boolean() }), (input) => input).next('print'),
    print: n.job(async ({ process, signal }) => {
      await wait(process.data.isStubborn ? undefined : signal)
      say('printed')
    }).next('done'),
    done: n.end(),
  }),
})
export const open = () => ${store}
export default defineConfig({
  flows: [report],
  store: open,
  work: { stopWithin: '1 s' },
  setup: (handover) => handover.on('process.done', { name: 'crm' }, () => console.log('told')),
})
`
const seedOf = (count: number, isStubborn = false) => `import { createHandover } from 'handover'
import { open, report } from './handover.config.ts'
const handover = await createHandover({ flows: [report], store: open(), migrate: true, work: false })
for (let i = 0; i < ${count}; i++) await handover.start(report, 'start', { isStubborn: ${isStubborn} })
await handover.close()
`

let terminal: Terminal
beforeEach(() => void (terminal = openTerminal()))
afterEach(() => terminal.remove())
const seed = (store: string, count: number, isStubborn?: boolean) => {
  terminal.write('handover.config.ts', configOn(store))
  terminal.write('seed.ts', seedOf(count, isStubborn))
  terminal.run('seed.ts')
}
const sqlite = "sqliteStore({ file: 'app.db' })"
const slow = { timeout: 120_000 }

describe.each(databases)('handover work on %s', slow, (database) => {
  test('hands a running job back when it is told to stop, and the next worker does it', async () => {
    const fresh = database === 'postgres' ? await createDatabase() : undefined
    try {
      seed(fresh === undefined ? sqlite : `postgresStore({ url: '${fresh.url}' })`, 1)
      const first = terminal.begin('work')
      await first.said('began 1')
      first.signal('SIGTERM')
      const end = await first.ended
      expect(end).toMatchObject({ code: 0, refuses: '' })
      expect(end.says).toMatch(/Works on .*: report; 4 at once\.\n/)
      expect(end.says).toMatch(/SIGTERM: stops when what is under way has ended.*\n.* Stopped\.\n$/)
      expect(existsSync(join(terminal.folder, 'said'))).toBe(false)
      terminal.write('go', '')
      const second = terminal.begin('work')
      await second.said('told')
      second.signal('SIGINT')
      expect(await second.ended).toMatchObject({ code: 0, refuses: '' })
      expect(readFileSync(join(terminal.folder, 'said'), 'utf8')).toBe('printed\n')
    } finally {
      terminal.remove()
      await fresh?.drop()
    }
  })
})

test('handover work runs as many jobs at once as it is told', slow, async () => {
  seed(sqlite, 5)
  const worker = terminal.begin('work', '--concurrency', '2')
  await worker.said('began 2')
  terminal.write('go', '')
  await worker.said('told\n'.repeat(1))
  worker.signal('SIGTERM')
  const { code, says } = await worker.ended
  expect(code).toBe(0)
  expect(says).toContain('; 2 at once.')
  expect(says).not.toContain('began 3')
})

test('handover work ends at once when it is told a second time', slow, async () => {
  seed(sqlite, 1, true)
  const worker = terminal.begin('work')
  await worker.said('began 1')
  worker.signal('SIGTERM')
  await worker.said('SIGTERM: stops')
  worker.signal('SIGTERM')
  const { code, says } = await worker.ended
  expect(code).toBe(1)
  expect(says).not.toContain('Stopped.')
})

test('handover work refuses a number that the configured queue cannot hear of', slow, () => {
  terminal.write(
    'handover.config.ts',
    configOn(sqlite)
      .replace('flows: [report],', 'flows: [report], jobs: embeddedJobs(),')
      .replace('{ defineConfig', '{ embeddedJobs, defineConfig'),
  )
  const { code, refuses } = terminal.handover('work', '--concurrency', '2')
  expect({ code, refuses }).toEqual({ code: 2, refuses: expect.stringContaining('jobs as a function') })
  expect(terminal.handover('work').refuses).toContain('STORE_NOT_MIGRATED')
})
