/** `handle`: waits until a program calls it with an input. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { HandleStep } from '../flow/steps.ts'
import type { MaybePromise, Visit } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface HandleKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** `handover.run(flow, node, { process }, input)` lets it go on; `receive` decides what becomes of the input. */
  handle<I extends z.ZodType>(
    input: I,
    receive: (visit: Visit<Data, Item>, input: z.output<I>) => MaybePromise<void>,
  ): HandleStep<Data, never, 'handle', z.input<I>, Item>
}

interface HandleOptions {
  readonly schema: z.ZodType
  readonly receive: (visit: any, input: any) => unknown
}

const kind: Kind<HandleOptions> = {
  kind: 'handle',
  role: 'handle',
  shape: 'auto',
  exits: 'one',
  form: (node) => ({ schema: node.options.schema }),
  enter: () => wait(),
  receive: ({ options: { schema, receive } }, value) =>
    ask({ about: 'input', input: { value, schema }, call: receive, writes: true }, () => go()),
  check: (node, flow) => checkCall(node, flow, node.options.receive),
}

export const handle = (schema: z.ZodType, receive: HandleOptions['receive']) => buildNode(kind, { schema, receive })
