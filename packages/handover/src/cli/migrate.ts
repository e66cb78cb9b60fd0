import type { Command } from './command.ts'
import { configOption, jsonOption } from './command.ts'
import { loadConfig } from './load-config.ts'
import { writeJson } from './write-out.ts'

/** `handover migrate`: brings the database up to date, or shows what that would be. */
export const migrate: Command = {
  about: 'applies the migrations that the database lacks',
  options: {
    'dry-run': { type: 'boolean', about: 'lists what is missing and changes nothing' },
    sql: { type: 'boolean', about: 'prints the SQL of all migrations, for those who run it themselves' },
    json: jsonOption,
    config: configOption,
  },
  async run({ options }) {
    const config = await loadConfig(options['config'] as string | undefined)
    await config.withStore(async (store) => {
      if (options['sql'] && options['json']) return writeJson({ sql: store.migrationSql() })
      if (options['sql']) return void process.stdout.write(store.migrationSql())
      const { place } = store
      const isDry = options['dry-run'] === true
      const names = isDry ? await store.pendingMigrations() : await store.migrate()
      if (options['json']) return writeJson({ place, [isDry ? 'missing' : 'applied']: names })
      const said = isDry ? `Missing in ${place}:` : `Applied to ${place}:`
      return console.log(names.length === 0 ? `${place} is up to date.` : [said, ...names].join('\n  '))
    })
  },
}
