import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, flow, type Actor } from 'handover'
import { createClient } from 'handover/client'
import { createApi } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const olga: Actor = { id: 'olga', name: 'Olga Keller', permissions: ['claim.manage', 'claim.work'] }
const data = z.object({ text: z.string() })
const before = flow('claim', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('check'),
    check: n.view({ fields: [] }).title('Check by hand').permission('claim.work').next('done'),
    done: n.end(),
  }),
})
const after = flow('claim', {
  version: 2,
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('decide'),
    decide: n.view({ fields: [] }).permission('claim.work').next('done'),
    done: n.end(),
  }),
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-obsolete-'))
})
afterAll(() => rm(folder, { recursive: true }))
const open = (definition: typeof before | typeof after) =>
  createHandover({ flows: [definition], store: sqliteStore({ file: join(folder, 'test.db') }), migrate: true })

test('a task whose step was removed is shown as such, and can be moved or canceled', async () => {
  const old = await open(before)
  const process = await old.start(before, 'start', { text: 'Hello' }, { by: olga })
  const task = process.tasks.find((each) => each.node === 'check')!.id
  await old.close()

  const handover = await open(after)
  const { fetch } = createApi(handover, { identify: () => olga })
  const client = createClient({ baseUrl: 'http://localhost', fetch: (url, init) => fetch(new Request(url, init)) })
  const detail = await client.task(task)
  expect(detail).toMatchObject({ title: 'Check by hand', isObsolete: true, form: null })
  const allowed = Object.entries(detail.can).filter(([, permit]) => permit.allowed)
  expect(allowed.map(([command]) => command)).toEqual(['cancel', 'move'])
  expect(detail.targets.move.map(({ node }) => node)).toEqual(['decide', 'done'])
  const { tasks } = await client.process(process.id)
  expect(tasks.map((each) => [each.isObsolete, each.shape])).toEqual([
    [false, 'start'],
    [true, 'human'],
  ])
  expect(await client.command(task, 'move', { to: 'decide' })).toMatchObject({ status: 'canceled', reason: 'moved' })
  expect((await client.process(process.id)).tasks.at(-1)).toMatchObject({ node: 'decide', isObsolete: false })
  await handover.close()
})
