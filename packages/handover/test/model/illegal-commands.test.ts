/**
 * Every command in every state of a task of every kind: it is legal by the tables below and then works, or it is refused
 * with the reason and changes nothing. The tables of `legal-commands.ts` are written from what the commands mean.
 */
import { describe, expect, test } from 'vitest'
import { isHandoverError, type ErrorCode } from '../../src/errors.ts'
import { canProcess, canTask } from '../../src/engine/can.ts'
import {
  processCommandNames,
  taskCommandNames,
  type ProcessCommandName,
  type TaskCommandName,
} from '../../src/engine/command.ts'
import type { Actor } from '../../src/flow/actor.ts'
import { kinds } from '../../src/nodes/index.ts'
import { actor, type Driven } from '../drive-engine.ts'
import { oddities } from './at-rest.ts'
import { reach } from './kind-box.ts'
import { fixtures, jobCommand } from './kind-fixtures.ts'
import { expected, expectedOf, triggerNames, type Answer, type TriggerName } from './legal-commands.ts'
import { bringTo, nodeOf, stateNames, type StateName } from './task-states.ts'

/** What only the lock knows; `can…` may say that it is allowed. */
const underLock: readonly ErrorCode[] = ['NOT_UNDER_WAY', 'MUTEX_TAKEN', 'UNDO_LATER_FIRST']

const options: Readonly<Record<string, object>> = {
  assign: { to: { id: 'ben', name: 'Ben' } },
  reassign: { to: { id: 'ben', name: 'Ben' } },
  complete: { input: {} },
  run: { input: {} },
  move: { to: 'after' },
  reschedule: { at: '1 day' },
}
const give = (run: Driven, kind: string, command: TaskCommandName, by: Actor | null = null) => {
  const { id, node } = run.at(nodeOf(kind))
  const way = run.flow.graph[node]?.edges[0]?.to ?? null
  const about = { task: id, by, note: 'for a reason', input: {}, item: 'new', to: null }
  const more = command === 'skip' ? { to: way } : options[command]
  return run.give({ type: command, ...about, ...more } as never)
}

function giveTrigger(run: Driven, kind: string, name: TriggerName): Promise<unknown> {
  const task = run.at(nodeOf(kind))
  const about = { task: task.id, by: null, note: null }
  run.wait(3000)
  if (name === 'jobStarted' || name === 'jobDone' || name === 'jobFailed') return run.give(jobCommand(task, name))
  if (name === 'escalate') return run.give({ type: name, code: 'SLOW', ...about })
  if (name !== 'childEnded') return run.give({ type: 'trigger', cause: name, input: {}, ...about })
  const child = {
    id: '1.process',
    number: 7,
    status: 'done',
    outcome: 'done',
    code: null,
    data: {},
    item: null,
  } as const
  return run.give({ type: name, child, ...about })
}

const codeOf = async (attempt: Promise<unknown>): Promise<Answer> => {
  try {
    await attempt
    return 'legal'
  } catch (failure) {
    if (!isHandoverError(failure)) throw failure
    return failure.code
  }
}

/** What a refusal may not change. */
const marksOf = (run: Driven) => ({ snapshot: run.snapshot, events: run.events.length, sent: run.sent.length })

interface Cell {
  readonly name: string
  readonly answer: Answer
  give(run: Driven): Promise<unknown>
  /** What `can…` says, when it is asked. */
  can?(run: Driven): Answer
}

function cellsOf(kind: string, state: StateName): readonly Cell[] {
  const commands = taskCommandNames.map((name) => ({
    name,
    answer: expected(kind, state, name),
    give: (run: Driven) => give(run, kind, name),
    can: (run: Driven): Answer => {
      const permit = canTask(name, { flow: run.flow, process: run.process, task: run.at(nodeOf(kind)) }, null)
      return permit.allowed ? 'legal' : permit.code
    },
  }))
  const triggers = triggerNames.map((name) => ({
    name,
    answer: expectedOf(kind, state, name),
    give: (run: Driven) => giveTrigger(run, kind, name),
  }))
  return [...commands, ...triggers]
}

