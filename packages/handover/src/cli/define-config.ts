import type { AnyFlow } from '../flow/flow-types.ts'
import type { Store } from '../storage/store.ts'

/** What `handover.config.ts` tells the command line: which flows there are, and where their processes are kept. */
export interface Config {
  readonly flows: readonly AnyFlow[]
  /** A store, or how to make one: the function is called only by commands that need the store. */
  readonly store: Store | (() => Store | Promise<Store>)
}

/**
 * Types the default export of `handover.config.ts`.
 *
 * @example
 * export default defineConfig({ flows: [helloWorld], store: () => sqliteStore({ file: 'app.db' }) })
 */
export function defineConfig(config: Config): Config {
  return config
}
