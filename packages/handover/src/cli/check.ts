import { configOption, type Command } from './command.ts'
import { loadConfig } from './load-config.ts'

/** `handover check`: can this be deployed? Loads the flows, which checks them, and looks at the database. */
export const check: Command = {
  about: 'checks the flows, and whether the database is reachable and up to date',
  options: { config: configOption },
  async run({ options }) {
    const config = await loadConfig(options['config'] as string | undefined)
    for (const flow of config.flows.values()) {
      const nodes = Object.keys(flow.graph).length
      console.log(`Flow '${flow.name}', version ${flow.version}, ${nodes} nodes: no problems.`)
    }
    await config.withStore(async (store) => {
      await store.check()
      console.log(`Database ${store.place}: reachable and up to date.`)
    })
  },
}
