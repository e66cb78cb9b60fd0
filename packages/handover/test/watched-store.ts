/** A store of which every call that goes to the database passes by somebody: to hold it up, or to look after it. */
import type { PrunedBatch, Store, Unit } from '../src/storage/store.ts'

export interface StoreCall {
  /** Such as `load`, `write`, `outbox.replace`. */
  readonly name: string
  readonly given: readonly unknown[]
  /** The unit of which it is a call. */
  readonly unit?: Unit
}

/** Runs the call, sooner or later; what it answers is the call's answer. */
export type Around = (call: StoreCall, run: () => Promise<unknown>) => Promise<unknown>

const ofUnit = ['load', 'doneTasks', 'doneBy', 'keptAnswer', 'takeNumbers', 'write', 'rollback']
const ofStore = ['takeNumbers', 'recordDefinition']
const rooms = ['read', 'outbox', 'timers', 'messages', 'answers']

export function watchedStore<S extends Store>(store: S, around: Around): S {
  const watched = (name: string, method: Method, unit?: Unit): Method => {
    const of = unit === undefined ? {} : { unit }
    return (...given) => around({ name, given, ...of }, async () => method(...given))
  }
  const begin = (...given: Parameters<Store['begin']>): Unit => {
    const unit = store.begin(...given)
    return over(unit, (name, method) => (ofUnit.includes(name) ? watched(name, method, unit) : method))
  }
  /** Each batch is a call. */
  const prune = async function* (...given: Parameters<Store['prune']>): ReturnType<Store['prune']> {
    const batches = store.prune(...given)[Symbol.asyncIterator]()
    for (;;) {
      const batch = (await around({ name: 'prune', given }, () => batches.next())) as IteratorResult<PrunedBatch>
      if (batch.done === true) return
      yield batch.value
    }
  }
  return over(
    store,
    (name, method) => {
      if (name === 'begin') return begin as Method
      if (name === 'prune') return prune as Method
      return ofStore.includes(name) ? watched(name, method) : method
    },
    (name, room) => (rooms.includes(name) ? over(room, (call, method) => watched(`${name}.${call}`, method)) : room),
  )
}

type Method = (...given: any[]) => any
type Replace = (name: string, method: Method) => Method

/** The same object with other methods; its private fields stay its own. */
function over<T extends object>(target: T, replace: Replace, part = (_: string, value: object) => value): T {
  const made = new Map<string | symbol, unknown>()
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof name === 'symbol' || value === null) return value
      // What a unit's `tx` is changes: only methods and the parts of a store stay what they are.
      if (typeof value === 'function') {
        if (!made.has(name)) made.set(name, replace(name, (value as Method).bind(target)))
        return made.get(name)
      }
      return typeof value === 'object' ? part(name, value) : value
    },
  })
}
