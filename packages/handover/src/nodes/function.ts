/** `function`: code that runs by itself, inside the transaction of the action that leads to it. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface FunctionKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Runs once per action that commits; what it changes of the data is written with it. */
  function(run: Ask<Data, void, Item>): RunStep<Data, never, 'auto', void, Item>
}

interface FunctionOptions {
  readonly run: Ask<any>
}

const kind: Kind<FunctionOptions> = {
  kind: 'function',
  role: 'auto',
  shape: 'auto',
  exits: 'one',
  check: (node, flow) => checkCall(node, flow, node.options.run),
  enter: (node) => ask({ about: 'function', call: node.options.run, writes: true }, () => go()),
}

export const runFunction = (run: Ask<any>) => buildNode(kind, { run })
