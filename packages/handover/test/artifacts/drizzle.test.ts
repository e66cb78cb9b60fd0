/** The real library: what its tables say of themselves is what `drizzleArtifact` reads. */
import { boolean, pgTable, serial, text as pgText, timestamp, varchar } from 'drizzle-orm/pg-core'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createHandover, flow, type AnyFlow } from 'handover'
import { drizzleArtifact } from 'handover/drizzle'
import { tablesOn } from '../open-tables.ts'

const sqliteShipments = sqliteTable('shipment', {
  id: integer().primaryKey({ autoIncrement: true }),
  address: text('street_address', { length: 20 }).notNull(),
  size: text({ enum: ['small', 'large'] })
    .notNull()
    .default('small'),
  fragile: integer({ mode: 'boolean' }),
  due: integer({ mode: 'timestamp' }),
})
const pgShipments = pgTable('shipment', {
  id: serial().primaryKey(),
  address: varchar('street_address', { length: 20 }).notNull(),
  size: pgText({ enum: ['small', 'large'] })
    .notNull()
    .default('small'),
  fragile: boolean(),
  due: timestamp({ withTimezone: true }),
})

const flowOver = (shipment: ReturnType<typeof sqliteArtifact>) =>
  flow('shipping', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ create: shipment, fields: ['address', 'due'] }).next('pack'),
      pack: n.view({ update: shipment, fields: ['size', 'fragile'] }).next('done'),
      done: n.end(),
    }),
  })
const sqliteArtifact = () => drizzleArtifact(sqliteShipments)
const cases = {
  SQLite: {
    // eslint-disable-next-line unicorn/consistent-function-scoping -- one of two cases
    define: () => flowOver(sqliteArtifact()),
    table: `create table shipment (id integer primary key autoincrement, street_address text not null,
      size text not null default 'small', fragile integer, due integer)`,
  },
  PostgreSQL: {
    define: () => flowOver(drizzleArtifact(pgShipments) as never),
    table: `create table shipment (id serial primary key, street_address varchar(20) not null,
      size text not null default 'small', fragile boolean, due timestamptz)`,
  },
}

describe.each(Object.keys(cases) as (keyof typeof cases)[])('a table of Drizzle on %s', (database) => {
  test('is made by a start, shown, and changed by a task', async () => {
    const store = await tablesOn[database]!(cases[database].table)
    const shipping = cases[database].define()
    const handover = await createHandover({ flows: [shipping as AnyFlow], store, migrate: true })
    const due = '2030-01-01T00:00:00.000Z'
    const started = await handover.start(shipping, 'start', { address: 'Dock 1', due })
    const task = started.tasks.find(({ node }) => node === 'pack')!
    await handover.complete(shipping, 'pack', task.id, { size: 'large', fragile: true })
    const [row] = await store.transaction((tx) => tx.selectFrom('shipment').selectAll().execute() as Promise<any[]>)
    expect(row).toMatchObject({ street_address: 'Dock 1', size: 'large' })
    expect(Boolean(row.fragile)).toBe(true)
    expect(new Date(database === 'SQLite' ? row.due * 1000 : row.due).toISOString()).toBe(due)
    await handover.close()
  })

  test('refuses what its columns refuse', async () => {
    const store = await tablesOn[database]!(cases[database].table)
    const shipping = cases[database].define()
    const handover = await createHandover({ flows: [shipping as AnyFlow], store, migrate: true })
    await expect(handover.start(shipping, 'start', { address: 'x'.repeat(21) })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
    await handover.close()
  })
})
