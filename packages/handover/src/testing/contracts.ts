/** The contract suites of the ports: who writes a store or a queue of jobs runs them with vitest. */
export { storeContract, type MakeStore } from './store-contract.ts'
export { jobQueueContract, type MakeQueues } from './job-queue-contract.ts'
