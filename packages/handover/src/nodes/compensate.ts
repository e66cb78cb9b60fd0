/** `compensate`: takes back what was done so far, newest first, and goes on. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'

export interface CompensateKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Calls the `.compensateWith(…)` of every task of this process that is done, each once. */
  compensate(): RunStep<Data, never, 'auto', void, Item>
}

const kind: Kind<null> = {
  kind: 'compensate',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: () => ({ do: 'compensate', edge: 0 }),
}

export const compensate = () => buildNode(kind, null)
