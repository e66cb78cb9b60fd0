// The few things of the host that the pure rooms may see; only tsconfig.pure.json includes this file.
// They are the standard's own names, so that users' functions receive the real ones.

interface Event {
  readonly type: string
}

interface EventTarget {
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
  dispatchEvent(event: Event): boolean
}

interface AbortSignal extends EventTarget {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
}

declare function structuredClone<Value>(value: Value): Value
