/** What both programs that are killed have in common: where they work, and that they end with whoever started them. */
import { flushCompileCache } from 'node:module'
import type { AnyFlow, HandoverOptions, Store } from 'handover'
import { chaosFlows } from './flows.ts'
import { writeCall } from './ledger.ts'

/** What a program is told, as JSON in `HANDOVER_CHAOS`. */
export interface ServerPlace {
  readonly database: { readonly url: string } | { readonly file: string }
  readonly ledger: string
  /** The web server's. */
  readonly port: number
  /** Whether the web server works too. */
  readonly webWorks: boolean
  readonly queue: 'embedded' | 'pg-boss'
}

export const place = JSON.parse(process.env['HANDOVER_CHAOS']!) as ServerPlace
process.once('disconnect', () => process.exit())

/** Says so, and keeps what was compiled: who is killed has no other moment for it. */
export function tellReady(): void {
  process.send!('ready')
  flushCompileCache()
}

// Long enough for a busy machine, and short enough for what dead servers had to come free soon.
const lease = '3 s'

export async function serverOptions(store: Store, isWorking: boolean): Promise<HandoverOptions> {
  const flows: readonly AnyFlow[] = chaosFlows((call) => writeCall(place.ledger, call))
  const onWarning = (message: string) => console.error(message)
  return { flows, store, work: isWorking && { lease }, onWarning, ...(await openQueue()) }
}

async function openQueue(): Promise<Pick<HandoverOptions, 'jobs'>> {
  if (place.queue === 'embedded' || !('url' in place.database)) return {}
  const { pgBossJobs } = await import('handover/pg-boss')
  return { jobs: pgBossJobs({ url: place.database.url }) }
}

/** Only what is used is loaded: a program that is killed every second has to begin quickly. */
export async function openStore(): Promise<Store> {
  return 'url' in place.database
    ? (await import('handover/postgres')).postgresStore({ url: place.database.url, connections: 8 })
    : (await import('handover/sqlite')).sqliteStore({ file: place.database.file })
}
