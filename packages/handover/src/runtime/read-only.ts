/** The data as conditions and rules see it: what they read is noted, and what they try to change is refused. */
export function readOnly<T extends object>(data: T, read: Set<string>): T {
  return guard(data, new WeakMap(), (key) => void read.add(key))
}

export function refuseChange(key: string): never {
  throw new TypeError(`A condition or rule may not change the data ('${key}'): do it in a function.`)
}

// One guard for each object, so that what is read twice is the same.
function guard<T extends object>(data: T, guards: WeakMap<object, object>, note?: (key: string) => void): T {
  const known = guards.get(data)
  if (known !== undefined) return known as T
  const refuse = (_: T, key: string | symbol) => refuseChange(String(key))
  const guarded = new Proxy(data, {
    get(target, key, receiver) {
      if (typeof key === 'string') note?.(key)
      const value: unknown = Reflect.get(target, key, receiver)
      // A proxy has to hand out a frozen object's values as they are.
      return isContainer(value) && !Object.isFrozen(target) ? guard(value, guards) : value
    },
    set: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
  })
  guards.set(data, guarded)
  return guarded
}

/** Only these: a Date or a Map would not know itself behind a proxy. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
}
