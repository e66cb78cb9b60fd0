import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { getRequestListener, serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { createClient, isApiError } from 'handover/client'
import { createApi, listen, type Api } from 'handover/http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openApprovals, type Approvals } from './approval.ts'
import { identify } from './people.ts'

let approvals: Approvals
beforeAll(async () => {
  approvals = await openApprovals()
})
afterAll(() => approvals.close())

/** A running server, and how to end it. */
interface Running {
  readonly origin: string
  close(): Promise<unknown>
}
type Host = (api: Api, path: string) => Promise<Running>

const hosts: Record<string, Host> = {
  'Node alone': async (api) => {
    const server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 }) as Server
    await new Promise((resolve) => server.once('listening', resolve))
    return running(server)
  },
  // Express takes the path off before it hands the request on.
  'Express 5': async (api, path) => {
    const app = express()
    app.use(path, getRequestListener(api.fetch))
    return listening(createServer(app))
  },
  // Fastify leaves the path as it is; its own parsers have to leave the body alone.
  'Fastify 5': async (api, path) => {
    const app = fastify()
    const listener = getRequestListener(api.fetch)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _body, done) => done(null))
    app.all(`${path === '/' ? '' : path}/*`, async (request, reply) => {
      reply.hijack()
      await listener(request.raw, reply.raw)
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return { origin: originOf(app.server), close: () => app.close() }
  },
}

describe.each(Object.keys(hosts))('in %s', (name) => {
  test.each(['/', '/flow', '/deep/in/the/application'])(
    'under %s, the client goes from a request to its approval',
    async (path) => {
      const api = createApi(approvals.handover, {
        identify,
        basePath: path,
        desk: { fetch: (request) => new Response(`page ${new URL(request.url).pathname}`) },
      })
      const server = await hosts[name]!(api, path)
      try {
        await story(`${server.origin}${path}`)
        expect(await (await fetch(`${server.origin}${path === '/' ? '' : path}/inbox`)).text()).toBe(
          `page ${path === '/' ? '' : path}/inbox`,
        )
      } finally {
        await server.close()
      }
    },
  )
})

describe.each(Object.keys(hosts))('in %s', (name) => {
  test('changes come as they happen, and a reader who leaves is not kept', async () => {
    const api = createApi(approvals.handover, { identify, live: { perActor: 1, pause: 20 } })
    const server = await hosts[name]!(api, '/')
    const ben = createClient({ baseUrl: server.origin, headers: { 'x-user': 'ben' } })
    const first = async () => {
      const abort = new AbortController()
      for await (const event of ben.live({}, { signal: abort.signal })) {
        if (event.type === 'ready') await approvals.request()
        else {
          abort.abort()
          return event.data
        }
      }
    }
    try {
      expect(await first()).toMatchObject({ lists: true })
      expect(await vi.waitFor(first, { timeout: 10_000, interval: 50 })).toMatchObject({ lists: true })
    } finally {
      await server.close()
    }
  })
})

const hasIpv6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === '::1'))
test.skipIf(!hasIpv6)('a server that listens at an IPv6 address says a url that leads there', async () => {
  const server = await listen(createApi(approvals.handover, { identify }), { port: 0, hostname: '::1' })
  onTestFinished(() => server.close())
  expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
})

test('a server that `listen` made ends its streams when it closes', async () => {
  const server = await listen(createApi(approvals.handover, { identify }), { port: 0 })
  const ben = createClient({ baseUrl: server.url, headers: { 'x-user': 'ben' } })
  const heard: string[] = []
  for await (const event of ben.live()) {
    heard.push(event.type)
    await server.close()
  }
  expect(heard).toEqual(['ready'])
})

async function story(baseUrl: string): Promise<void> {
  const as = (user: string) => createClient({ baseUrl, headers: { 'x-user': user } })
  const [anna, ben, maria] = [as('anna'), as('ben'), as('maria')]
  expect((await anna.flows()).items[0]?.starts[0]?.can).toEqual({ allowed: true })
  expect((await anna.flow('approval')).picture.nodes.length).toBe(5)
  expect((await anna.startForm('approval', 'start')).form.fields).toContain('message')
  const process = await anna.start('approval', 'start', { input: { message: 'Größe: 5 €' } })
  expect(process).toMatchObject({ status: 'running', summary: 'Größe: 5 €' })

  const { items } = await ben.tasks({ list: 'queue', flow: 'approval', limit: 200 })
  const { id } = items.find((task) => task.process.id === process.id)!
  await ben.command(id, 'assign')
  const refusal: unknown = await maria.command(id, 'assign').catch((thrown: unknown) => thrown)
  expect(isApiError(refusal) && [refusal.status, refusal.code]).toEqual([409, 'TASK_ALREADY_ASSIGNED'])
  expect((await ben.task(id)).can.complete).toEqual({ allowed: true })
  expect(await ben.command(id, 'complete', { input: { approved: true } })).toMatchObject({ status: 'done' })

  expect(await anna.process(process.id)).toMatchObject({ status: 'done', outcomeTitle: 'Sent' })
  const found = await anna.processes({ flow: 'approval', where: { approved: true }, search: String(process.number) })
  expect(found.items.map((each) => each.id)).toContain(process.id)
  const events = await anna.history(process.id)
  expect((await anna.history(process.id, { after: 2, limit: 1 })).items).toEqual([events.items[2]])
  const ended: unknown = await as('olga')
    .cancel(process.id)
    .catch((thrown: unknown) => thrown)
  expect(isApiError(ended) && ended.code).toBe('PROCESS_ENDED')
}

async function listening(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return running(server)
}
const running = (server: Server): Running => ({
  origin: originOf(server),
  close: () => new Promise<void>((resolve) => server.close(() => resolve())),
})
const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
