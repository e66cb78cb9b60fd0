import { listen } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { createShop } from './app.ts'

const store = sqliteStore({ file: process.env['DATABASE_FILE'] ?? 'orders.db' })
const shop = await createShop(store)
const server = await listen(shop, { port: Number(process.env['PORT'] ?? 3000) })
console.log(`The shop runs at ${server.url} on ${store.place}`)
