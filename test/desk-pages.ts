/** The example application on a fresh database, and every page of its desk: what shots and axe walk over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type Client, type Process, type StartNode, type Task } from 'handover/client'
import { listen } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { createApp } from '../examples/company/src/app.ts'

export interface DeskPage {
  /** For files and test titles. */
  readonly name: string
  readonly path: string
  /** The demonstration user who looks at it. */
  readonly as: string
}
export interface Example {
  readonly url: string
  readonly pages: readonly DeskPage[]
  readonly close: () => Promise<void>
}

/** What one user finds at the desk. */
interface Desk {
  readonly user: string
  readonly client: Client
  readonly inbox: readonly Task[]
  readonly queue: readonly Task[]
  readonly archive: readonly Task[]
  readonly processes: readonly Process[]
  readonly starts: readonly (StartNode & { readonly flow: string })[]
}

/** Starts the example with its samples; `close` stops it and removes its database. */
export async function openExample(): Promise<Example> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-pages-'))
  const app = await createApp(sqliteStore({ file: join(folder, 'pages.db') }), { samples: true })
  const server = await listen(app, { port: 0 })
  const close = async () => {
    await server.close()
    await app.handover.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { url: server.url, pages: await pagesOf(await desksAt(server.url)), close }
  } catch (failure) {
    await close()
    throw failure
  }
}

async function desksAt(url: string): Promise<readonly Desk[]> {
  const answer = await fetch(`${url}/demo/users`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return Promise.all(items.map(({ id }) => deskOf(url, id)))
}

async function deskOf(url: string, user: string): Promise<Desk> {
  const became = await fetch(`${url}/demo/users/${user}`, { method: 'POST' })
  const cookie = became.headers.get('set-cookie')?.split(';')[0] ?? ''
  const client = createClient({
    baseUrl: url,
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), cookie } }),
  })
  const list = async (name: 'inbox' | 'queue' | 'archive') => (await client.tasks({ list: name, limit: 100 })).items
  const [inbox, queue, archive] = [await list('inbox'), await list('queue'), await list('archive')]
  const processes = (await client.processes({ limit: 100 })).items
  const flows = (await client.flows()).items
  const starts = flows.flatMap((flow) => flow.starts.map((start) => ({ ...start, flow: flow.name })))
  return { user, client, inbox, queue, archive, processes, starts }
}

const nowhere = '00000000-0000-4000-8000-000000000000'

/** Every page, seen by who finds most on it: each list, each flow, each form, a task of each list and flow, a process of each standing. */
async function pagesOf(desks: readonly Desk[]): Promise<readonly DeskPage[]> {
  const richest = (count: (desk: Desk) => number) => desks.toSorted((a, b) => count(b) - count(a))[0]!.user
  const empty = desks.find(({ inbox }) => inbox.length === 0)?.user
  const [viewer, starter] = [richest(({ processes }) => processes.length), richest(({ starts }) => starts.length)]
  const flows = (await desks[0]!.client.flows()).items
  return [
    { name: 'inbox', path: '/inbox', as: richest(({ inbox }) => inbox.length) },
    ...(empty === undefined ? [] : [{ name: 'inbox-empty', path: '/inbox', as: empty }]),
    { name: 'queue', path: '/queue', as: richest(({ queue }) => queue.length) },
    { name: 'archive', path: '/archive', as: richest(({ archive }) => archive.length) },
    { name: 'processes', path: '/processes', as: viewer },
    { name: 'processes-no-match', path: '/processes?search=nothing-like-this', as: viewer },
    { name: 'attention', path: '/attention', as: viewer },
    { name: 'start', path: '/start', as: starter },
    { name: 'me', path: '/me', as: viewer },
    { name: 'not-found', path: '/no-such-page', as: viewer },
    { name: 'out-of-sight', path: `/processes/${nowhere}`, as: viewer },
    ...flows.map(({ name }) => ({ name: `flow-${name}`, path: `/flows/${name}`, as: starter })),
    ...onceEach(desks.flatMap(startForms)),
    ...onceEach(desks.flatMap(taskPages)),
    ...onceEach(desks.flatMap(processPages)),
  ]
}

const startForms = ({ user, starts }: Desk): DeskPage[] =>
  starts
    .filter(({ can }) => can.allowed)
    .map(({ flow, node }) => ({ name: `start-${flow}-${node}`, path: `/start/${flow}/${node}`, as: user }))

const taskPages = ({ user, inbox, queue, archive }: Desk): DeskPage[] =>
  Object.entries({ mine: inbox, free: queue, past: archive }).flatMap(([list, tasks]) =>
    tasks.map(({ id, process }) => ({
      name: `task-${list}-${process.flow}`,
      path: `/tasks/${id}`,
      as: user,
    })),
  )

const processPages = ({ user, processes }: Desk): DeskPage[] =>
  processes.map(({ id, status, attention, suspendedAt }) => {
    const standing = attention === null ? (suspendedAt === null ? status : 'suspended') : 'attention'
    return { name: `process-${standing}`, path: `/processes/${id}`, as: user }
  })

const onceEach = (pages: readonly DeskPage[]): DeskPage[] => [
  ...new Map(pages.map((page) => [page.name, page])).values(),
]
