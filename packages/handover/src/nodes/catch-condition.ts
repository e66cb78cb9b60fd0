/** `catchCondition`: waits until the data of the process is such that a rule holds. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Step } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkCall } from './check-call.ts'

export interface CatchConditionKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** The rule is asked at once, and again whenever the data has changed; it should look at nothing else. */
  catchCondition(rule: Ask<Data, boolean, Item>): Step<Data, never, 'auto', void, Item>
}

interface CatchConditionOptions {
  readonly rule: Ask<any, boolean>
}

const kind: Kind<CatchConditionOptions> = {
  kind: 'catchCondition',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: (node) =>
    ask({ about: 'condition', call: node.options.rule, writes: false }, (holds) =>
      holds ? go() : wait({ watches: 'data' }),
    ),
  check: (node, flow) => checkCall(node, flow, node.options.rule),
}

export const catchCondition = (rule: CatchConditionOptions['rule']) => buildNode(kind, { rule })
