/** `split`: several branches at once, each with a token in a scope that the split opens. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Split } from '../flow/steps.ts'
import { checkBranches, forkBranches } from './fork-branches.ts'

export interface SplitKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Starts every `.next('…')`: with `{ when }` only if the condition holds, with `{ each }` once for every item. */
  split(): Split<Data, never, Item>
}

const kind: Kind<null> = {
  kind: 'split',
  role: 'auto',
  shape: 'split',
  exits: 'many',
  scope: 'opens',
  enter: forkBranches,
  check: checkBranches,
}

export const split = () => buildNode(kind, null)
