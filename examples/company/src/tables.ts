import type { Store } from 'handover'
import type { Kysely } from 'kysely'
import { users } from './users.ts'

/** The company's own tables. They lie in the same database, so one transaction covers them and the processes. */
export interface Tables {
  person: { id: string; name: string; team: string; manager: string | null; leaveDays: number }
  leave: { process: string; person: string; firstDay: string; lastDay: string; days: number }
  shipment: {
    id: string
    number: string
    customer: string
    city: string
    goods: string
    value: number
    deliverBy: string
    note: string | null
  }
  sampleRun: { begunAt: string; endedAt: string | null }
}

/** The tables as a function of a flow sees them: within the transaction that it is given. */
export const tablesOf = (tx: unknown): Kysely<Tables> => tx as Kysely<Tables>

/** A store that hands out its database, as both of Handover's do. */
export type OwnStore = Store & { readonly database: Kysely<any> }

const leaveDaysOfAYear = 30

/** Makes the tables where they are missing, and writes down who works here. */
export async function createTables(database: Kysely<Tables>): Promise<void> {
  const table = (name: string) => database.schema.createTable(name).ifNotExists()
  await table('person')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('manager', 'text')
    .addColumn('leaveDays', 'integer', (column) => column.notNull())
    .execute()
  await table('leave')
    .addColumn('process', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('firstDay', 'text', (column) => column.notNull())
    .addColumn('lastDay', 'text', (column) => column.notNull())
    .addColumn('days', 'integer', (column) => column.notNull())
    .execute()
  await table('shipment')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('city', 'text', (column) => column.notNull())
    .addColumn('goods', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision', (column) => column.notNull())
    .addColumn('deliverBy', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute()
  await table('sampleRun').addColumn('begunAt', 'text').addColumn('endedAt', 'text').execute()
  const people = users.map(({ id, name, team, manager }) => ({ id, name, team, manager, leaveDays: leaveDaysOfAYear }))
  await database
    .insertInto('person')
    .values(people)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
