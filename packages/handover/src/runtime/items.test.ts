/** What tasks are handed to work on. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const boss: Actor = { id: 'boss', name: 'Boss', permissions: ['days.manage'] }
const when = z.object({
  day: z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() }),
})
const monday = new Date('2026-01-05T00:00:00.000Z')

/** A branch for each of the items; those of `plan` have a schema, those of `note` none. */
const days = (items: () => readonly unknown[], to: 'plan' | 'note') =>
  flow('days', {
    data: z.object({ planned: z.array(z.number()).default([]) }),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('fork'),
      fork: n
        .split()
        .next('plan', { each: () => (to === 'plan' ? (items() as never[]) : []) })
        .next('note', { each: () => (to === 'note' ? items() : []) }),
      plan: n
        .item(when)
        .view({ fields: [] })
        .summary((visit) => `on ${visit.task.item.day.getUTCDay()}`)
        .next('add'),
      add: n
        .item(when)
        .function((visit) => void visit.process.data.planned.push(visit.task.item.day.getTime()))
        .next('join'),
      note: n.view({ fields: [] }).next('join'),
      join: n.join().next('done'),
      done: n.end(),
    }),
  })

describe.each(databases)('an item on %s', (database) => {
  async function server(items: () => readonly unknown[], to: 'plan' | 'note' = 'plan') {
    const driver = await open({ flows: [days(items, to)], database })
    onTestFinished(() => driver.close())
    return driver
  }

  it('is stored as JSON and seen as its node says', async () => {
    const driver = await server(() => [{ day: monday }, { day: '2026-01-06T00:00:00.000Z' }])
    const process = await driver.start('days', 'start', {})
    const tasks = await driver.tasks({ process, node: 'plan' })
    expect(tasks.map(({ item, summary }) => [item, summary])).toEqual([
      [{ day: monday.toISOString() }, 'on 1'],
      [{ day: '2026-01-06T00:00:00.000Z' }, 'on 2'],
    ])
    await driver.command(tasks[0]!, 'complete', { input: {} })
    expect((await driver.process(process)).data).toEqual({ planned: [monday.getTime()] })
  })

  it.each([
    { what: 'of the wrong shape', item: { day: 'soon' }, to: 'plan', path: ['day'] },
    { what: 'that is missing', item: null, to: 'plan', path: [] },
    { what: 'that no database keeps', item: { text: 'a\0' }, to: 'note', path: ['item'] },
    { what: 'that is no JSON', item: { day: monday }, to: 'note', path: ['item'] },
  ] as const)('$what is refused before the task comes to be', async ({ item, to, path }) => {
    const driver = await server(() => [item], to)
    await expect(driver.start('days', 'start', {})).rejects.toMatchObject({
      code: 'ITEM_INVALID',
      details: { node: to, issues: [{ path }] },
    })
    expect((await driver.handover.processes.list()).items).toEqual([])
  })

  it('that is added later is checked as well', async () => {
    const driver = await server(() => [{ day: monday }])
    const process = await driver.start('days', 'start', {})
    const [fork] = await driver.tasks({ process, node: 'fork' })
    const before = await driver.dump()
    await expect(driver.command(fork!, 'add', { by: boss, to: 'plan', item: { day: 'x' } })).rejects.toMatchObject({
      code: 'ITEM_INVALID',
    })
    expect(await driver.dump()).toEqual(before)
    await driver.command(fork!, 'add', { by: boss, to: 'plan', item: { day: '2026-01-07T00:00:00.000Z' } })
    expect((await driver.tasks({ process, node: 'plan' })).map(({ summary }) => summary)).toEqual(['on 1', 'on 3'])
  })
})
