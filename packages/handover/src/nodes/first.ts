/** `first`: a deferred choice: several branches wait, and when one is taken the others are withdrawn. */
import type { z } from 'zod'
import { quoted } from '../errors.ts'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { Split } from '../flow/steps.ts'
import { checkBranches, forkBranches } from './fork-branches.ts'

export interface FirstKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** A branch is taken when its first task is `completed`, or already when it is `started`: assigned, or begun. */
  first(options?: { readonly taken?: 'completed' | 'started' }): Split<Data, never, Item>
}

interface FirstOptions {
  readonly taken: 'completed' | 'started'
}

const kind: Kind<FirstOptions> = {
  kind: 'first',
  role: 'auto',
  shape: 'first',
  exits: 'many',
  scope: 'opens',
  decides: (node) => node.options.taken,
  enter: forkBranches,
  check: (node, flow) => {
    const { taken } = node.options
    const unknown = problem('FLOW_BAD_OPTION', node.name, {
      flow: flow.name,
      problem: `taken is ${quoted(taken)}.`,
      advice: "Say 'completed' or 'started'.",
    })
    return [...checkBranches(node, flow), ...(['completed', 'started'].includes(taken) ? [] : [unknown])]
  },
}

export const first = ({ taken = 'completed' }: Partial<FirstOptions> = {}) => buildNode(kind, { taken })
