/** `manual`: a person does something elsewhere and only confirms that it is done. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { HumanStep } from '../flow/steps.ts'
import { arrange, checkArrangement } from './arrange.ts'

export interface ManualKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Nothing to fill in: the task is taken and completed. */
  manual(): HumanStep<Data, never, 'human', Pick<z.input<S>, never>, Item>
}

const fields: readonly string[] = []

const kind: Kind<null> = {
  kind: 'manual',
  role: 'human',
  shape: 'human',
  exits: 'one',
  form: () => ({ fields }),
  enter: (node) => arrange(node),
  receive: (_, value) => ask({ about: 'input', input: { value, fields }, writes: true }, () => go()),
  check: checkArrangement,
}

export const manual = () => buildNode(kind, null)
