/** Flows under test: a real Handover on a file of its own, with a clock that stands still until the test moves it. */
export { createTestHandover, type TestHandover, type TestHandoverOptions } from './create-test-handover.ts'
export type { ActingAs, AtTask, Because } from './acting-as.ts'
export type { SimulatedClock } from './simulated-clock.ts'
export type { TestProcess } from './test-process.ts'
