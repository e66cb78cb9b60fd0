/** `throwMessage`: sends a message to the one process, of any flow, that waits for it or starts with it. */
import type { z } from 'zod'
import { readDuration } from '../flow/duration.ts'
import type { Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { RunStep } from '../flow/steps.ts'
import type { Ask, Visit } from '../flow/visit.ts'
import { checkName } from './check-name.ts'

export interface ThrowMessageKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Sent with the action; nothing is lost when nobody waits yet: it is kept for `ttl`, `1 day` by default. */
  throwMessage(
    name: string,
    message?: {
      readonly key?: string | Ask<Data, string, Item>
      /** Anything that can be stored as JSON. */
      readonly payload?: Ask<Data, unknown, Item>
      readonly ttl?: string
    },
  ): RunStep<Data, never, 'auto', void, Item>
}

interface ThrowMessageOptions {
  readonly name: string
  readonly key?: string | Ask<any, string>
  readonly payload?: Ask<any, unknown>
  readonly ttl: string
}

const kind: Kind<ThrowMessageOptions> = {
  kind: 'throwMessage',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: (node) => {
    const { name, ttl } = node.options
    return ask({ about: 'function', call: (visit) => written(node, visit), writes: false }, ({ key, payload }) =>
      go(0, { name, key }, { sends: [{ type: 'message', name, key, payload, ttl }] }),
    )
  },
  check: (node, flow) => {
    const { name, ttl } = node.options
    const isReadable = typeof ttl === 'string' && readDuration(ttl) !== undefined
    return [
      ...checkName(node, flow, name),
      ...(isReadable ? [] : [problem('FLOW_BAD_DURATION', node.name, { flow: flow.name, value: ttl })]),
    ]
  },
}

async function written({ options }: FlowNode<ThrowMessageOptions>, visit: Visit<any>) {
  const { key = '', payload } = options
  return { key: typeof key === 'string' ? key : await key(visit), payload: (await payload?.(visit)) ?? null }
}

export const throwMessage = (name: string, { ttl = '1 day', ...message }: Partial<ThrowMessageOptions> = {}) =>
  buildNode(kind, { ...message, name, ttl })
