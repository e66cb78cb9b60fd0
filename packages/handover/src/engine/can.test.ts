import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isHandoverError, type ErrorCode } from '../errors.ts'
import { flow } from '../index.ts'
import { actor, begin, type Driven } from '../../test/drive-engine.ts'
import { canProcess, canStart, canTask } from './can.ts'
import type { Actor } from '../flow/actor.ts'
import { frozen } from '../flow/define-flow.ts'

const leave = flow('leave', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).permission().next('approve'),
    startOpen: n.start({ fields: [] }).next('approve'),
    approve: n
      .view({ fields: [] })
      .permission()
      .offer(() => ({ except: ['eve', 'max'] }))
      .next('check'),
    check: n
      .if(() => false)
      .yes('approve')
      .no('done'),
    done: n.end(),
  }),
})

const anna = actor('Anna', 'leave.approve')
const ben = actor('Ben', 'leave.approve')
const cora = actor('Cora')
const eve = actor('Eve', 'leave.approve')
const mia = actor('Mia', 'leave.manage')
const max = actor('Max', 'leave.manage')
const system = null
const actors = { anna, ben, cora, eve, mia, max, system }
type Who = keyof typeof actors

/** The task of approval in each of its states; where it has an owner, it is Anna. */
const states: Record<string, (run: Driven) => Promise<unknown>> = {
  new: async () => {},
  assigned: (run) => run.assign('approve', { by: anna }),
  done: async (run) => {
    await run.assign('approve', { by: anna })
    await run.complete('approve', {}, { by: anna })
  },
  'done by the system': (run) => run.complete('approve'),
  canceled: (run) => run.cancelProcess(),
}

type Answer = 'allowed' | ErrorCode
type CommandName = 'assign' | 'unassign' | 'complete'
type Table = Record<string, Partial<Record<Who, Answer>>>

const tables: Record<CommandName, Table> = {
  assign: {
    new: {
      anna: 'allowed',
      ben: 'allowed',
      cora: 'TASK_NOT_OFFERED',
      eve: 'TASK_EXCEPTED',
      mia: 'allowed',
      max: 'TASK_EXCEPTED',
      system: 'allowed',
    },
    assigned: {
      anna: 'TASK_ALREADY_YOURS',
      ben: 'TASK_ALREADY_ASSIGNED',
      cora: 'TASK_NOT_YOURS',
      eve: 'TASK_EXCEPTED',
      mia: 'TASK_ALREADY_ASSIGNED',
      max: 'TASK_EXCEPTED',
      system: 'TASK_ALREADY_ASSIGNED',
    },
    done: {
      anna: 'TASK_ENDED',
      ben: 'TASK_ENDED',
      cora: 'TASK_NOT_YOURS',
      eve: 'TASK_EXCEPTED',
      mia: 'TASK_ENDED',
      system: 'TASK_ENDED',
    },
    canceled: { anna: 'TASK_ENDED', cora: 'TASK_NOT_OFFERED', eve: 'TASK_EXCEPTED', mia: 'TASK_ENDED' },
  },
  unassign: {
    new: {
      anna: 'TASK_NOT_ASSIGNED',
      cora: 'TASK_NOT_OFFERED',
      eve: 'TASK_EXCEPTED',
      mia: 'TASK_NOT_ASSIGNED',
      system: 'TASK_NOT_ASSIGNED',
    },
    assigned: {
      anna: 'allowed',
      ben: 'TASK_NOT_YOURS',
      cora: 'TASK_NOT_YOURS',
      mia: 'allowed',
      system: 'allowed',
    },
    done: { anna: 'TASK_ENDED', ben: 'TASK_ENDED', cora: 'TASK_NOT_YOURS', mia: 'TASK_ENDED', system: 'TASK_ENDED' },
    canceled: { anna: 'TASK_ENDED', cora: 'TASK_NOT_OFFERED', system: 'TASK_ENDED' },
  },
  complete: {
    new: {
      anna: 'TASK_NOT_ASSIGNED',
      ben: 'TASK_NOT_ASSIGNED',
      cora: 'TASK_NOT_OFFERED',
      eve: 'TASK_EXCEPTED',
      mia: 'TASK_NOT_OFFERED',
      system: 'allowed',
    },
    assigned: {
      anna: 'allowed',
      ben: 'TASK_ALREADY_ASSIGNED',
      cora: 'TASK_NOT_YOURS',
      eve: 'TASK_EXCEPTED',
      mia: 'TASK_NOT_YOURS',
      system: 'allowed',
    },
    done: {
      anna: 'TASK_ENDED',
      ben: 'TASK_ENDED',
      cora: 'TASK_NOT_YOURS',
      eve: 'TASK_EXCEPTED',
      system: 'TASK_ENDED',
    },
    'done by the system': { ben: 'TASK_ENDED', cora: 'TASK_NOT_OFFERED' },
    canceled: { anna: 'TASK_ENDED', cora: 'TASK_NOT_OFFERED', system: 'TASK_ENDED' },
  },
}

