/** `businessRule`: code that decides something, drawn as a business rule; it runs inside the transaction like a `function`. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface BusinessRuleKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Works something out from the data and writes the answer into it. */
  businessRule(run: Ask<Data, void, Item>): RunStep<Data, never, 'auto', void, Item>
}

interface BusinessRuleOptions {
  readonly run: Ask<any>
}

const kind: Kind<BusinessRuleOptions> = {
  kind: 'businessRule',
  role: 'auto',
  shape: 'auto',
  exits: 'one',
  check: (node, flow) => checkCall(node, flow, node.options.run),
  enter: (node) => ask({ about: 'function', call: node.options.run, writes: true }, () => go()),
}

export const businessRule = (run: Ask<any>) => buildNode(kind, { run })
