import { createDatabase } from '../../../../test/postgres-database.ts'
import { postgresStore } from '../../src/storage/postgres.ts'
import { storeContract } from '../../src/testing/store-contract.ts'

storeContract('PostgreSQL', async () => {
  const { url, drop } = await createDatabase()
  const store = postgresStore({ url })
  return {
    store,
    another: async () => postgresStore({ url }),
    drop: async () => {
      await store.close()
      await drop()
    },
  }
})
