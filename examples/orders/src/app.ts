import { createHandover, type Actor } from 'handover'
import { createApi } from 'handover/http'
import type { SqliteStore } from 'handover/sqlite'
import { desk } from 'handover-desk'
import { orders, parcel } from './order.ts'

/** Whoever comes is Mia, who may do everything: a real application asks its own session. */
export const mia: Actor = {
  id: 'mia',
  name: 'Mia Roth',
  permissions: ['orders.start', 'orders.approve', 'orders.pack', 'orders.manage', 'parcel.manage'],
}

/** The shop's own table lies in the same database; one transaction covers both. */
export async function createShop(store: SqliteStore) {
  await store.database.schema
    .createTable('shop_order')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('customer', 'text', (column) => column.notNull())
    .addColumn('total', 'real', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .execute()
  const handover = await createHandover({ flows: [orders, parcel], store, migrate: true })
  const api = createApi(handover, { identify: () => mia, desk: desk() })
  return { handover, fetch: api.fetch }
}
