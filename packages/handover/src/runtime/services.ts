import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Store } from '../storage/store.ts'
import type { Numbers } from './numbers.ts'

/** What the parts of the runtime share; made once by `createHandover`. */
export interface Services {
  readonly store: Store
  readonly flows: ReadonlyMap<string, FrozenFlow>
  readonly numbers: Numbers
  readonly newId: () => string
  readonly now: () => Date
  /** In milliseconds. */
  readonly functionTimeout: number
}
