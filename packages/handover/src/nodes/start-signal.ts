/** `startSignal`: a process starts whenever a signal is sent, or an emitter of the application emits an event. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { StartStep } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { begin, type Beginning } from './beginning.ts'
import { checkCall } from './check-call.ts'
import { checkName } from './check-name.ts'

/** An EventEmitter or an EventTarget, by the methods that are used. */
export type SignalSource =
  | { on(event: string, listener: (payload: any) => void): unknown; off(event: string, listener: any): unknown }
  | {
      addEventListener(event: string, listener: any): unknown
      removeEventListener(event: string, listener: any): unknown
    }

export interface StartSignalKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Starts with `handover.signal(name, payload)` and with `throwSignal(name)` of any flow. */
  startSignal<P extends z.ZodType>(
    name: string,
    payload: P,
    fill: (payload: z.output<P>, visit: Beginning) => MaybePromise<z.input<S>>,
  ): StartStep<Data, never, void, 'auto'>
  /** Starts with each event that this server hears; `fill` gets the first argument, or the Event. */
  startSignal<P = unknown>(
    source: SignalSource,
    event: string,
    fill: (payload: P, visit: Beginning) => MaybePromise<z.input<S>>,
  ): StartStep<Data, never, void, 'auto'>
}

interface StartSignalOptions {
  readonly name: string
  readonly payload?: z.ZodType
  readonly source?: SignalSource
  readonly fill: (payload: any, visit: any) => unknown
}

const kind: Kind<StartSignalOptions> = {
  kind: 'startSignal',
  role: 'auto',
  shape: 'start',
  exits: 'one',
  begins: ({ options: { name, source } }) => ({ by: 'signal', name, ...(source && { source }) }),
  receive: ({ options: { payload, fill } }, value) => begin(value, fill, payload),
  check: (node, flow) => [...checkName(node, flow, node.options.name), ...checkCall(node, flow, node.options.fill)],
}

export const startSignal = (from: string | SignalSource, what: z.ZodType | string, fill: StartSignalOptions['fill']) =>
  typeof from === 'string'
    ? buildNode(kind, { name: from, payload: what as z.ZodType, fill })
    : buildNode(kind, { name: what as string, source: from, fill })
