/**
 * Two or three commands meet in every order in which their calls to the database can follow one another. Of what cannot
 * both be, one wins and the other hears why; whatever the order, nothing is broken and all goes on to its end.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../../../test/postgres-database.ts'
import { sqliteStore } from '../../src/storage/sqlite.ts'
import { postgresStore } from '../../src/storage/postgres.ts'
import { databases } from './databases.ts'
import { meetings } from './interleavings/meetings.ts'
import { Stage } from './interleavings/stage.ts'

describe.each(databases)('whoever meets whom on %s, in whatever order', (database) => {
  let stage: Stage
  let remove: () => Promise<void>
  let schedules = 0
  beforeAll(async () => {
    const isPostgres = database === 'postgres'
    const folder = await mkdtemp(join(tmpdir(), 'handover-meetings-'))
    const created = isPostgres ? await createDatabase() : undefined
    const newStore = () =>
      created === undefined ? sqliteStore({ file: join(folder, 'meetings.db') }) : postgresStore({ url: created.url })
    stage = await Stage.build(newStore, isPostgres)
    remove = async () => {
      await created?.drop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
  afterAll(async () => {
    await stage?.close()
    await remove?.()
    console.info(`${database}: ${schedules} schedules of ${Object.keys(meetings).length} meetings`)
  })

  it.each(Object.entries(meetings))('%s', { timeout: 120_000 }, async (name, meeting) => {
    const { problems, outcomes, schedules: played } = await stage.play(meeting)
    expect(problems).toEqual([])
    expect(outcomes.toSorted()).toEqual(meeting.outcomes)
    expect(played).toBeGreaterThan(1)
    schedules += played
    console.info(`${database}, ${name}: ${played} schedules`)
  })
})
