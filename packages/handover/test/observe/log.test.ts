import { fastify } from 'fastify'
import { createHandover, type Log } from 'handover'
import { createTestHandover, type TestHandoverOptions } from 'handover/testing'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { anna, bell, broken, parcel, secret } from './flows.ts'

interface Line {
  readonly level: string
  readonly fields: Record<string, unknown>
  readonly message: string
}

function collect(): { readonly log: Log; readonly lines: Line[]; readonly of: (level: string) => readonly Line[] } {
  const lines: Line[] = []
  const to = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...fields }, message })
  const log = { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') }
  return { log, lines, of: (level) => lines.filter((line) => line.level === level) }
}

async function make(options: Partial<TestHandoverOptions> = {}) {
  const collected = collect()
  const made = await createTestHandover({ flows: [parcel], log: collected.log, ...options })
  onTestFinished(() => made.close())
  const start = () => made.handover.start(parcel, 'start', { account: secret }, { by: anna })
  return { ...made, ...collected, start }
}

beforeEach(() => {
  broken.function = false
  broken.job = 0
})

describe('the log hears', () => {
  test('of each command: which, where, by whom, and how long it took', async () => {
    const { handover, start, of } = await make()
    const process = await start()
    const task = process.tasks.find(({ node }) => node === 'weigh')!
    await task.do('assign', { by: anna })
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 }, { by: anna })
    const place = { flow: 'parcel', process: process.id, number: process.number, actor: 'anna' }
    expect(of('debug').map(({ fields }) => fields)).toMatchObject([
      { command: 'start', node: 'start', ...place, milliseconds: expect.any(Number) },
      { command: 'assign', node: 'weigh', task: task.id, ...place },
      { command: 'complete', node: 'weigh', task: task.id, ...place },
    ])
    expect(of('debug')[2]!.message).toBe(`complete at 'weigh' of parcel #${process.number} performed`)
  })

  test('which task was meant, when the caller named its process alone', async () => {
    const { handover, of } = await make({ flows: [bell] })
    const { id, tasks } = await handover.start(bell, 'start', {})
    await handover.run(bell, 'ring', { process: id }, {})
    expect(of('debug')[1]!.fields).toMatchObject({ command: 'run', node: 'ring', task: tasks[1]!.id })
  })

  test('of a refused one, with its code', async () => {
    const { handover, start, of } = await make()
    const [, task] = (await start()).tasks
    const stranger = { id: 'ben', name: 'Ben', permissions: [] }
    await task!.do('assign', { by: stranger }).catch(() => {})
    await handover.complete(parcel, 'weigh', task!.id, { weight: 'much' } as never).catch(() => {})
    expect(of('debug').slice(1)).toMatchObject([
      { fields: { command: 'assign', task: task!.id, actor: 'ben', code: 'TASK_NOT_FOUND' } },
      { fields: { command: 'complete', task: task!.id, actor: null, code: 'INPUT_INVALID' } },
    ])
    expect(of('warn')).toEqual([])
  })

  test('of a function and a job that fail, as warnings', async () => {
    const { handover, start, of } = await make()
    const [, task] = (await start()).tasks
    broken.function = true
    await handover.complete(parcel, 'weigh', task!.id, { weight: 2 }).catch(() => {})
    expect(of('warn')).toMatchObject([
      { fields: { flow: 'parcel', node: 'check', task: task!.id, code: 'FUNCTION_FAILED' } },
    ])
    broken.function = false
    broken.job = 9
    await handover.complete(parcel, 'weigh', task!.id, { weight: 2 })
    await handover.idle()
    expect(of('warn')[1]).toMatchObject({
      fields: { flow: 'parcel', node: 'label', attempt: 1, code: 'RangeError' },
      message: expect.stringContaining('A job failed at attempt 1'),
    })
  })

  test('of a task that has failed for good', async () => {
    const { handover, start, of, clock } = await make()
    const [, task] = (await start()).tasks
    broken.job = 9
    await handover.complete(parcel, 'weigh', task!.id, { weight: 2 })
    await clock.advance('1 day')
    const [process] = (await handover.processes.list({ flow: parcel })).items
    expect(process!.attention).not.toBeNull()
    expect(of('warn').at(-1)).toMatchObject({
      fields: { flow: 'parcel', node: 'label', process: process!.id },
      message: expect.stringContaining('A task has failed'),
    })
  })

  test('of a delivery that is tried again, and of one that is given up', async () => {
    const { handover, start, of, clock } = await make()
    handover.on('process.started', { name: 'crm' }, () => {
      throw new Error('away')
    })
    await start()
    await handover.idle()
    const retried = () => of('debug').filter(({ fields }) => fields['kind'] === 'hook')
    expect(retried()).toMatchObject([{ fields: { attempts: 1, code: 'Error' } }])
    await clock.advance('1 h')
    expect(retried()).toHaveLength(9)
    const [incident] = (await handover.incidents.list()).items
    expect(of('error')).toMatchObject([{ fields: { delivery: incident!.id, kind: 'hook', attempts: 10 } }])
  })

  test('that background work rests while the database is away, once, and when it goes on', async () => {
    const { handover, store, of } = await make()
    const spy = vi.spyOn(store.outbox, 'claim').mockRejectedValue(new Error('away'))
    await expect.poll(() => of('warn').length, { timeout: 5000 }).toBe(1)
    expect(of('warn')[0]!.message).toContain('rests for a moment')
    const calls = spy.mock.calls.length
    await expect.poll(() => spy.mock.calls.length, { timeout: 5000 }).toBeGreaterThan(calls)
    spy.mockRestore()
    await expect.poll(() => of('warn').length, { timeout: 5000 }).toBe(2)
    expect(of('warn')[1]!.message).toBe('Background work goes on.')
    await handover.idle()
  })

  test('when the server starts and stops, and which definitions it has recorded', async () => {
    const { handover, of } = await make()
    expect(of('info').map(({ message }) => message)).toEqual(['Recorded version 1 of parcel.', 'Started.'])
    await handover.close()
    await handover.close()
    expect(of('info').slice(2)).toHaveLength(1)
  })

  test('nothing that people filled in, whatever goes wrong', async () => {
    const { handover, start, lines, clock } = await make()
    handover.on('process.started', { name: 'crm' }, () => handover.message('unfit', { key: secret }))
    handover.on('task.created', async ({ task }) => void (await task?.do('move', { to: secret })))
    const { tasks } = await start()
    await handover.start(parcel, 'start', { account: 7, [secret]: 1 } as never).catch(() => {})
    await handover.complete(parcel, 'weigh', tasks[1]!.id, { weight: secret } as never).catch(() => {})
    await handover.tasks.get(secret).catch(() => {})
    await tasks[1]!.do(secret as never).catch(() => {})
    await tasks[1]!.do('move', { to: secret, note: secret }).catch(() => {})
    await handover.complete(parcel, 'weigh', tasks[1]!.id, { weight: 2 })
    await clock.advance('1 day')
    expect((await handover.processes.list({ flow: parcel })).items[0]).toMatchObject({ summary: `for ${secret}` })
    expect(lines.length).toBeGreaterThan(6)
    expect(JSON.stringify(lines)).not.toContain(secret)
  })
})

