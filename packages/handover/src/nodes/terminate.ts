/** `terminate`: ends the whole process here, whatever else is open in it. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { finish } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { End } from '../flow/steps.ts'

export interface TerminateKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** What is still open is canceled as `terminated`; the process is done, with this end's name as its outcome. */
  terminate(): End<Data, Item>
}

const kind: Kind<null> = {
  kind: 'terminate',
  role: 'end',
  shape: 'end',
  exits: 'none',
  enter: () => finish({ all: true }),
}

export const terminate = () => buildNode(kind, null)
