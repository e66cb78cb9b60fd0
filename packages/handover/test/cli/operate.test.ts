/** The commands by which an operator looks at what runs, and corrects it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTerminal, type Terminal } from './terminal.ts'

const config = `import { existsSync } from 'node:fs'
import { defineConfig, flow } from 'handover'
import { sqliteStore } from 'handover/sqlite'
import { z } from 'zod'
export const order = flow('order', {
  data: z.object({ name: z.string() }),
  summary: ({ name }) => 'Order of ' + name,
  nodes: (n) => ({
    start: n.start({ fields: ['name'] }).next('approve'),
    approve: n.view({ fields: [] }).next('ship'),
    ship: n.job(() => { if (!existsSync('van')) throw new Error('There is no van') }, { retries: 0 }).next('done'),
    done: n.end(),
  }),
})
export const leave = flow('leave', {
  data: z.object({}),
  nodes: (n) => ({ start: n.start({ fields: [] }).next('allow'), allow: n.manual().next('done'), done: n.end() }),
})
export const open = () => sqliteStore({ file: 'app.db' })
export default defineConfig({
  flows: [order, leave],
  store: open,
  setup: (handover) => handover.on('process.done', { name: 'crm' }, ({ process }) => {
    if (process.summary === 'Order of Dan') console.log('told of the order')
  }),
})
`
/** Orders of Ann, Ben, Cid and Dan, of which Ann's waits; the others failed. A leave, and a message nobody takes. */
const seed = `import { createHandover } from 'handover'
import { leave, open, order } from './handover.config.ts'
const handover = await createHandover({ flows: [order, leave], store: open(), migrate: true })
const by = { id: 'ann', name: 'Ann', permissions: ['order.manage'] }
for (const name of ['Ann', 'Ben', 'Cid', 'Dan']) {
  const { tasks } = await handover.start(order, 'start', { name }, { by })
  const approve = tasks.find(({ node }) => node === 'approve')
  if (name === 'Ann') await approve.do('assign', { to: 'ann' })
  else await handover.complete(order, 'approve', approve.id, {})
}
await handover.start(leave, 'start', {})
await handover.idle()
const at = new Date().toISOString()
await handover.store.begin().write([], { deliveries: ['1', '2'].map((digit) => ({
  id: '0198a1c2-0000-7000-8000-00000000000' + digit, tenant: '', kind: 'signal', process: null, lane: null,
  payload: { name: 'go', payload: null }, createdAt: at, dueAt: at, attempts: 10, error: 'Nobody listens', isDead: true })) })
await handover.close()
`
const [signal, other] = ['0198a1c2-0000-7000-8000-000000000001', '0198a1c2-0000-7000-8000-000000000002']
const unknown = '0198a1c2-0000-7000-8000-00000000000f'

let terminal: Terminal
beforeAll(() => {
  terminal = openTerminal()
  terminal.write('handover.config.ts', config)
  terminal.write('seed.ts', seed)
  terminal.run('seed.ts')
}, 120_000)
afterAll(() => terminal.remove())

/** What a refusal prints, after how it ends. */
function refusal(...given: string[]): string {
  const { code, says, refuses } = terminal.handover(...given)
  expect(says).toBe('')
  expect(refuses).not.toMatch(/^\s+at /m)
  return `${code} ${refuses.trimEnd()}`
}

// Programs are started one after the other, each of which loads all there is.
const slow = { timeout: 120_000 }

