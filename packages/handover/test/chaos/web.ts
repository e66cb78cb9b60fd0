/** A program that answers requests, until it is killed. */
import { createHandover } from 'handover'
import { createApi, listen } from 'handover/http'
import { openStore, place, serverOptions, tellReady } from './server.ts'

const clerk = { id: 'clara', name: 'Clara', permissions: ['order.place', 'order.review', 'order.view'] }

const handover = await createHandover(await serverOptions(await openStore(), place.webWorks))
await listen(createApi(handover, { identify: () => clerk }), { port: place.port })
tellReady()
