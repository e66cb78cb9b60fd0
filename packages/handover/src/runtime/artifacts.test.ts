/** Records of the application's own that processes are about. */
import type { Transaction } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { artifact, flow, type Visit } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const rows = (tx: unknown) => tx as Transaction<{ shipment: { id: string; address: string; parcels: number } }>
const made: unknown[] = []
const shipment = artifact('shipment', {
  schema: z
    .object({ address: z.string().min(3), parcels: z.number().int().default(1) })
    .refine(({ address, parcels }) => parcels < 100 || address !== 'Dock 1', 'too many for Dock 1'),
  async create(tx, values) {
    await rows(tx)
      .insertInto('shipment')
      .values({ id: '42', ...values })
      .execute()
    return '42'
  },
  load: (tx, id) => rows(tx).selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirst(),
  async update(tx, id, values) {
    made.push(values)
    await rows(tx).updateTable('shipment').set(values).where('id', '=', id).execute()
  },
  label: ({ address, parcels }) => `${address}, ${parcels}`,
})
const other = artifact('other', { schema: z.object({}), load: () => ({}) })

type Code = (visit: Visit<{ seen: string }>) => void | Promise<void>
const shipping = (run: Code = () => {}) =>
  flow('shipping', {
    data: z.object({ seen: z.string().default('') }),
    nodes: (n) => ({
      start: n.start({ create: shipment }).next('pack'),
      begin: n
        .startHandle(z.object({ id: z.any().optional() }), ({ id }, visit) => {
          if (id !== undefined) visit.process.artifact = { type: 'shipment', id }
          return {}
        })
        .next('run'),
      run: n.function(run).next('pack'),
      pack: n.view({ update: shipment, fields: ['parcels'] }).next('change'),
      change: n.view({ update: shipment }).next('last'),
      last: n.function(run).next('done'),
      done: n.end(),
    }),
  })