const give = {
  assign: (run: Driven, by: Actor | null) => run.assign('approve', { by }, by === null ? ben : null),
  unassign: (run: Driven, by: Actor | null) => run.unassign('approve', { by }),
  complete: (run: Driven, by: Actor | null) => run.complete('approve', {}, { by }),
}

const rows = Object.entries(tables).flatMap(([command, table]) =>
  Object.entries(table).flatMap(([state, answers]) =>
    Object.entries(answers).map(([who, answer]) => ({
      command: command as CommandName,
      state,
      who: who as Who,
      answer,
    })),
  ),
)

describe('who may do what to a task: first the right (403), then the state (409)', () => {
  test.each(rows)('$command, $state, $who: $answer', async ({ command, state, who, answer }) => {
    const run = await begin(leave)
    await states[state]!(run)
    const permit = canTask(command, { flow: run.flow, process: run.process, task: run.at('approve') }, actors[who])
    expect(permit.allowed ? 'allowed' : permit.code).toBe(answer)
    expect(await codeOf(give[command](run, actors[who]))).toBe(answer)
  })
})

describe('a refusal names', () => {
  test('who took the task, and when', async () => {
    const run = await begin(leave)
    await run.assign('approve', { by: anna })
    await expect(run.assign('approve', { by: ben })).rejects.toThrow("Anna took 'Approve' at 2030-01-01T09:02:00.000Z.")
  })

  test('who completed it, and when', async () => {
    const run = await begin(leave)
    await run.assign('approve', { by: anna })
    await run.complete('approve', {}, { by: anna })
    await expect(run.complete('approve', {}, { by: ben })).rejects.toThrow(
      "Anna completed 'Approve' at 2030-01-01T09:03:00.000Z.",
    )
  })

  test('who canceled the process', async () => {
    const run = await begin(leave)
    await run.cancelProcess({ by: mia })
    await expect(run.complete('approve', {}, { by: ben })).rejects.toThrow(
      "Mia canceled 'Approve' at 2030-01-01T09:02:00.000Z.",
    )
  })

  test('to whom the task is offered', async () => {
    const run = await begin(leave)
    await expect(run.assign('approve', { by: cora })).rejects.toThrow("offered to those with the right 'leave.approve'")
  })
})

describe('giving a task to somebody else', () => {
  test('is for those with the right to manage', async () => {
    const run = await begin(leave)
    expect(await codeOf(run.assign('approve', { by: anna }, ben))).toBe('PERMISSION_MISSING')
    await run.assign('approve', { by: mia }, ben)
    expect(run.at('approve')).toMatchObject({ owner: 'ben', ownerName: 'Ben', status: 'assigned' })
  })

  test('is refused to managers who are excepted from it', async () => {
    const run = await begin(leave)
    expect(await codeOf(run.assign('approve', { by: max }, ben))).toBe('TASK_EXCEPTED')
  })

  test('is refused when that one is excepted: exceptions always hold', async () => {
    const run = await begin(leave)
    await expect(run.assign('approve', { by: mia }, eve)).rejects.toThrow("TASK_EXCEPTED: 'eve' is excepted")
  })

  test('needs somebody to be named', async () => {
    const run = await begin(leave)
    expect(await codeOf(run.assign('approve', { by: null }))).toBe('ASSIGNEE_MISSING')
  })

  test('is done by the system too', async () => {
    const run = await begin(leave)
    await run.assign('approve', {}, ben)
    expect(run.at('approve').owner).toBe('ben')
  })
})