describe('handover processes', slow, () => {
  test('lists them, newest first, narrowed as asked', () => {
    const all = terminal.json('processes')
    expect(all.map(({ flow, summary }) => [flow, summary])).toEqual([
      ['leave', ''],
      ['order', 'Order of Dan'],
      ['order', 'Order of Cid'],
      ['order', 'Order of Ben'],
      ['order', 'Order of Ann'],
    ])
    expect(all[4]).toMatchObject({ status: 'running', attention: null, startedBy: { id: 'ann' }, finishedAt: null })
    const failed = terminal.json('processes', '--attention', '--flow', 'order', '--status', 'running', '--limit', '2')
    expect(failed).toEqual(all.slice(1, 3))
    const { says } = terminal.handover('processes', '--limit', '2')
    expect(says).toMatch(/^NUMBER +FLOW +STATUS +STARTED +ENDED +SUMMARY\n#\d+ +leave +running +2/)
    expect(says).toContain("! 'Ship' failed: There is no van | Order of Dan")
    expect(says).toContain('There are more')
  })

  test('shows one by its number or its id: facts, open tasks, what happened last', () => {
    const [{ number }] = terminal.json('processes', '--search', 'Order of Ann')
    const [shown] = terminal.json('processes', `${number}`)
    expect(shown).toMatchObject({ number, summary: 'Order of Ann', tasks: [{ node: 'approve', owner: { id: 'ann' } }] })
    expect(shown.history.at(-1)).toMatchObject({ type: 'task.assigned', node: 'approve' })
    const { says } = terminal.handover('processes', shown.id)
    expect(says).toMatch(/^Process +#\d+ /)
    expect(says).toContain('Order of Ann')
    expect(says).toMatch(/approve +assigned +ann/)
    expect(says).toContain('task.assigned')
  })

  test('refuses what is not there, and what it cannot read', () => {
    expect(refusal('processes', '999')).toMatch(/^1 PROCESS_NOT_FOUND/)
    expect(refusal('processes', '--flow', 'ordr')).toBe(
      "1 FLOW_UNKNOWN: There is no flow 'ordr' here. Did you mean 'order'?",
    )
    expect(refusal('processes', '--status', 'runing')).toBe(
      "2 OPTION_INVALID: The option --status is 'runing'. Give 'running', if that is meant.",
    )
  })
})

describe('handover tasks', slow, () => {
  const found = (...given: string[]) =>
    terminal.json('tasks', ...given).map(({ node, process }) => [process.flow, node])

  test('lists what is open, narrowed as asked', () => {
    const ship = ['order', 'ship']
    expect(found()).toEqual([['leave', 'allow'], ship, ship, ship, ['order', 'approve']])
    expect(found('--flow', 'order', '--node', 'approve')).toEqual([['order', 'approve']])
    expect(found('--status', 'error')).toEqual([ship, ship, ship])
    expect(found('--owner', 'ann')).toEqual([['order', 'approve']])
    expect(terminal.handover('tasks', '--limit', '1').says).toMatch(/^TASK .*\n.* leave +allow +new .*\nThere are more/)
    expect(refusal('tasks', '--node', 'ship')).toContain('2 OPTION_INVALID')
  })

  test('records no definitions: which are in use is for the servers to say', () => {
    terminal.write('newer.ts', config.replaceAll("flow('leave', {", "flow('leave', { version: 7,"))
    expect(terminal.handover('tasks', '--config', 'newer.ts').code).toBe(0)
    terminal.write(
      'look.ts',
      `import { open } from './handover.config.ts'
      const store = open()
      if ((await store.read.definitions('leave')).length !== 1) throw new Error('recorded')
      await store.close()`,
    )
    terminal.run('look.ts')
  })
})

describe('handover incidents', slow, () => {
  test('lists what needs an operator, and deals with each as it fits', () => {
    const all = terminal.json('incidents')
    expect(all.map(({ sort, message }) => [sort, message])).toEqual([
      ...Array<string[]>(3).fill(['task', 'There is no van']),
      ...Array<string[]>(2).fill(['delivery', 'Nobody listens']),
    ])
    expect(all[0]).toMatchObject({ node: 'ship', process: { flow: 'order' }, code: 'FUNCTION_FAILED' })
    expect(all[4]).toMatchObject({ id: signal, kind: 'signal', process: null })
    const [, cid, ben] = all
    const { says } = terminal.handover('incidents', '--flow', 'order')
    expect(says).toMatch(/^INCIDENT +PROCESS +FLOW +WHERE +SINCE +WHY\n/)
    expect(says).toMatch(/order +ship +2\d{3}-\d\d-\d\d \d\d:\d\d +There is no van/)
    expect(says.split('\n')).toHaveLength(5)

    expect(terminal.handover('incidents', 'skip', ben.id, '--note', 'Fetched by hand')).toEqual({
      code: 0,
      says: `'Ship' of process #${ben.process.number} was skipped.\n`,
      refuses: '',
    })
    const [skipped] = terminal.json('processes', `${ben.process.number}`)
    expect(skipped).toMatchObject({ status: 'done' })
    expect(skipped.history).toContainEqual(expect.objectContaining({ type: 'task.skipped', note: 'Fetched by hand' }))
    expect(terminal.json('incidents', 'cancel', cid.id)).toEqual([{ id: cid.id, done: 'cancel' }])
    const dropped = terminal.handover('incidents', 'drop', unknown, signal)
    expect(dropped).toMatchObject({ code: 1, says: `The signal ${signal} was given up.\n` })
    expect(dropped.refuses).toContain('INCIDENT_NOT_FOUND')
    expect(terminal.json('incidents').map(({ id }) => id)).toEqual([all[0].id, other])
  })

  test('refuses what does not fit, what has not failed, and half a call', () => {
    const [{ id: failed }] = terminal.json('incidents')
    const [{ id: open }] = terminal.json('tasks', '--owner', 'ann')
    expect(refusal('incidents', 'skip', other)).toBe(
      `1 INCIDENT_UNFIT: '${other}' is a delivery (signal); 'skip' is not for that. Give it retry or drop.`,
    )
    expect(refusal('incidents', 'drop', failed)).toContain("is the task 'Ship'; 'drop' is not for that")
    expect(refusal('incidents', 'cancel', open)).toMatch(/^1 TASK_NOT_FAILED/)
    expect(refusal('incidents', 'drop')).toMatch(/^2 OPTION_INVALID: The option <id> has no value/)
    expect(refusal('incidents', 'retry')).toMatch(/^2 OPTION_INVALID: .* or --all/)
    expect(refusal('incidents', 'retry', '--all', 'x')).toMatch(/^2 OPTION_INVALID/)
    expect(refusal('incidents', 'retr')).toMatch(/^2 ARGUMENT_INVALID: .* Did you mean 'retry'\?$/)
  })

  test('retries all; a worker does what follows', async () => {
    const [{ process }] = terminal.json('incidents')
    const { code, says } = terminal.handover('incidents', 'retry', '--all')
    expect({ code, says }).toEqual({ code: 0, says: '2 incidents tried again, 0 refused.\n' })
    expect(terminal.handover('incidents').says).toBe('Nothing needs an operator.\n')
    terminal.write('van', '')
    const worker = terminal.begin('work', '--json')
    await worker.said('"event":"started"')
    await worker.said('told of the order')
    worker.signal('SIGTERM')
    const { code: end, says: told, refuses } = await worker.ended
    expect({ end, refuses }).toEqual({ end: 0, refuses: '' })
    const lines = told
      .trimEnd()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { event: 'started', flows: ['order', 'leave'], concurrency: 4 },
      { event: 'stopping', signal: 'SIGTERM' },
      { event: 'stopped' },
    ])
    expect(terminal.json('processes', `${process.number}`)[0]).toMatchObject({ status: 'done' })
  })
})
