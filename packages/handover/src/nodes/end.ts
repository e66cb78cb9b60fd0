/** `end`: a path ends here; the process is done when it was the last, with this end's name as its outcome. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { finish } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { End } from '../flow/steps.ts'

export interface EndKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  end(): End<Data, Item>
}

const kind: Kind<null> = {
  kind: 'end',
  role: 'end',
  shape: 'end',
  exits: 'none',
  enter: () => finish(),
}

export const end = () => buildNode(kind, null)