/** What is wrong with the answer in this cell, in words. A legal command needs a process of its own. */
async function check(cell: Cell, at: Driven): Promise<string[]> {
  const before = marksOf(at)
  const said = cell.can?.(at)
  const got = await codeOf(cell.give(at))
  const wrong = got === cell.answer ? [] : [`${got} instead of ${cell.answer}`]
  if (said !== undefined && said !== got && !underLock.includes(got as ErrorCode)) wrong.push(`can says ${said}`)
  if (got !== 'legal') {
    if (at.snapshot !== before.snapshot || at.events.length !== before.events || at.sent.length !== before.sent)
      wrong.push('refused, but changed')
  } else {
    wrong.push(...oddities(at))
    if (at.events.length === before.events) wrong.push('not in the history')
  }
  return wrong.map((each) => `${cell.name}: ${each}`)
}

let [cells, legalOnes] = [0, 0]
describe.each(Object.keys(fixtures))('%s', (kind) => {
  test.each(stateNames)('%s', async (state) => {
    const run = await bringTo(kind, state)
    // Then it is the reason why there is no such cell.
    const wrong = typeof run === 'string' ? inSentences(run) : await checkCells(kind, state, run)
    expect(wrong).toEqual([])
  })
})

const inSentences = (reason: string): string[] => (/^[A-Z].*\.$/.test(reason) ? [] : [`'${reason}' is no reason`])

async function checkCells(kind: string, state: StateName, run: Driven): Promise<string[]> {
  const wrong: string[] = []
  for (const cell of cellsOf(kind, state)) {
    cells += 1
    if (cell.answer === 'legal') legalOnes += 1
    wrong.push(...(await check(cell, cell.answer === 'legal' ? ((await bringTo(kind, state)) as Driven) : run)))
  }
  return wrong
}

test('the table is as large as it should be', () => {
  expect(cells).toBeGreaterThan(12_000)
  expect(legalOnes).toBeGreaterThan(400)
})

test('every kind in the box has a fixture, and no other', () => {
  const boxed = Object.keys(kinds).filter((name) => name !== 'item' && name !== 'use')
  const own = Object.keys(fixtures).filter((name) => !name.includes('boundary') && name !== 'obsolete')
  expect(own.toSorted()).toEqual(boxed.toSorted())
})

describe('a stranger', () => {
  const stranger = actor('Stranger')
  const rightCodes = ['PERMISSION_MISSING', 'TASK_NOT_HUMAN', 'TASK_OBSOLETE', 'COMMAND_UNFIT', 'TASK_NOT_OFFERED']
  test.each(Object.keys(fixtures))('is refused every command to a %s before its state is told', async (kind) => {
    for (const state of stateNames) {
      const run = await bringTo(kind, state)
      if (typeof run === 'string') continue
      const before = marksOf(run)
      for (const command of taskCommandNames) {
        const got = await codeOf(give(run, kind, command, stranger))
        expect([...rightCodes, 'TASK_NOT_YOURS'], `${command} in ${state}`).toContain(got)
      }
      expect(marksOf(run)).toEqual(before)
    }
  })
})

describe('a process', () => {
  const bring: Record<string, (run: Driven) => Promise<unknown>> = {
    running: async () => {},
    suspended: (run) => run.give({ type: 'suspend', by: null, note: null }),
    done: (run) => run.complete('bomb'),
    canceled: (run) => run.cancelProcess(),
    failed: (run) => run.complete('blast'),
  }
  const ended = { cancel: 'PROCESS_ENDED', suspend: 'PROCESS_ENDED', resume: 'PROCESS_ENDED' } as const
  const answers: Record<string, Record<ProcessCommandName, Answer>> = {
    running: { cancel: 'legal', suspend: 'legal', resume: 'PROCESS_NOT_SUSPENDED' },
    suspended: { cancel: 'legal', suspend: 'PROCESS_SUSPENDED', resume: 'legal' },
    done: ended,
    canceled: ended,
    failed: ended,
  }
  const types = { cancel: 'cancelProcess', suspend: 'suspend', resume: 'resume' } as const
  test.each(Object.keys(bring))('that is %s', async (state) => {
    for (const command of processCommandNames)
      for (const by of [null, actor('Stranger')]) {
        const run = await reach('view')
        await bring[state]!(run)
        const before = marksOf(run)
        const answer = by === null ? answers[state]![command] : 'PERMISSION_MISSING'
        const permit = canProcess(command, run.process, by)
        expect(permit.allowed ? 'legal' : permit.code).toBe(answer)
        expect(await codeOf(run.give({ type: types[command], by, note: null }))).toBe(answer)
        expect(oddities(run)).toEqual([])
        expect(marksOf(run).events > before.events).toBe(answer === 'legal')
        expect(run.snapshot === before.snapshot).toBe(answer !== 'legal')
      }
  })
})
