/** `escalate`: tells the process that called this one, and goes on. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'
import { checkName } from './check-name.ts'

export interface EscalateKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** The caller's `.onEscalation('…', { code })` takes it, or that of the caller's own caller; else nothing happens. */
  escalate(code: string): RunStep<Data, never, 'auto', void, Item>
}

interface EscalateOptions {
  readonly code: string
}

const kind: Kind<EscalateOptions> = {
  kind: 'escalate',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: ({ options: { code } }) => go(0, { code }, { sends: [{ type: 'escalation', code }] }),
  check: (node, flow) => checkName(node, flow, node.options.code),
}

export const escalate = (code: string) => buildNode(kind, { code })
