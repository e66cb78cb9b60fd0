import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { flow, type Actor, type ProcessQuery } from '../index.ts'
import { createTestHandover, type TestHandover } from '../testing/index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: [] }
const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['order.view'] }
const zoe: Actor = { id: 'zoe', name: 'Zoe', permissions: [] }

const day = z.codec(z.iso.date(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString().slice(0, 10) as never,
})
const order = flow('order', {
  summary: ({ dish }) => `Order of ${dish}`,
  data: z.object({
    dish: z.string(),
    parts: z.number().default(1),
    paid: z.boolean().default(false),
    tags: z.array(z.string()).default([]),
    on: day.optional(),
    note: z.string().nullable().default(null),
  }),
  nodes: (n) => ({
    start: n.start({ fields: ['dish', 'parts', 'paid', 'tags', 'on', 'note'] }).next('cook'),
    cook: n.view({ fields: [] }).permission('order.cook').next('good'),
    good: n
      .if((visit) => visit.process.data.parts < 10)
      .yes('served')
      .no('sent'),
    served: n.end(),
    sent: n.end(),
  }),
})

describe('the list of processes', () => {
  let test: TestHandover
  beforeAll(async () => {
    test = await createTestHandover({ flows: [order] })
    const soup = await test.as(anna).start(order, 'start', { dish: 'Soup', paid: true, tags: ['hot'] })
    await test.as(anna).start(order, 'start', { dish: '1', parts: 2, on: '2026-03-01', note: 'soon' })
    const cake = await test.as(zoe).start(order, 'start', { dish: 'Cake', parts: 10 })
    await test.as(zoe).start(order, 'start', { dish: 'ÄPFEL', parts: 1 })
    await test.system.complete(soup, 'cook', {})
    await test.system.complete(cake, 'cook', {})
  })
  afterAll(() => test.close())

  const dishes = async (query: ProcessQuery<typeof order>) =>
    (await test.handover.processes.list({ flow: order, ...query })).items.map(({ data }) => data.dish)

  it('shows the newest first, with typed data', async () => {
    expect(await dishes({})).toEqual(['ÄPFEL', 'Cake', '1', 'Soup'])
    expect((await test.handover.processes.list({ flow: order, where: { dish: '1' } })).items[0]).toMatchObject({
      data: { on: new Date('2026-03-01') },
    })
  })

  it.each<[string, ProcessQuery<typeof order>, string[]]>([
    ['a text', { where: { dish: 'Cake' } }, ['Cake']],
    ['a text that looks like a number', { where: { dish: '1' } }, ['1']],
    ['a number', { where: { parts: 1 } }, ['ÄPFEL', 'Soup']],
    ['a boolean', { where: { paid: true } }, ['Soup']],
    ['a list', { where: { tags: ['hot'] } }, ['Soup']],
    ['a date, by what it is stored as', { where: { on: new Date('2026-03-01') } }, ['1']],
    ['null', { where: { note: null } }, ['ÄPFEL', 'Cake', 'Soup']],
    ['several keys', { where: { parts: 1, paid: false } }, ['ÄPFEL']],
    ['outcome', { outcome: 'sent' }, ['Cake']],
    ['status', { status: 'running' }, ['ÄPFEL', '1']],
    ['status and data', { status: 'done', where: { parts: 10 } }, ['Cake']],
    ['a part of the summary', { search: 'cak' }, ['Cake']],
    ['letters in whatever case', { search: 'äpf' }, ['ÄPFEL']],
    ['its number', { search: '#3' }, ['Cake']],
    ['a number, which may stand in the summary too', { search: '1' }, ['1', 'Soup']],
  ])('filters by %s', async (_, query, expected) => {
    expect(await dishes(query)).toEqual(expected)
  })

  it.each([
    [ben, ['ÄPFEL', 'Cake', '1', 'Soup']],
    [anna, ['1', 'Soup']],
    [{ ...anna, id: 'cook', permissions: ['order.cook'] }, ['ÄPFEL', '1']],
    [{ ...anna, id: 'nobody' }, []],
  ])('shows %o what that person may see', async (by, expected) => {
    expect(await dishes({ by })).toEqual(expected)
  })

  it('goes on from page to page without a gap', async () => {
    const first = await test.handover.processes.list({ flow: order, limit: 3 })
    const second = await test.handover.processes.list({ flow: order, limit: 3, cursor: first.next })
    expect([...first.items, ...second.items].map(({ data }) => data.dish)).toEqual(await dishes({}))
    expect(second.next).toBeNull()
  })

  it('names the field that was meant when a filter is misspelt', async () => {
    await expect(dishes({ where: { dich: 'Soup' } as never })).rejects.toMatchObject({
      code: 'FILTER_UNKNOWN',
      details: { filter: 'dich', near: 'dish' },
      next: "Did you mean 'dish'?",
    })
  })

  it.each(['constructor', '__proto__', 'toString', ''])('has no field %j', async (key) => {
    const where = JSON.parse(`{ ${JSON.stringify(key)}: "x" }`)
    await expect(dishes({ where })).rejects.toMatchObject({ code: 'FILTER_UNKNOWN', details: { filter: key } })
  })

  it('refuses a value that the field cannot have', async () => {
    await expect(dishes({ where: { parts: 'two' } as never })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
      details: { filter: 'parts', value: 'two' },
    })
  })

  it('filters data of one flow only', async () => {
    const list = test.handover.processes.list({ where: { dish: 'Soup' } as never })
    await expect(list).rejects.toMatchObject({ code: 'FILTER_INVALID', next: expect.stringContaining('flow') })
  })

  it.each([0, -1, 1.5, 201, '25', NaN])('refuses the limit %j', async (limit) => {
    await expect(dishes({ limit: limit as number })).rejects.toMatchObject({
      code: 'LIMIT_INVALID',
      details: { limit },
    })
  })

  it.each(['next', '', 'W10', '../..', 5, {}])('refuses the cursor %j', async (cursor) => {
    await expect(dishes({ cursor: cursor as string })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })

  it('refuses the cursor of another list', async () => {
    const { next } = await test.handover.tasks.queue({ ...anna, permissions: ['order.cook'] }, { limit: 1 })
    await expect(dishes({ cursor: next })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})