test.each(['start', 'check', 'done'])('%s is no task that people work on', async (node) => {
  const run = await begin(leave)
  await run.complete('approve')
  expect(await codeOf(run.complete(node, {}, { by: mia }))).toBe('TASK_NOT_HUMAN')
})

describe('starting', () => {
  const may = (node: string, who: Who) => {
    const permit = canStart(frozen(leave), node, actors[who])
    return permit.allowed ? 'allowed' : permit.code
  }

  test("needs the start's permission, if it has one", () => {
    expect(may('start', 'anna')).toBe('PERMISSION_MISSING')
    expect(may('start', 'system')).toBe('allowed')
    expect(may('startOpen', 'anna')).toBe('allowed')
    expect(canStart(frozen(leave), 'start', actor('Dan', 'leave.start'))).toEqual({ allowed: true })
  })

  test.each(['approve', 'check', 'done'])('is not possible at %s', (node) => {
    expect(may(node, 'system')).toBe('NODE_NOT_STARTABLE')
  })

  test.each(['begin', 'constructor', '__proto__', ''])('is not possible at %j, which does not exist', (node) => {
    expect(may(node, 'system')).toBe('NODE_UNKNOWN')
  })

  test('is enforced by the same code', async () => {
    expect(await codeOf(begin(leave, 'start', {}, { by: anna }))).toBe('PERMISSION_MISSING')
    expect(await codeOf(begin(leave, 'check'))).toBe('NODE_NOT_STARTABLE')
    expect(await codeOf(begin(leave, 'begin'))).toBe('NODE_UNKNOWN')
  })
})

describe('canceling a process', () => {
  test('needs the right to manage', async () => {
    const run = await begin(leave)
    expect(canProcess('cancel', run.process, anna)).toMatchObject({ allowed: false, code: 'PERMISSION_MISSING' })
    expect(await codeOf(run.cancelProcess({ by: anna }))).toBe('PERMISSION_MISSING')
    await run.cancelProcess({ by: mia })
    expect(run.process.status).toBe('canceled')
  })

  test('is refused when it has ended, with status and time, but only to those with the right', async () => {
    const run = await begin(leave)
    await run.complete('approve')
    await expect(run.cancelProcess({ by: mia })).rejects.toThrow("Process #7 of flow 'leave' is done since 2030-")
    expect(await codeOf(run.cancelProcess({ by: anna }))).toBe('PERMISSION_MISSING')
  })
})

async function codeOf(command: Promise<unknown>): Promise<Answer | 'ASSIGNEE_MISSING'> {
  try {
    await command
    return 'allowed'
  } catch (failure) {
    if (isHandoverError(failure)) return failure.code
    throw failure
  }
}

test('a rule of a start that answers neither yes nor no opens it to nobody', () => {
  const ruled = (answer: unknown) =>
    flow('ruled', {
      data: z.object({}),
      nodes: (n) => ({
        start: n
          .start({ fields: [] })
          .available((() => answer) as never)
          .next('done'),
        done: n.end(),
      }),
    })
  const can = (answer: unknown) => canStart(frozen(ruled(answer)), 'start', anna)
  expect(can(true)).toEqual({ allowed: true })
  expect(can(false)).toMatchObject({ allowed: false, code: 'START_NOT_OFFERED' })
  for (const answer of [Promise.resolve(false), 'no', undefined])
    expect(() => can(answer)).toThrow(
      expect.objectContaining({ code: 'RULE_ANSWER_INVALID', details: expect.objectContaining({ node: 'start' }) }),
    )
})
