/** The real libraries still fit the shape of a transaction that an action can join. */
import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { Joinable } from './handover.ts'

declare const transaction: Transaction<{ invoice: { id: string } }>
declare const client: pg.PoolClient
declare const single: pg.Client
const fits: Joinable[] = [transaction, client, single]

declare const database: Kysely<{ invoice: { id: string } }>
declare const pool: pg.Pool
// @ts-expect-error a database is no transaction
const noTransaction: Joinable = database
// @ts-expect-error a pool gives each statement another connection
const noClient: Joinable = pool
// @ts-expect-error a name is no transaction
const noName: Joinable = 'tx'

export const all = [fits, noTransaction, noClient, noName]
