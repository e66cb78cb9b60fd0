import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { error } from '../errors.ts'
import { findStranded, isStranded } from '../runtime/find-stranded.ts'
import type { Store } from '../storage/store.ts'
import { configOption, type Command } from './command.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'
import { tellStranding } from './tell-stranding.ts'

/** `handover check`: can this be deployed? Loads the flows, which checks them, and looks at the database. */
export const check: Command = {
  about: 'checks the flows, the database, and whether its running processes can go on with them',
  options: {
    database: {
      type: 'string',
      takes: 'a file or a postgres:// address',
      about: 'looks at that database instead of the one of the configuration',
    },
    config: configOption,
  },
  async run({ options }) {
    const config = await loadConfig(options['config'] as string | undefined)
    for (const flow of config.flows.values()) {
      const nodes = Object.keys(flow.graph).length
      console.log(`Flow '${flow.name}', version ${flow.version}, ${nodes} nodes: no problems.`)
    }
    const place = options['database'] as string | undefined
    const look = (store: Store) => checkStore(store, config)
    await (place === undefined ? config.withStore(look) : withStoreAt(place, look))
  },
}

async function checkStore(store: Store, { flows }: LoadedConfig): Promise<void> {
  await store.check()
  console.log(`Database ${store.place}: reachable and up to date.`)
  const found = await findStranded(store.read, flows)
  for (const each of found) for (const line of tellStranding(each)) console.log(line)
  if (found.some(isStranded)) {
    console.log('Running processes would be left behind: see above.')
    process.exitCode = 1
  } else console.log('Running processes: all of them can go on.')
}

/** Opens it for as long as `body` runs. */
async function withStoreAt(place: string, body: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(place)
  try {
    await body(store)
  } finally {
    await store.close()
  }
}

/** Only the driver that is needed is loaded. */
async function openStore(place: string): Promise<Store> {
  if (/^postgres(ql)?:/.test(place)) return (await import('../storage/postgres.ts')).postgresStore({ url: place })
  // SQLite would make an empty one.
  if (!existsSync(place))
    throw error('OPTION_INVALID', { option: '--database', value: place, expected: 'a file that exists' })
  return (await import('../storage/sqlite.ts')).sqliteStore({ file: resolve(place) })
}
