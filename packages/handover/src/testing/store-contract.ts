/**
 * The contract of the storage port: every implementation runs it.
 *
 * @example storeContract('SQLite', async () => ({ store: sqliteStore({ file }), another, drop }))
 */
import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../storage/store.ts'
import { answersContract } from './store-contract/answers.ts'
import { attemptsContract } from './store-contract/attempts.ts'
import { checkingContract } from './store-contract/checking.ts'
import { claimsContract } from './store-contract/claims.ts'
import { joiningContract } from './store-contract/joining.ts'
import { messagesContract } from './store-contract/messages.ts'
import { noticesContract } from './store-contract/notices.ts'
import { outboxContract } from './store-contract/outbox.ts'
import { processListsContract } from './store-contract/process-lists.ts'
import { processOverviewsContract } from './store-contract/process-overviews.ts'
import { pruningContract } from './store-contract/pruning.ts'
import { taskListsContract } from './store-contract/task-lists.ts'
import { taskOrdersContract } from './store-contract/task-orders.ts'
import { timersContract } from './store-contract/timers.ts'
import { togetherContract } from './store-contract/together.ts'
import { unitsContract } from './store-contract/units.ts'
import { waitsContract } from './store-contract/waits.ts'
import { wholeStoreContract } from './store-contract/whole-store.ts'

/** An empty database of its own: a store on it, more stores on it, and how to remove it. */
export type MakeStore = () => Promise<{
  readonly store: Store
  readonly another: () => Promise<Store>
  readonly drop: () => Promise<void>
}>

/** The store under test, migrated, with a table `note (id text)` of the application's. */
export interface Subject {
  readonly store: () => Store
  readonly another: () => Promise<Store>
  /** Runs `body` with a migrated store of its own, in which nothing is. */
  readonly withEmpty: (body: (store: Store) => Promise<void>) => Promise<void>
  /** A process number that no other test uses. */
  readonly next: () => number
}

export function storeContract(name: string, makeStore: MakeStore): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let made: Awaited<ReturnType<MakeStore>>
    let number = 0
    beforeAll(async () => {
      made = await makeStore()
      await made.store.migrate()
      await made.store.check()
      await made.store.transaction((tx) => tx.schema.createTable('note').addColumn('id', 'text').execute())
    })
    afterAll(() => made.drop())
    const subject: Subject = {
      store: () => made.store,
      another: () => made.another(),
      next: () => ++number,
      withEmpty: async (body) => {
        const empty = await makeStore()
        try {
          await empty.store.migrate()
          await body(empty.store)
        } finally {
          await empty.drop()
        }
      },
    }

    unitsContract(subject)
    joiningContract(subject)
    attemptsContract(subject)
    taskListsContract(subject)
    taskOrdersContract(subject)
    processListsContract(subject)
    processOverviewsContract(subject)
    waitsContract(subject)
    outboxContract(subject)
    claimsContract(subject)
    timersContract(subject)
    messagesContract(subject)
    pruningContract(subject)
    togetherContract(subject)
    answersContract(subject)
    noticesContract(subject)
    checkingContract(subject)
    wholeStoreContract(subject, makeStore)
  })
}
