import { error, isHandoverError } from '../errors.ts'
import type { Store } from '../storage/store.ts'
import { withinTime } from './within-time.ts'

/** In milliseconds: who asks whether a server is ready asks again soon. */
const patience = 5000

export interface Readiness {
  /** Throws why this server should get no requests now. */
  check(): Promise<void>
  /** From now on it is not ready; whether it was told so for the first time. */
  stop(): boolean
}

/** Whether a server can do what it is asked. */
export function readinessOf(store: Pick<Store, 'check' | 'place'>): Readiness {
  let isStopping = false
  const away = (message: string, cause?: unknown) =>
    error('STORE_UNREACHABLE', { place: store.place, message }, { cause })
  return {
    async check() {
      if (isStopping) throw error('SERVER_STOPPING')
      const seconds = patience / 1000
      await withinTime(store.check(), patience, () => away(`it did not answer within ${seconds} s`)).catch(
        (failure) => {
          throw isHandoverError(failure) ? failure : away(String(failure), failure)
        },
      )
    },
    stop() {
      const isFirst = !isStopping
      isStopping = true
      return isFirst
    },
  }
}
