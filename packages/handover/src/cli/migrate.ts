import type { Command } from './command.ts'
import { configOption } from './command.ts'
import { loadConfig } from './load-config.ts'

/** `handover migrate`: brings the database up to date, or shows what that would be. */
export const migrate: Command = {
  about: 'applies the migrations that the database lacks',
  options: {
    'dry-run': { type: 'boolean', about: 'lists what is missing and changes nothing' },
    sql: { type: 'boolean', about: 'prints the SQL of all migrations, for those who run it themselves' },
    config: configOption,
  },
  async run({ options }) {
    const config = await loadConfig(options['config'] as string | undefined)
    await config.withStore(async (store) => {
      if (options['sql']) return process.stdout.write(store.migrationSql())
      const isDry = options['dry-run'] === true
      const names = isDry ? await store.pendingMigrations() : await store.migrate()
      const said = isDry ? `Missing in ${store.place}:` : `Applied to ${store.place}:`
      return console.log(names.length === 0 ? `${store.place} is up to date.` : [said, ...names].join('\n  '))
    })
  },
}
