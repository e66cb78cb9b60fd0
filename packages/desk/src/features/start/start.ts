import type { Flow, StartNode } from 'handover/client'

/** A way to start a process, with the flow that it is of. */
export interface Start {
  readonly flow: Flow
  readonly start: StartNode
}
