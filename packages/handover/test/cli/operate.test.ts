/** The commands by which an operator looks at what runs, and corrects it. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
export default defineConfig({ flows: [order, leave], store: open })
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
})
afterAll(() => terminal.remove())

/** What a refusal prints, and how it ends. */
function refusal(...given: string[]) {
  const { code, says, refuses } = terminal.handover(...given)
  expect(says).toBe('')
  expect(refuses).not.toMatch(/^\s+at /m)
  return { code, refuses: refuses.trimEnd() }
}
const numbers = (list: any[]) => list.map(({ number }) => number)
/** Their numbers, by who ordered. */
function numberOf(name: string): number {
  return terminal.json('processes', '--search', `Order of ${name}`)[0].number
}

describe('handover processes', () => {
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
    expect(numbers(terminal.json('processes', '--flow', 'leave'))).toEqual([all[0].number])
    expect(numbers(terminal.json('processes', '--attention'))).toEqual(numbers(all.slice(1, 4)))
    expect(terminal.json('processes', '--status', 'done')).toEqual([])
    expect(terminal.json('processes', '--limit', '2')).toHaveLength(2)
  })

  test('shows people a table, and says when there is more', () => {
    const { says } = terminal.handover('processes', '--limit', '2')
    expect(says).toMatch(/^NUMBER +FLOW +STATUS +STARTED +ENDED +SUMMARY\n#\d+ +leave +running +2/)
    expect(says).toContain("! 'Ship' failed: There is no van | Order of Dan")
    expect(says).toContain('There are more')
    expect(terminal.handover('processes', '--status', 'done').says).toBe('There are none.\n')
  })

  test('shows one by its number or its id: facts, open tasks, what happened last', () => {
    const number = numberOf('Ann')
    const [shown] = terminal.json('processes', `${number}`)
    expect(shown).toMatchObject({ number, summary: 'Order of Ann', tasks: [{ node: 'approve', owner: { id: 'ann' } }] })
    expect(shown.history.at(-1)).toMatchObject({ type: 'task.assigned', node: 'approve' })
    expect(terminal.json('processes', shown.id)).toEqual([shown])
    const { says } = terminal.handover('processes', `#${number}`)
    expect(says).toMatch(/^Process +#\d+ /)
    expect(says).toContain('Order of Ann')
    expect(says).toMatch(/approve +assigned +ann/)
    expect(says).toContain('task.assigned')
  })

  test('refuses what is not there, and what it cannot read', () => {
    expect(refusal('processes', '999')).toMatchObject({ code: 1, refuses: expect.stringContaining('PROCESS_NOT_FOUND') })
    expect(refusal('processes', unknown)).toMatchObject({ code: 1 })
    expect(refusal('processes', '--flow', 'ordr')).toEqual({
      code: 1,
      refuses: "FLOW_UNKNOWN: There is no flow 'ordr' here. Did you mean 'order'?",
    })
    expect(refusal('processes', '--status', 'runing')).toEqual({
      code: 2,
      refuses: "OPTION_INVALID: The option --status is 'runing'. Give 'running', if that is meant.",
    })
    expect(refusal('processes', '--limit', '0').code).toBe(2)
    expect(refusal('processes', '1', '2').code).toBe(2)
  })
})