describe.each(databases)('a process about a record on %s', (database) => {
  async function server(run?: Code) {
    made.length = 0
    const driver = await open({ flows: [shipping(run)], database })
    onTestFinished(() => driver.close())
    await driver.database.schema
      .createTable('shipment')
      .addColumn('id', 'text')
      .addColumn('address', 'text')
      .addColumn('parcels', 'integer')
      .execute()
    const records = () => rows(driver.database).selectFrom('shipment').selectAll().execute()
    const complete = async (process: { id: string }, node: string, input: unknown) =>
      driver.command((await driver.tasks({ process, node })).at(-1)!, 'complete', { input })
    return { driver, records, complete }
  }

  it('makes it when it starts, in the same transaction', async () => {
    const { driver, records } = await server()
    const process = await driver.start('shipping', 'start', { address: 'Dock 1' })
    expect(process.artifact).toEqual({ type: 'shipment', id: '42' })
    expect(await records()).toEqual([{ id: '42', address: 'Dock 1', parcels: 1 }])
    expect(await driver.handover.processes.artifact(process.id)).toEqual({
      type: 'shipment',
      id: '42',
      label: 'Dock 1, 1',
      values: { address: 'Dock 1', parcels: 1 },
    })
    const done = (await driver.history(process)).find(({ type, node }) => type === 'task.done' && node === 'start')
    expect(done?.data).toMatchObject({ changed: { artifact: [null, { type: 'shipment', id: '42' }] } })
  })

  it.each([
    [{ address: 'D' }, 'address'],
    [{ address: 'Dock 1', color: 'red' }, 'color'],
    [{ address: 'a\0bc' }, 'address'],
    [{ address: 'Dock 1', parcels: 100 }, ''],
  ])('refuses to make %j, and leaves nothing', async (input, key) => {
    const { driver, records } = await server()
    await expect(driver.start('shipping', 'start', input)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues: [{ path: key === '' ? [] : [key] }] },
    })
    expect(await records()).toEqual([])
  })

  it('writes the fields of a form that changed, and tells the history', async () => {
    const { driver, records, complete } = await server()
    const process = await driver.start('shipping', 'start', { address: 'Dock 1' })
    await complete(process, 'pack', { parcels: 3 })
    expect(await records()).toEqual([{ id: '42', address: 'Dock 1', parcels: 3 }])
    await complete(process, 'change', { address: 'Dock 2', parcels: 3 })
    expect(made).toEqual([{ parcels: 3 }, { address: 'Dock 2' }])
    const done = (await driver.history(process)).filter(({ type }) => type === 'task.done')
    expect(done.find(({ node }) => node === 'pack')?.data).toMatchObject({ changed: { parcels: [1, 3] } })
    expect(done.find(({ node }) => node === 'change')?.data).toMatchObject({
      changed: { address: ['Dock 1', 'Dock 2'] },
    })
  })

  it('refuses what the form does not ask for, and what does not fit the whole record', async () => {
    const { driver, records, complete } = await server()
    const process = await driver.start('shipping', 'start', { address: 'Dock 1' })
    await expect(complete(process, 'pack', { address: 'Dock 9' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues: [{ path: ['address'] }] },
    })
    await expect(complete(process, 'pack', { parcels: 100 })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(await records()).toEqual([{ id: '42', address: 'Dock 1', parcels: 1 }])
  })

  it('says so when the record to edit is gone, and can still be shown and canceled', async () => {
    const { driver, complete } = await server()
    const process = await driver.start('shipping', 'start', { address: 'Dock 1' })
    await rows(driver.database).deleteFrom('shipment').execute()
    await expect(complete(process, 'pack', { parcels: 3 })).rejects.toMatchObject({
      code: 'ARTIFACT_GONE',
      details: { artifact: 'shipment', id: '42', node: 'pack' },
    })
    expect(await driver.handover.processes.artifact(process.id)).toEqual({
      type: 'shipment',
      id: '42',
      label: 'Shipment 42',
      values: null,
    })
    await driver.command(process, 'cancelProcess')
    expect((await driver.process(process)).artifact).toEqual({ type: 'shipment', id: '42' })
  })

  it('that is about none says so where one is to be edited', async () => {
    const { driver, complete } = await server()
    const process = await driver.start('shipping', 'begin', {})
    expect(process.artifact).toBeNull()
    expect(await driver.handover.processes.artifact(process.id)).toBeNull()
    await expect(complete(process, 'pack', { parcels: 3 })).rejects.toMatchObject({
      code: 'ARTIFACT_GONE',
      details: { id: null },
    })
  })

  it('may be connected with it by the function that starts it, or by any other', async () => {
    const { driver } = await server((visit) => {
      visit.process.data.seen = JSON.stringify(visit.process.artifact)
      visit.process.artifact = { type: 'shipment', id: '2' }
    })
    const process = await driver.start('shipping', 'begin', { id: '1' })
    expect(process).toMatchObject({
      artifact: { type: 'shipment', id: '2' },
      data: { seen: '{"type":"shipment","id":"1"}' },
    })
    const run = (await driver.history(process)).find(({ type, node }) => type === 'task.done' && node === 'run')
    expect(run?.data).toMatchObject({ changed: { artifact: [{ id: '1' }, { id: '2' }] } })
  })

  it('cannot be connected with what is no record, nor by a rule', async () => {
    const { driver } = await server()
    await expect(driver.start('shipping', 'begin', { id: 7 })).rejects.toThrow('takes { type, id }, both of them texts')
    const rule = flow('rule', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('if'),
        if: n
          .if(({ process }) => Boolean((process.artifact = { type: 'shipment', id: '1' })))
          .yes('done')
          .no('done'),
        done: n.end(),
      }),
    })
    const ruled = await open({ flows: [rule], database: driver.place })
    onTestFinished(() => ruled.handover.close())
    await expect(ruled.start('rule', 'start', {})).rejects.toThrow("may not change the data ('artifact')")
  })

  it('hands its record to functions that ask for it, also when it was just set', async () => {
    const { driver, complete } = await server(async (visit) => {
      const loaded = (await visit.loadArtifact()) as { address: string } | null
      visit.process.artifact = { type: 'shipment', id: 'none' }
      visit.process.data.seen = `${loaded?.address}, ${String(await visit.loadArtifact())}`
    })
    const process = await driver.start('shipping', 'start', { address: 'Dock 1' })
    await complete(process, 'pack', {})
    await complete(process, 'change', {})
    expect((await driver.process(process)).data).toEqual({ seen: 'Dock 1, null' })
    expect(made).toEqual([])
  })

  it('refuses a sort of record that nobody has named', async () => {
    const { driver } = await server(async (visit) => {
      visit.process.artifact = { type: 'other', id: '1' }
      await visit.loadArtifact()
    })
    await expect(driver.start('shipping', 'begin', {})).rejects.toMatchObject({
      code: 'ARTIFACT_UNKNOWN',
      details: { artifact: 'other' },
    })
    const named = await open({ flows: [shipping()], database: driver.place, artifacts: [other] })
    onTestFinished(() => named.handover.close())
    const again = artifact('shipment', { schema: z.object({}), load: () => ({}) })
    await expect(open({ flows: [shipping()], database: driver.place, artifacts: [again] })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      details: { option: 'artifacts', value: 'shipment' },
    })
  })
})
