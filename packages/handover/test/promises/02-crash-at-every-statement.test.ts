/**
 * A server is killed behind each statement of each command: `kill -9` for SQLite, a cut wire for PostgreSQL, also where
 * `commit` was sent and its answer is lost. HANDOVER_PROMISES=thorough follows each death to its end.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processCommandNames, taskCommandNames } from '../../src/engine/command.ts'
import { triggerNames } from '../model/legal-commands.ts'
import { cases, ofNoProcess } from './crash/cases.ts'
import { dieEverywhere } from './crash/die-everywhere.ts'
import { postgresSite } from './crash/postgres-site.ts'
import type { CrashSite } from './crash/site.ts'
import { sqliteSite } from './crash/sqlite-site.ts'
import { databases } from './databases.ts'

const sites = { sqlite: async () => sqliteSite(), postgres: postgresSite }
const all = Object.entries(cases).flatMap(([command, places]) =>
  Object.entries(places).map(([place, crash]) => ({ command, place, crash })),
)

it('every command has a case', () => {
  const processCommands = processCommandNames.map((name) => (name === 'cancel' ? 'cancelProcess' : name))
  const known = ['start', ...taskCommandNames, ...processCommands, ...triggerNames, ...ofNoProcess]
  expect(Object.keys(cases).toSorted()).toEqual([...new Set(known)].toSorted())
  for (const places of Object.values(cases)) expect(Object.keys(places)).not.toEqual([])
})

describe.each(databases)('killed behind any statement on %s, nothing is lost and nothing happens twice', (database) => {
  let site: CrashSite
  let deaths = 0
  beforeAll(async () => {
    site = await sites[database]()
  })
  afterAll(async () => {
    await site?.close()
    console.info(`${database}: ${deaths} deaths in ${all.length} places`)
  })

  it.each(all)('$command $place', { timeout: 120_000 }, async ({ crash }) => {
    const { count, problems } = await dieEverywhere(site, crash)
    expect(problems).toEqual([])
    deaths += count
  })
})
