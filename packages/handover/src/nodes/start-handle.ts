/** `startHandle`: a program starts a process with an input of its own, from which a function fills the first data. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { StartStep } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { begin, type Beginning } from './beginning.ts'
import { checkCall } from './check-call.ts'

export interface StartHandleKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Starts from code; `fill` answers with the first data, whole. */
  startHandle<I extends z.ZodType>(
    input: I,
    fill: (input: z.output<I>, visit: Beginning) => MaybePromise<z.input<S>>,
  ): StartStep<Data, never, z.input<I>>
}

interface StartHandleOptions {
  readonly schema: z.ZodType
  readonly fill: (input: any, visit: any) => unknown
}

const kind: Kind<StartHandleOptions> = {
  kind: 'startHandle',
  role: 'start',
  shape: 'start',
  exits: 'one',
  check: (node, flow) => checkCall(node, flow, node.options.fill),
  receive: ({ options: { schema, fill } }, value) => begin(value, fill, schema),
}

export const startHandle = (schema: z.ZodType, fill: StartHandleOptions['fill']) => buildNode(kind, { schema, fill })
