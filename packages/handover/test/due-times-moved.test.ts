import { flow, type Actor } from 'handover'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open, type Driver } from './driver.ts'
import { databases } from './promises/databases.ts'

const letter = flow('letter', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('write'),
    write: n.view({ fields: [] }).due('5 days').next('done'),
    done: n.end(),
  }),
})
const boss: Actor = { id: 'boss', name: 'Boss', permissions: ['letter.manage'] }

describe.each(databases)('when people are to have done their work, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: [letter], database })
  })
  afterAll(() => driver.close())

  it('may be moved: queue and inbox stand in the new order, and count by it', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const process = await driver.start('letter', 'start', {})
      ids.push((await driver.tasks({ process, node: 'write' }))[0]!.id)
    }
    const [first, second, third] = ids as [string, string, string]
    await driver.command(third, 'reschedule', { by: boss, at: '1 day' })
    await driver.command(first, 'reschedule', { by: boss, at: '2020-01-01' })
    const listed = async (list: 'inbox' | 'queue') =>
      (await driver.handover.tasks[list](boss, { sort: 'due' })).items.map(({ id }) => id)
    expect(await listed('queue')).toEqual([first, third, second])
    const count = (list: 'inbox' | 'queue', due: 'overdue') => driver.handover.tasks.count(list, boss, { due })
    expect(await count('queue', 'overdue')).toBe(1)

    for (const id of ids) await driver.command(id, 'assign', { by: boss, to: 'boss' })
    await driver.command(second, 'reschedule', { by: boss, at: '2019-01-01' })
    expect(await listed('inbox')).toEqual([second, first, third])
    expect([await count('inbox', 'overdue'), await count('queue', 'overdue')]).toEqual([2, 0])
    const { dueAt, wakeAt, status } = await driver.handover.tasks.get(second)
    expect([dueAt?.toISOString(), wakeAt, status]).toEqual(['2019-01-01T00:00:00.000Z', null, 'assigned'])
  })
})
