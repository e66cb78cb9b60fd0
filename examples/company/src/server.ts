import { isHandoverError } from 'handover'
import { listen } from 'handover/http'
import { postgresStore } from 'handover/postgres'
import { sqliteStore } from 'handover/sqlite'
import { createApp } from './app.ts'
import type { Brought } from './samples/play-samples.ts'
import type { OwnStore } from './tables.ts'

async function main(): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    return giveUp(
      'This is a demonstration: everybody may choose who they are. It does not start with NODE_ENV=production.',
    )
  }
  const samples = process.env['SAMPLES'] ?? ''
  if (!['', 'none'].includes(samples)) {
    return giveUp(`SAMPLES is '${samples}'. Leave it out, or say SAMPLES=none to get no sample processes.`)
  }
  const store = openStore()
  const app = await createApp(store, { samples: samples !== 'none' })
  tellOf(app.brought)
  const server = await listen(app, { port: Number(process.env['PORT'] ?? 3000) })
  console.log(`Handover runs at ${server.url} on ${store.place}`)
  const stop = async () => {
    await server.close()
    await app.handover.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

/** What the first start brought, and how to be without. */
function tellOf({ count, refused }: Brought): void {
  if (count > 0) console.log(`Brought ${count} sample processes. Start with an empty file to get none: SAMPLES=none`)
  for (const each of refused) console.warn(`A sample is not as it should be: ${each}`)
}

function openStore(): OwnStore {
  const url = process.env['DATABASE_URL']
  return url === undefined
    ? sqliteStore({ file: process.env['DATABASE_FILE'] ?? 'company.db' })
    : postgresStore({ url })
}

/** One line that says what is wrong and what to do, and the end. */
function giveUp(message: string): never {
  console.error(message)
  process.exit(1)
}

await main().catch((failure: unknown) => {
  if (isHandoverError(failure)) giveUp(failure.message)
  throw failure
})
