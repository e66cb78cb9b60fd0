/** `startHandle`: a program starts a process with an input of its own, from which a function fills the first data. */
import type { z } from 'zod'
import type { Actor } from '../flow/actor.ts'
import { ask, go, type Kind } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { StartStep } from '../flow/steps.ts'
import type { MaybePromise, Tx } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface StartHandleKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Starts from code; `fill` answers with the first data, whole. */
  startHandle<I extends z.ZodType>(
    input: I,
    fill: (input: z.output<I>, visit: { readonly tx: Tx; readonly actor: Actor | null }) => MaybePromise<z.input<S>>,
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
  receive: (node, value) =>
    ask(
      {
        about: 'input',
        input: { value, schema: node.options.schema },
        call: (visit, input) => node.options.fill(input, visit),
        begins: true,
        writes: true,
      },
      () => go(),
    ),
}

export const startHandle = (schema: z.ZodType, fill: StartHandleOptions['fill']) => buildNode(kind, { schema, fill })
