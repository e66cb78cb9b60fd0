/** A part of the table of `illegal-commands.test.ts` through the one door: the database is the same after a refusal. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { taskCommandNames, type TaskCommandName } from '../../src/engine/command.ts'
import { open, type Driver } from '../driver.ts'
import { flowOf } from './kind-box.ts'
import { child, fixtures, slow } from './kind-fixtures.ts'
import { expected } from './legal-commands.ts'
import { nodeOf, type StateName } from './task-states.ts'

/** Not those that go on by themselves here: a worker takes a job at once, and a schedule begins processes. */
const sample = Object.entries(fixtures)
  .filter(([kind, { sort, isObsolete }]) => sort !== 'start' && kind !== 'job' && !isObsolete)
  .map(([kind]) => kind)

let driver: Driver
beforeAll(async () => {
  driver = await open({ flows: [child, slow, ...sample.map((kind) => flowOf(kind))], database: 'sqlite' })
})
afterAll(() => driver.close())

/** A process of the kind, up to where its node is reached; answers with its task. */
async function reach(kind: string): Promise<string> {
  const process = await driver.start(flowOf(kind), 'start', {})
  await driver.command((await driver.tasks({ process, node: 'before' }))[0]!, 'complete', { input: {} })
  await driver.advanceClock('61 min')
  return (await driver.tasks({ process, node: nodeOf(kind) })).at(-1)!.id
}

const options: Readonly<Partial<Record<TaskCommandName, object>>> = {
  assign: { to: 'ben' },
  reassign: { to: 'ben' },
  complete: { input: {} },
  run: { input: {} },
  move: { to: 'after' },
  reschedule: { at: '1 day' },
  add: { item: 'new' },
}

/** The state that it is in when it is reached, and what follows from it. */
async function statesOf(
  kind: string,
  task: string,
): Promise<readonly (readonly [StateName, () => Promise<unknown>])[]> {
  const { process } = await driver.handover.tasks.get(task)
  const isOpen = fixtures[kind]!.waits !== undefined
  if ((await driver.process(process.id)).status !== 'running') return [['done, process done', async () => {}]]
  const give = (name: string) => () => driver.command(process.id, name)
  return [
    [isOpen ? 'open' : 'done', async () => {}],
    [isOpen ? 'open, suspended' : 'done, suspended', give('suspend')],
    isOpen ? ['canceled with its process', give('cancelProcess')] : ['done, process canceled', give('cancelProcess')],
  ]
}

describe.each(sample)('%s', (kind) => {
  test('what is refused leaves the database as it was', async () => {
    const task = await reach(kind)
    for (const [state, bring] of await statesOf(kind, task)) {
      await bring()
      await driver.idle()
      const before = await driver.dump()
      const refused = taskCommandNames.filter((command) => expected(kind, state, command) !== 'legal')
      for (const command of refused) {
        const given = driver.command(task, command, { note: 'for a reason', ...options[command] })
        await expect(given, `${command} when ${state}`).rejects.toMatchObject({ code: expected(kind, state, command) })
      }
      expect(refused.length).toBeGreaterThan(2)
      expect(await driver.dump()).toEqual(before)
    }
  })
})
