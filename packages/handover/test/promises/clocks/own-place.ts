import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '../../../../../test/postgres-database.ts'
import type { Place } from '../../driver.ts'

export interface OwnPlace {
  readonly place: Place
  readonly remove: () => Promise<void>
}

/** An empty database that several servers may open. */
export async function newPlace(database: 'sqlite' | 'postgres'): Promise<OwnPlace> {
  if (database === 'postgres') {
    const created = await createDatabase()
    return { place: { url: created.url }, remove: () => created.drop() }
  }
  const folder = await mkdtemp(join(tmpdir(), 'handover-place-'))
  return {
    place: { file: join(folder, 'place.db') },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
