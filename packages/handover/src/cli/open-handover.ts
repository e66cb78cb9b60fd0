import { embeddedJobs } from '../jobs/embedded.ts'
import { createWith } from '../runtime/create-handover.ts'
import type { Handover } from '../runtime/handover.ts'
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
  const { flows, artifacts, functionTimeout, setup, onWarning = console.error } = loaded.config
  const store = await loaded.openStore()
  try {
    const given = { artifacts, functionTimeout }
    const handover = await visit({ flows, store, onWarning, ...(given as {}) })
    await setup?.(handover)
    await body(handover, loaded)
  } finally {
    await store.close()
  }
}
