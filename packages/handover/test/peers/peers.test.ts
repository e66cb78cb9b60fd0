/** What only some applications use is loaded by them alone, and says its name when it is not there. */
import { afterEach, describe, expect, test } from 'vitest'
import { applicationWithout, peers, type Application } from './application.ts'

let application: Application | undefined
afterEach(() => {
  application?.remove()
  application = undefined
})
const without = (...missing: readonly string[]) => (application = applicationWithout(missing))

/** A process from its start to its end, with a job, a hook and an HTTP request. */
const life = `
import { createHandover, flow } from 'handover'
import { createApi } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'
const parcel = flow('parcel', {
  data: z.object({ sent: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('send'),
    send: n.job(() => ({ sent: true })).next('done'),
    done: n.end(),
  }),
})
const store = sqliteStore({ file: new URL('./data.db', import.meta.url).pathname })
const handover = await createHandover({ flows: [parcel], store, migrate: true })
handover.on('process.done', { name: 'told' }, () => {})
const { id } = await handover.start(parcel, 'start', {})
await handover.idle()
const { status } = await handover.processes.get(id)
const api = createApi(handover, { identify: () => ({ id: 'anna', name: 'Anna', permissions: ['parcel.view'] }) })
const answer = await api.fetch(new Request('http://localhost/api/processes/' + id))
await handover.close()
console.log(status, answer.status)
`

/** Prints what was loaded, as far as it is a package, in place of what the code prints. */
const loading = (code: string) => `
import { registerHooks } from 'node:module'
const loaded = new Set()
registerHooks({
  load(url, context, next) {
    const path = url.split('/node_modules/').at(-1)
    if (url.includes('/node_modules/')) loaded.add(path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/'))
    return next(url, context)
  },
})
await import('data:text/javascript,') // the hooks hold from now on
${code.replaceAll(/^import (?:(.+) from )?('[^']+')$/gm, (_, names: string, from: string) => `const ${names} = await import(${from})`)}
console.log(JSON.stringify([...loaded]))
`

describe('packages that only some applications need', () => {
  test('are all left out by an application on SQLite that does not use them', async () => {
    expect(await without(...peers).run(life)).toBe('done 200')
  })

  test('are not loaded either when they are installed: without telemetry none of it is there', async () => {
    const out = await without().run(loading(life))
    const loaded = JSON.parse(out.split('\n').at(-1)!) as readonly string[]
    expect(loaded).toContain('kysely')
    expect(loaded.filter((name) => peers.includes(name as never) || name.startsWith('@opentelemetry/'))).toEqual([])
  })

  test('are loaded by what needs them', async () => {
    const out = await without().run(loading("import { openTelemetry } from 'handover/opentelemetry'\nopenTelemetry()"))
    expect(JSON.parse(out)).toContain('@opentelemetry/api')
  })

  const attempt = (code: string) => `
${code.replace('await ', 'const failure = await ')}.then(() => undefined, (thrown) => thrown)
console.log(JSON.stringify({ code: failure?.code, message: failure?.message }))`
  const onPostgres = attempt(`
import { postgresStore } from 'handover/postgres'
const store = postgresStore({ url: 'postgres://127.0.0.1:1/none' })
await store.check().finally(() => store.close())`)
  const byBoss = attempt(`
import { pgBossJobs } from 'handover/pg-boss'
const jobs = pgBossJobs({ url: 'postgres://127.0.0.1:1/none' })
await jobs.start(async () => {}).finally(() => jobs.stop())`)

  test.each([
    { name: 'pg', code: onPostgres, neededBy: 'handover/postgres' },
    { name: 'pg-boss', code: byBoss, neededBy: 'handover/pg-boss' },
  ])('are named when they are missing: $name', async ({ name, code, neededBy }) => {
    const said = JSON.parse(await without(name).run(code)) as object
    expect(said).toEqual({
      code: 'PACKAGE_MISSING',
      message: expect.stringContaining(`'${neededBy}' needs the package '${name}', which is not installed.`) as string,
    })
  })

  test.each([
    { name: '@opentelemetry/api', part: 'handover/opentelemetry' },
    { name: 'vitest', part: 'handover/testing/contracts' },
  ])('are named by Node where a part cannot even be imported without them: $name', async ({ name, part }) => {
    const said = JSON.parse(await without(name).run(attempt(`await import('${part}')`))) as object
    expect(said).toEqual({
      code: 'ERR_MODULE_NOT_FOUND',
      message: expect.stringContaining(`Cannot find package '${name}'`) as string,
    })
  })

  test.each([
    { name: 'pg', code: onPostgres },
    { name: 'pg-boss', code: byBoss },
  ])('are not called missing when something else is wrong with them: $name', async ({ name, code }) => {
    const broken = without(name)
    broken.install(name, "import 'what-it-needs-itself'")
    expect(JSON.parse(await broken.run(code))).toEqual({
      code: 'ERR_MODULE_NOT_FOUND',
      message: expect.stringContaining("Cannot find package 'what-it-needs-itself'") as string,
    })
    broken.install(name, "throw new Error('it is too old')")
    expect(JSON.parse(await broken.run(code))).toEqual({ message: 'it is too old' })
  })
})
