/** `fail`: an error end: the process has failed, with a code that its caller may catch. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { finish } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { End } from '../flow/steps.ts'
import { checkName } from './check-name.ts'

export interface FailKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** What is still open is canceled; at a caller, `.onError('…', { code })` takes it. */
  fail(code: string): End<Data, Item>
}

interface FailOptions {
  readonly code: string
}

const kind: Kind<FailOptions> = {
  kind: 'fail',
  role: 'end',
  shape: 'end',
  exits: 'none',
  enter: (node) => finish({ all: true, code: node.options.code }),
  check: (node, flow) => checkName(node, flow, node.options.code),
}

export const fail = (code: string) => buildNode(kind, { code })
