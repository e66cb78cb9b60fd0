import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { error, isHandoverError, quoted } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { flowsByName } from '../runtime/flows-by-name.ts'
import type { Store } from '../storage/store.ts'
import type { Config } from './define-config.ts'

/** What commands work with. */
export interface LoadedConfig {
  readonly file: string
  readonly flows: ReadonlyMap<string, FrozenFlow>
  /** As it was written. */
  readonly config: Config
  openStore(): Promise<Store>
  /** Calls `body` with the store and closes it, whatever happens. */
  withStore<T>(body: (store: Store) => T | Promise<T>): Promise<T>
}

const usualNames = ['handover.config.ts', 'handover.config.mts', 'handover.config.js', 'handover.config.mjs']

/** Loads the named file, or the one with a usual name in the working directory. Node itself reads TypeScript. */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig> {
  const names = named === undefined ? usualNames : [named]
  const file = names.map((name) => resolve(name)).find((path) => existsSync(path))
  if (file === undefined) throw error('CONFIG_NOT_FOUND', { file: resolve(names[0]!) })
  const config = await importDefault(file)
  const checked = checkShape(file, config)
  const { flows, store } = checked
  const openStore = async () => {
    const opened = typeof store === 'function' ? await store() : store
    if (typeof opened?.migrate !== 'function') throw unusable(file, 'its store is neither a store nor makes one')
    return opened
  }
  return {
    file,
    flows: flowsByName(flows),
    config: checked,
    openStore,
    async withStore(body) {
      const opened = await openStore()
      try {
        return await body(opened)
      } finally {
        await opened.close()
      }
    },
  }
}

async function importDefault(file: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
  } catch (cause) {
    if (isHandoverError(cause) || !cannotBeLoaded(cause)) throw cause
    throw unusable(file, sayWhere(cause), cause)
  }
}

/** Not our refusal, nor an exception of the application's own code: the module cannot be found or read. */
function cannotBeLoaded(cause: unknown): cause is Error {
  const code = (cause as { code?: unknown } | null)?.code
  return cause instanceof SyntaxError || (cause instanceof Error && typeof code === 'string' && code.startsWith('ERR_'))
}

// The first line of a syntax error's stack is its place.
function sayWhere(cause: Error): string {
  const place = cause instanceof SyntaxError ? /^(file:\/\/\S+|\/\S+):\d+$/m.exec(cause.stack ?? '')?.[0] : undefined
  return place === undefined ? cause.message : `${cause.message} (${place})`
}

function checkShape(file: string, config: unknown): Config {
  if (config === undefined) throw unusable(file, 'it has no default export')
  if (typeof config !== 'object' || config === null)
    throw unusable(file, `its default export is ${quoted(config)}, no configuration`)
  const { flows, store, setup } = config as Partial<Config>
  if (!Array.isArray(flows)) throw unusable(file, `its flows are ${quoted(flows)}, not a list`)
  if (store === undefined || store === null) throw unusable(file, 'it names no store')
  if (setup !== undefined && typeof setup !== 'function')
    throw unusable(file, `its setup is ${quoted(setup)}, not a function`)
  return config as Config
}

const unusable = (file: string, message: string, cause?: unknown) =>
  error('CONFIG_INVALID', { file, message }, { cause })
