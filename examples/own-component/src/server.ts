import { listen } from 'handover/http'
import { sqliteStore } from 'handover/sqlite'
import { createApp } from './app.ts'
import { leaveRequest } from './leave-request.ts'
import { colleague } from './team.ts'

if (process.env['NODE_ENV'] === 'production') {
  console.error('This is a demonstration: everybody may choose who they are. It does not run in production.')
  process.exit(1)
}
const app = await createApp(sqliteStore({ file: process.env['DATABASE_FILE'] ?? 'own-component.db' }))
if ((await app.handover.processes.list()).items.length === 0) {
  const asked = { from: '2026-12-14', to: '2026-12-21', reason: 'Family visit in Chennai' }
  await app.handover.start(leaveRequest, 'start', asked, { by: colleague('priya')! })
}
const server = await listen(app, { port: Number(process.env['PORT'] ?? 3000) })
console.log(`The leave example runs at ${server.url}`)
