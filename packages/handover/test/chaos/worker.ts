/** A program that does nothing but background work, until it is killed. */
import { createHandover } from 'handover'
import { openStore, serverOptions, tellReady } from './server.ts'

await createHandover(await serverOptions(await openStore(), true))
tellReady()
