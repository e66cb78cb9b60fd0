/** `throwSignal`: tells every process, of any flow, that waits for the signal or starts with it. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { RunStep } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'
import { checkName } from './check-name.ts'

export interface ThrowSignalKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Sent with the action to all that wait then; `payload` answers with anything that can be stored as JSON. */
  throwSignal(
    name: string,
    signal?: { readonly payload?: Ask<Data, unknown, Item> },
  ): RunStep<Data, never, 'auto', void, Item>
}

interface ThrowSignalOptions {
  readonly name: string
  readonly payload?: Ask<any, unknown>
}

const kind: Kind<ThrowSignalOptions> = {
  kind: 'throwSignal',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: ({ options: { name, payload } }) => {
    const sent = (answer: unknown = null) => go(0, { name }, { sends: [{ type: 'signal', name, payload: answer }] })
    return payload === undefined ? sent() : ask({ about: 'function', call: payload, writes: false }, sent)
  },
  check: (node, flow) => checkName(node, flow, node.options.name),
}

export const throwSignal = (name: string, signal: Partial<ThrowSignalOptions> = {}) =>
  buildNode(kind, { ...signal, name })
