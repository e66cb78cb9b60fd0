/** `send`: code that hands something on, drawn as a sending task; it runs inside the transaction like a `function`. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface SendKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Writes a letter, a row, an order: in the same transaction. What must leave the database belongs in a `job`. */
  send(run: Ask<Data, void, Item>): RunStep<Data, never, 'auto', void, Item>
}

interface SendOptions {
  readonly run: Ask<any>
}

const kind: Kind<SendOptions> = {
  kind: 'send',
  role: 'auto',
  shape: 'auto',
  exits: 'one',
  check: (node, flow) => checkCall(node, flow, node.options.run),
  enter: (node) => ask({ about: 'function', call: node.options.run, writes: true }, () => go()),
}

export const send = (run: Ask<any>) => buildNode(kind, { run })
