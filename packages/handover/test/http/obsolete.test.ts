import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHandover, flow, type Actor, type AnyFlow } from 'handover'
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
const open = (definition: AnyFlow) =>
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

test('a process whose data cannot be read is listed, and its page says why and offers to cancel it', async () => {
  const old = await open(before)
  const process = await old.start(before, 'start', { text: 'Hello' }, { by: olga })
  await old.close()
  const broken = flow('claim', {
    version: 3,
    upgrade: () => {
      throw new Error('The text is missing')
    },
    data,
    nodes: (n) => ({
      start: n.start({ fields: ['text'] }).next('check'),
      check: n
        .view({ fields: ['text'] })
        .permission('claim.work')
        .next('done'),
      done: n.end(),
    }),
  })
  const handover = await open(broken)
  const { fetch } = createApi(handover, { identify: () => olga })
  const client = createClient({ baseUrl: 'http://localhost', fetch: (url, init) => fetch(new Request(url, init)) })
  expect((await client.processes({})).items.map(({ id }) => id)).toContain(process.id)
  const page = await client.process(process.id)
  expect(page.data).toEqual([])
  expect(page.dataProblem).toContain('The text is missing')
  expect(page.can.cancel.allowed).toBe(true)
  expect((await client.task(process.tasks.at(-1)!.id)).facts).toEqual([])
  await handover.close()
})
