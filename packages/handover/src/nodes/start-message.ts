/** `startMessage`: a process starts when a message of a name comes that no process waits for. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { StartStep } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { begin, type Beginning } from './beginning.ts'
import { checkCall } from './check-call.ts'
import { checkName } from './check-name.ts'

export interface StartMessageKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** `fill` answers with the first data, whole, from what the message brings. */
  startMessage<P extends z.ZodType>(
    name: string,
    payload: P,
    fill: (payload: z.output<P>, visit: Beginning) => MaybePromise<z.input<S>>,
  ): StartStep<Data, never, z.input<P>, 'message'>
}

interface StartMessageOptions {
  readonly name: string
  readonly payload: z.ZodType
  readonly fill: (payload: any, visit: any) => unknown
}

const kind: Kind<StartMessageOptions> = {
  kind: 'startMessage',
  role: 'message',
  shape: 'start',
  exits: 'one',
  begins: (node) => ({ by: 'message', name: node.options.name }),
  receive: ({ options: { payload, fill } }, value) => begin(value, fill, payload),
  check: (node, flow) => [...checkName(node, flow, node.options.name), ...checkCall(node, flow, node.options.fill)],
}

export const startMessage = (name: string, payload: z.ZodType, fill: StartMessageOptions['fill']) =>
  buildNode(kind, { name, payload, fill })
