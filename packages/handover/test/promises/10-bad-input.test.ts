import { flow, type ErrorCode, type Task } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from '../driver.ts'
import { databases } from './databases.ts'
import { leave } from './flows.ts'
import { anna, ben, carla } from './people.ts'

const other = flow('other', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('look'),
    look: n.view({ input: z.strictObject({ stars: z.number().int() }), complete: () => {} }).next('done'),
    done: n.end(),
  }),
})

const circular: Record<string, unknown> = { days: 3 }
circular['self'] = circular
const unknownId = '0190a0a0-0000-7000-8000-000000000000'

/** Inputs that a start refuses: what it is, the input, the place, and what the message has to say. */
const badInputs: [string, unknown, (string | number)[], string][] = [
  ['nothing', undefined, [], 'has to be an object'],
  ['null', null, [], 'has to be an object (got null)'],
  ['a text', 'three days', [], "has to be an object (got 'three days')"],
  ['an array', [{ days: 3 }], [], 'has to be an object'],
  ['a missing field', {}, ['days'], "'days'"],
  ['a text for a number', { days: 'three' }, ['days'], "(got 'three')"],
  ['a number that is none', { days: NaN }, ['days'], "'days'"],
  ['a number too large', { days: 99 }, ['days'], '(got 99)'],
  ['a number with a fraction', { days: 2.5 }, ['days'], '(got 2.5)'],
  ['a bigint', { days: 3n }, ['days'], '(got 3)'],
  ['an object for a number', { days: { $gt: 0 } }, ['days'], '(got {"$gt":0})'],
  ['an array for a number', { days: [3] }, ['days'], '(got [3])'],
  ['a choice that is not offered', { days: 3, kind: 'sick' }, ['kind'], "(got 'sick')"],
  ['a text too long', { days: 3, reason: 'x'.repeat(1_000_000) }, ['reason'], '…'],
  ['a misspelt field', { days: 3, reasn: 'holiday' }, ['reasn'], "did you mean 'reason'?"],
  ['a field of the data that is not asked for', { days: 3, approved: true }, ['approved'], 'is not asked for here'],
  ['a prototype', JSON.parse('{"days":3,"__proto__":{"approved":true}}'), ['__proto__'], 'is not asked for here'],
  ['a constructor', { days: 3, constructor: { name: 'x' } }, ['constructor'], 'is not asked for here'],
  ['something circular', circular, ['self'], 'is not asked for here'],
]