describe('handover tasks', () => {
  const found = (...given: string[]) => terminal.json('tasks', ...given).map(({ node, process }) => [process.flow, node])

  test('lists what is open, narrowed as asked', () => {
    const ship = ['order', 'ship']
    expect(found()).toEqual([['leave', 'allow'], ship, ship, ship, ['order', 'approve']])
    expect(found('--flow', 'leave')).toEqual([['leave', 'allow']])
    expect(found('--flow', 'order', '--node', 'approve')).toEqual([['order', 'approve']])
    expect(found('--status', 'error')).toEqual([ship, ship, ship])
    expect(found('--owner', 'ann')).toEqual([['order', 'approve']])
    expect(found('--owner', 'nobody')).toEqual([])
    expect(terminal.handover('tasks', '--limit', '1').says).toMatch(/^TASK .*\n.* leave +allow +new .*\nThere are more/)
  })

  test('refuses what it cannot read', () => {
    expect(refusal('tasks', '--node', 'ship')).toMatchObject({ code: 2 })
    expect(refusal('tasks', '--status', 'done')).toMatchObject({ code: 2 })
    expect(refusal('tasks', '--flow', 'order', '--node', 'shp').refuses).toContain("Did you mean 'ship'?")
  })

  test('records no definitions: which are in use is for the servers to say', () => {
    terminal.write('newer.ts', config.replaceAll("flow('leave', {", "flow('leave', { version: 7,"))
    expect(terminal.handover('tasks', '--config', 'newer.ts').code).toBe(0)
    const { refuses } = terminal.handover('incidents', 'retry', unknown)
    expect(refuses).not.toContain('FLOW_NEWER_RECORDED')
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

describe('handover incidents', () => {
  const idOf = (name: string) =>
    terminal.json('incidents').find(({ process }) => process?.number === numberOf(name))?.id as string

  test('lists tasks in error and what could not be delivered', () => {
    const all = terminal.json('incidents')
    expect(all.slice(0, 3).map(({ sort, node, message }) => [sort, node, message])).toEqual(
      Array(3).fill(['task', 'ship', 'There is no van']),
    )
    expect(all.slice(3).map(({ id }) => id)).toEqual([other, signal])
    expect(all[4]).toMatchObject({ sort: 'delivery', kind: 'signal', message: 'Nobody listens', process: null })
    expect(terminal.json('incidents', '--flow', 'leave')).toEqual([])
    expect(terminal.json('incidents', '--flow', 'order')).toHaveLength(3)
    const { says } = terminal.handover('incidents')
    expect(says).toMatch(/^INCIDENT +PROCESS +FLOW +WHERE +SINCE +WHY\n/)
    expect(says).toMatch(/order +ship +2\d{3}-\d\d-\d\d \d\d:\d\d +There is no van/)
  })

  test('refuses what does not fit, what is not there, and what has not failed', () => {
    const open = terminal.json('tasks', '--owner', 'ann')[0].id as string
    expect(refusal('incidents', 'skip', signal)).toEqual({
      code: 1,
      refuses: `INCIDENT_UNFIT: '${signal}' is a delivery (signal); 'skip' is not for that. Give it retry or drop.`,
    })
    expect(refusal('incidents', 'drop', idOf('Ben')).refuses).toContain("is the task 'Ship'; 'drop' is not for that")
    expect(refusal('incidents', 'cancel', open)).toMatchObject({ code: 1, refuses: /^TASK_NOT_FAILED/ })
    expect(refusal('incidents', 'retry', unknown)).toMatchObject({ code: 1, refuses: /^INCIDENT_NOT_FOUND/ })
    expect(refusal('incidents', 'drop', 'x')).toMatchObject({ code: 1, refuses: /^INCIDENT_NOT_FOUND/ })
    expect(refusal('incidents', 'drop')).toMatchObject({ code: 2 })
    expect(refusal('incidents', 'retry')).toMatchObject({ code: 2 })
    expect(refusal('incidents', 'retry', '--all', 'x')).toMatchObject({ code: 2 })
    expect(refusal('incidents', 'retry', 'x', '--flow', 'order')).toMatchObject({ code: 2 })
    expect(refusal('incidents', 'drop', '--all')).toMatchObject({ code: 2 })
    expect(terminal.json('incidents')).toHaveLength(5)
  })

  test('skips one, cancels another, drops a third, each with what was done and why', () => {
    const [ben, cid] = [numberOf('Ben'), numberOf('Cid')]
    expect(terminal.handover('incidents', 'skip', idOf('Ben'), '--note', 'Fetched by hand')).toEqual({
      code: 0,
      says: `'Ship' of process #${ben} was skipped.\n`,
      refuses: '',
    })
    const [skipped] = terminal.json('processes', `${ben}`)
    expect(skipped).toMatchObject({ status: 'done' })
    expect(skipped.history).toContainEqual(expect.objectContaining({ type: 'task.skipped', note: 'Fetched by hand' }))
    expect(terminal.handover('incidents', 'cancel', idOf('Cid')).says).toBe(`'Ship' of process #${cid} was canceled.\n`)
    expect(terminal.json('processes', `${cid}`)[0]).toMatchObject({ status: 'canceled' })
    const { code, says, refuses } = terminal.handover('incidents', 'drop', unknown, signal)
    expect({ code, says }).toEqual({ code: 1, says: `The signal ${signal} was given up.\n` })
    expect(refuses).toContain('INCIDENT_NOT_FOUND')
  })

  test('retries all; a worker does what follows', async () => {
    const dan = numberOf('Dan')
    const { code, says } = terminal.handover('incidents', 'retry', '--all')
    expect({ code, says }).toEqual({ code: 0, says: '2 incidents tried again, 0 refused.\n' })
    expect(terminal.json('incidents')).toEqual([])
    writeFileSync(join(terminal.folder, 'van'), '')
    const worker = terminal.begin('work')
    await worker.said('Works on')
    while (terminal.json('processes', `${dan}`)[0].status === 'running') continue
    worker.signal('SIGTERM')
    expect(await worker.ended).toMatchObject({ code: 0, refuses: '' })
    expect(terminal.json('processes', `${dan}`)[0]).toMatchObject({ status: 'done' })
    expect(existsSync(join(terminal.folder, 'van'))).toBe(true)
  })

  test('says so when there is none', () => {
    expect(terminal.handover('incidents').says).toBe('Nothing needs an operator.\n')
  })
})
