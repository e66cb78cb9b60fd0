import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { flow, type AnyFlow } from 'handover'
import { createTestHandover, type TestHandoverOptions } from 'handover/testing'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'

const hello = flow('hello', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['text'] }).next('look'),
    look: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})
const make = (flows: readonly AnyFlow[], options: Partial<TestHandoverOptions> = {}) =>
  createTestHandover({ flows, ...options })

describe('background work', () => {
  test('costs an action that sends nothing no statement', async () => {
    await using made = await make([hello])
    await made.handover.idle()
    const { outbox, timers, messages } = made.store
    const spies = [
      vi.spyOn(outbox, 'due'),
      vi.spyOn(timers, 'due'),
      vi.spyOn(messages, 'matches'),
      vi.spyOn(messages, 'kept'),
    ]
    const began = Date.now()
    for (let n = 0; n < 50; n++) {
      const { tasks } = await made.handover.start(hello, 'start', { text: 'Hello' })
      await tasks.at(-1)!.do('complete', { input: {} })
    }
    const polls = 2 * Math.ceil((Date.now() - began) / 1000)
    expect(spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBeLessThanOrEqual(polls)
  })

  test('keeps no program alive', { timeout: 30_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'handover-alive-'))
    const script = join(import.meta.dirname, `alive-${process.pid}.mts`)
    try {
      await writeFile(
        script,
        `import { createHandover } from 'handover'
import { sqliteStore } from 'handover/sqlite'
await createHandover({ flows: [], store: sqliteStore({ file: ${JSON.stringify(join(folder, 'a.db'))} }), migrate: true })
console.log('open')`,
      )
      const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=source', script], {
        timeout: 20_000,
      })
      expect(stdout).toBe('open\n')
    } finally {
      await rm(script)
      await rm(folder, { recursive: true })
    }
  })

  test('is left to others by a server that does not work', async () => {
    await using made = await make([hello], { work: false })
    await made.handover.message('nobody waits')
    await made.handover.idle()
    expect(await made.store.outbox.nextAt()).not.toBeNull()
  })

  test('runs outside of the action that caused it: a handler may use the whole Handover', async () => {
    await using made = await make([hello])
    const started: string[] = []
    made.handover.on('process.started', { name: 'echo' }, async ({ process }) => {
      if (started.push(process.id) === 1) await made.handover.start(hello, 'start', { text: 'Echo' })
    })
    made.handover.on('task.created', async ({ task }) => {
      if (task?.kind === 'view') await task.do('assign', { to: 'ben' })
    })
    await made.handover.start(hello, 'start', { text: 'Hello' })
    await made.handover.idle()
    expect(started).toHaveLength(2)
    const { items } = await made.handover.processes.list({ flow: hello })
    for (const { id } of items) {
      const tasks = await made.handover.processes.tasks(id)
      expect(tasks.find(({ node }) => node === 'look')).toMatchObject({ owner: { id: 'ben' } })
    }
  })

  test.each([
    ['a name', () => ['' as string] as const, 'name'],
    ['a key', () => ['paid', { key: 'x'.repeat(501) }] as const, 'key'],
    ['a time', () => ['paid', { ttl: 'long' }] as const, 'ttl'],
    ['a payload', () => ['paid', { payload: { big: 1n } }] as const, 'payload'],
    ['a payload with broken text', () => ['paid', { payload: 'a\0b' }] as const, 'payload'],
  ])('refuses to send a message with %s that cannot be', async (_, given, option) => {
    await using made = await make([hello], { work: false })
    const [name, options] = given()
    await expect(made.handover.message(name, options)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      details: { option },
    })
    expect(await made.store.outbox.nextAt()).toBeNull()
  })

  test.each(['options', 'handler'])('refuses a subscription without %s', async (option) => {
    await using made = await make([hello])
    const on = made.handover.on.bind(made.handover) as (...given: unknown[]) => unknown
    expect(() => (option === 'options' ? on('task.done', {}, () => {}) : on('task.done'))).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', details: expect.objectContaining({ option }) }),
    )
  })
})

describe('a start that an emitter of the application begins', () => {
  const listening = (source: EventEmitter | EventTarget, textOf: (payload: any) => string) =>
    flow('listening', {
      data: z.object({ text: z.string() }),
      nodes: (n) => ({
        start: n
          .startSignal(source as EventEmitter, 'news', (payload: any) => ({ text: textOf(payload) }))
          .next('done'),
        done: n.end(),
      }),
    })
  const texts = async ({ handover }: Awaited<ReturnType<typeof make>>) =>
    (await handover.processes.list()).items.map(({ data }) => (data as { text: string }).text)

  test('begins with the first argument of an EventEmitter, until the server closes', async () => {
    const source = new EventEmitter()
    const made = await make([listening(source, (payload) => payload.text)])
    source.emit('news', { text: 'Hello' })
    await made.handover.idle()
    expect(await texts(made)).toEqual(['Hello'])
    await made.close()
    expect(source.listenerCount('news')).toBe(0)
  })

  test('begins with the Event of an EventTarget', async () => {
    const source = new EventTarget()
    await using made = await make([listening(source, (event) => event.detail)])
    source.dispatchEvent(new CustomEvent('news', { detail: 'Hello' }))
    await made.handover.idle()
    expect(await texts(made)).toEqual(['Hello'])
  })

  test('says what fails, and goes on', async () => {
    const warnings: string[] = []
    const source = new EventEmitter()
    const flows = [listening(source, (payload) => payload.text)]
    await using made = await make(flows, { onWarning: (warning) => warnings.push(warning) })
    source.emit('news', undefined)
    source.emit('news', { text: 'Hello' })
    await made.handover.idle()
    expect(await texts(made)).toEqual(['Hello'])
    expect(warnings).toEqual([expect.stringContaining("could not begin with the event 'news'")])
  })

  test('hears nothing on a server that does not work', async () => {
    const source = new EventEmitter()
    await using made = await make([listening(source, (payload) => payload.text)], { work: false })
    expect(source.listenerCount('news')).toBe(0)
    expect(await texts(made)).toEqual([])
  })
})