describe.each(databases)('bad input is refused and nothing is stored, on %s', (database) => {
  let driver: Driver
  let task: Task
  let foreign: Task
  beforeAll(async () => {
    driver = await open({ flows: [leave, other], database })
    const process = await driver.start('leave', 'start', { days: 3 }, { by: anna })
    const [free] = await driver.tasks({ process, node: 'approve' })
    task = (await driver.command(free!, 'assign', { by: ben })) as Task
    foreign = (await driver.tasks({ process: await driver.start('other', 'start', {}), node: 'look' }))[0]!
  })
  afterAll(() => driver?.close())

  /** What refused the attempt; it has a next step, stays short, and nothing is stored. */
  const refusal = async (attempt: () => Promise<unknown>) => {
    const before = await driver.dump()
    const failure = await attempt().then(
      () => 'nothing was refused',
      (thrown: unknown) => thrown,
    )
    expect(failure).toMatchObject({ name: 'HandoverError', next: expect.stringMatching(/\w+/) })
    expect((failure as Error).message.length).toBeLessThan(700)
    expect(await driver.dump()).toEqual(before)
    return failure
  }
  const saying = (code: ErrorCode, ...parts: string[]) => ({
    code,
    says: expect.toSatisfy((says: string) => parts.every((part) => says.includes(part)), `says ${parts.join(', ')}`),
  })

  it.each(badInputs)('a start refuses %s', async (_, input, path, says) => {
    const start = () => driver.start('leave', 'start', input, { by: anna })
    const failure = await refusal(start)
    expect(failure).toMatchObject(saying('INPUT_INVALID', "Flow 'leave': 'start'", says))
    expect(failure).toMatchObject({ details: { node: 'start', issues: [{ path }] } })
  })

  it('all that is wrong is said at once', async () => {
    const start = () => driver.start('leave', 'start', { days: 0, kind: 'sick' }, { by: anna })
    const failure = await refusal(start)
    expect(failure).toMatchObject(saying('INPUT_INVALID'))
    expect(failure).toMatchObject({
      details: {
        issues: [
          { path: ['days'], value: 0 },
          { path: ['kind'], value: 'sick' },
        ],
      },
    })
  })

  it('a prototype in an input changes no object', () => {
    expect(({} as Record<string, unknown>)['approved']).toBeUndefined()
  })

  it.each([
    ['a wrong type', { approved: 'yes' }, ['approved'], "(got 'yes')"],
    ['a field of another form', { days: 30 }, ['days'], 'is not asked for here'],
    ['an array', [true], [], 'has to be an object'],
    ['nothing', undefined, [], 'has to be an object'],
  ])('a completion refuses %s', async (_, input, path, says) => {
    const complete = () => driver.command(task, 'complete', { by: ben, input })
    const failure = await refusal(complete)
    expect(failure).toMatchObject(saying('INPUT_INVALID', "'approve'", says))
    expect(failure).toMatchObject({ details: { node: 'approve', issues: [{ path }] } })
  })

  it.each([
    ['a wrong type', { stars: 'five' }, "'stars'"],
    ['an unknown key', { stars: 5, hearts: 1 }, 'hearts'],
    ['an array', [5], "'input'"],
    ['a prototype', JSON.parse('{"stars":5,"__proto__":{}}'), '__proto__'],
  ])('a form with an input of its own refuses %s', async (_, input, says) => {
    expect(await refusal(() => driver.command(foreign, 'complete', { input }))).toMatchObject(
      saying('INPUT_INVALID', "'look'", says),
    )
  })

  it.each([
    ['a misspelt key', { day: 3 }],
    ['a wrong type', { days: '3' }],
  ])('a start by code refuses %s', async (_, input) => {
    expect(await refusal(() => driver.start('leave', 'fromCode', input))).toMatchObject(
      saying('INPUT_INVALID', "'fromCode'"),
    )
  })

  it('what a start makes of its input has to fit the data', async () => {
    expect(await refusal(() => driver.start('leave', 'fromCode', { days: 99 }))).toMatchObject(
      saying('DATA_INVALID', "'days'", '99'),
    )
  })

  it.each(['constructor', '__proto__', 'toString', 'aprove', '', 'start '])(
    'there is no node %j to start at',
    async (node) => {
      expect(await refusal(() => driver.start('leave', node, { days: 3 }))).toMatchObject(
        saying('NODE_UNKNOWN', `'${node}'`, "'leave'"),
      )
    },
  )

  it.each(['approve', 'check', 'booked'])('a process does not start at %s', async (node) => {
    expect(await refusal(() => driver.start('leave', node, { days: 3 }))).toMatchObject(
      saying('NODE_NOT_STARTABLE', `'${node}'`),
    )
  })

  it('a flow that is not here is refused', async () => {
    expect(await refusal(() => driver.start('leaf', 'start', {}))).toMatchObject(saying('FLOW_UNKNOWN', "'leaf'"))
  })

  it.each(['finnish', 'asign', 'constructor', '', 'start', 'cancelProcess '])(
    'there is no command %j',
    async (command) => {
      expect(await refusal(() => driver.command(task, command, { by: ben }))).toMatchObject(
        saying('COMMAND_UNKNOWN', `'${command}'`),
      )
    },
  )

  it.each([unknownId, unknownId.toUpperCase(), 'task 1', '', "' or 1=1 --", '../../etc'])(
    'there is no task %j',
    async (id) => {
      expect(await refusal(() => driver.command(id, 'complete', { by: ben, input: {} }))).toMatchObject(
        saying('TASK_NOT_FOUND', `'${id}'`),
      )
      expect(await refusal(() => driver.handover.complete(leave, 'approve', id, {}, { by: ben }))).toMatchObject(
        saying('TASK_NOT_FOUND', `'${id}'`),
      )
    },
  )

  it.each([42, null, {}, ['a']])('%j is no id of a task or process', async (id) => {
    const { handover } = driver
    expect(await refusal(() => handover.tasks.get(id as never))).toMatchObject(saying('TASK_NOT_FOUND'))
    expect(await refusal(() => handover.complete(leave, 'approve', id as never, { approved: true }))).toMatchObject(
      saying('TASK_NOT_FOUND'),
    )
    expect(await refusal(() => handover.processes.cancel(id as never))).toMatchObject(saying('PROCESS_NOT_FOUND'))
    expect(await refusal(() => handover.processes.history(id as never))).toMatchObject(saying('PROCESS_NOT_FOUND'))
  })

  it.each([unknownId, 'process 1'])('there is no process %j', async (id) => {
    expect(await refusal(() => driver.command(id, 'cancelProcess'))).toMatchObject(
      saying('PROCESS_NOT_FOUND', `'${id}'`),
    )
    expect(await refusal(() => driver.process(id))).toMatchObject(saying('PROCESS_NOT_FOUND', `'${id}'`))
  })

  it('a task is completed only as what it is', async () => {
    const { handover } = driver
    const input = { approved: true }
    expect(await refusal(() => handover.complete(other, 'look', task.id, { stars: 1 }, {}))).toMatchObject(
      saying('TASK_OF_OTHER_FLOW', "'leave'", "'other'"),
    )
    expect(
      await refusal(() => handover.complete(leave, 'start' as never, task.id, input as never, { by: carla })),
    ).toMatchObject(saying('TASK_OF_OTHER_NODE', "'approve'", "'start'"))
    expect(await refusal(() => handover.complete(leave, 'aprove' as never, task.id, input as never))).toMatchObject(
      saying('NODE_UNKNOWN', "'aprove'"),
    )
    expect(
      await refusal(() => handover.complete(leave, 'constructor' as never, task.id, input as never)),
    ).toMatchObject(saying('NODE_UNKNOWN', "'constructor'"))
  })

  it.each(['', 42, null, {}])('a task is not given to %j', async (to) => {
    await driver.command(foreign, 'unassign').catch(() => {})
    expect(await refusal(() => driver.command(foreign, 'assign', { to: to as never }))).toMatchObject(
      saying('OPTION_INVALID', 'option to'),
    )
  })

  it.each(['a\u0000b', '\ud800'])('a text that cannot be stored, %j', async (reason) => {
    const start = () => driver.start('leave', 'start', { days: 3, reason }, { by: anna })
    expect(await refusal(start)).toMatchObject(saying('INPUT_INVALID', 'cannot be stored'))
  })

  it('a note that cannot be stored', async () => {
    const start = () => driver.start('leave', 'start', { days: 3, reason: 'rest' }, { by: anna, note: 'a\u0000b' })
    expect(await refusal(start)).toMatchObject(saying('OPTION_INVALID', 'option note'))
  })

  it.each(['anna', {}, { id: 'anna', name: 'Anna' }])('an actor that is none, %j', async (by) => {
    const start = () => driver.start('leave', 'start', { days: 3, reason: 'rest' }, { by: by as never })
    expect(await refusal(start)).toMatchObject(saying('OPTION_INVALID', 'option by'))
  })
})
