import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { findStranded, isStranded, type Stranding } from '../runtime/find-stranded.ts'
import type { Store } from '../storage/store.ts'
import { configOption, jsonOption, type Command } from './command.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'
import { tellStranding } from './tell-stranding.ts'
import { writeJson } from './write-out.ts'

/** `handover check`: can this be deployed? Loads the flows, which checks them, and looks at the database. */
export const check: Command = {
  about: 'checks the flows, the database, and whether its running processes can go on with them',
  options: {
    database: {
      type: 'string',
      takes: 'a file or a postgres:// address',
      about: 'looks at that database instead of the one of the configuration',
    },
    json: jsonOption,
    config: configOption,
  },
  async run({ options }) {
    const config = await loadConfig(options['config'] as string | undefined)
    const place = options['database'] as string | undefined
    const isJson = options['json'] === true
    if (!isJson) for (const each of config.flows.values()) console.log(tellFlow(each))
    const look = async (store: Store) => {
      await store.check()
      if (!isJson) console.log(`Database ${store.place}: reachable and up to date.`)
      const found = await findStranded(store.read, config.flows)
      if (found.some(isStranded)) process.exitCode = 1
      if (isJson) writeJson(factsOf(store, config, found))
      else for (const line of tellRunning(found)) console.log(line)
    }
    await (place === undefined ? config.withStore(look) : withStoreAt(place, look))
  },
}

const sizeOf = ({ graph }: FrozenFlow) => Object.keys(graph).length
const tellFlow = (flow: FrozenFlow) =>
  `Flow '${flow.name}', version ${flow.version}, ${sizeOf(flow)} nodes: no problems.`

const tellRunning = (found: readonly Stranding[]): readonly string[] => [
  ...found.flatMap((each) => tellStranding(each)),
  found.some(isStranded)
    ? 'Running processes would be left behind: see above.'
    : 'Running processes: all of them can go on.',
]

function factsOf({ place }: Store, { flows }: LoadedConfig, running: readonly Stranding[]): object {
  const defined = [...flows.values()].map((flow) => ({ name: flow.name, version: flow.version, nodes: sizeOf(flow) }))
  return { place, flows: defined, running, canGoOn: !running.some(isStranded) }
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
