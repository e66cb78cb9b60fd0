import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../../src/storage/sqlite.ts'
import { storeContract } from '../../src/testing/store-contract.ts'

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'handover-store-'))
  const store = sqliteStore({ file: join(folder, 'test.db') })
  return {
    store,
    another: async () => sqliteStore({ file: join(folder, 'test.db') }),
    drop: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
