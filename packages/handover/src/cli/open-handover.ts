import { embeddedJobs } from '../jobs/embedded.ts'
import { createWith } from '../runtime/create-handover.ts'
import type { Handover } from '../runtime/handover.ts'
import { optionsOf } from './define-config.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'

const visit = createWith({ jobs: embeddedJobs, isVisitor: true })

/**
 * Opens what the configuration names, for as long as `body` runs: to look and to correct. What follows from it is worked
 * on by the servers.
 */
export async function withHandover(
  file: string | true | undefined,
  body: (handover: Handover, loaded: LoadedConfig) => Promise<void>,
): Promise<void> {
  const loaded = await loadConfig(file as string | undefined)
  const { flows, setup } = loaded.config
  const store = await loaded.openStore()
  try {
    const handover = await visit({ flows, store, ...optionsOf(loaded.config, console.error) })
    await setup?.(handover)
    await body(handover, loaded)
  } finally {
    await store.close()
  }
}
