/** `catchSignal`: waits for a signal, which everybody hears who waits for it. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Step } from '../flow/steps.ts'
import type { MaybePromise, Visit } from '../flow/visit.ts'
import { checkName } from './check-name.ts'

export interface CatchSignalKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Goes on when a signal of that name is sent while it waits; `receive` takes what it brings. */
  catchSignal<P extends z.ZodType = z.ZodUnknown>(
    name: string,
    payload?: P,
    how?: { readonly receive?: (visit: Visit<Data, Item>, payload: z.output<P>) => MaybePromise<void> },
  ): Step<Data, never, 'auto', void, Item>
}

interface CatchSignalOptions {
  readonly name: string
  readonly payload?: z.ZodType
  readonly receive?: (visit: any, payload: any) => unknown
}

const kind: Kind<CatchSignalOptions> = {
  kind: 'catchSignal',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: (node) => wait({ signal: node.options.name }),
  receive: ({ options: { payload: schema, receive } }, value) => {
    if (schema === undefined) return go()
    return ask({ about: 'signal', input: { value, schema }, ...(receive && { call: receive }), writes: true }, () =>
      go(),
    )
  },
  check: (node, flow) => checkName(node, flow, node.options.name),
}

export const catchSignal = (name: string, payload?: z.ZodType, how: Partial<CatchSignalOptions> = {}) =>
  buildNode(kind, { ...how, name, ...(payload && { payload }) })