describe('a log', () => {
  test('may be a logger of pino', async () => {
    const written: string[] = []
    const { log } = fastify({
      logger: { level: 'debug', stream: { write: (line: string) => void written.push(line) } },
    })
    const { start } = await make({ log })
    await start()
    const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toContainEqual(expect.objectContaining({ level: 20, command: 'start', flow: 'parcel' }))
  })

  test('that throws holds nothing up', async () => {
    const fail = () => {
      throw new Error('disk full')
    }
    const { start } = await make({ log: { debug: fail, info: fail, warn: fail, error: fail } })
    expect((await start()).status).toBe('running')
  })

  test('nor does onWarning that throws: what was committed has happened', async () => {
    const onWarning = () => {
      throw new Error('disk full')
    }
    broken.job = 99
    await using made = await createTestHandover({ flows: [parcel], onWarning })
    const { handover, clock } = made
    const { id, tasks } = await handover.start(parcel, 'start', { account: secret }, { by: anna })
    await tasks[1]!.do('assign', { by: anna })
    await handover.complete(parcel, 'weigh', tasks[1]!.id, { weight: 2 }, { by: anna })
    await clock.advance('1 day')
    const failed = (await handover.processes.tasks(id)).find(({ node }) => node === 'label')!
    expect([failed.status, failed.error?.message]).toEqual(['error', 'the printer is out of paper'])
    expect((await handover.incidents.list()).items).toEqual([])
  })

  test.each([
    ['that cannot warn', { log: { debug() {}, info() {}, error() {} } as never }, 'log'],
    ['that is a function', { log: console.log as never }, 'log'],
    ['beside onWarning', { log: collect().log, onWarning: () => {} }, 'onWarning'],
  ])('%s is refused', async (_, options, option) => {
    await expect(createHandover({ flows: [parcel], store: null as never, ...options })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      details: { option },
    })
  })

  test('is the console by default, for warnings and errors in one line each', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const fail = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => void vi.restoreAllMocks())
    await using made = await createTestHandover({ flows: [parcel] })
    made.handover.on('process.started', { name: 'crm' }, () => {
      throw new Error('away')
    })
    await made.handover.start(parcel, 'start', { account: secret })
    await made.clock.advance('1 h')
    expect(warn).not.toHaveBeenCalled()
    expect(fail.mock.calls).toEqual([
      [expect.stringMatching(/^An incident: the hook .+ could not be delivered\. Error: away$/)],
    ])
  })
})
