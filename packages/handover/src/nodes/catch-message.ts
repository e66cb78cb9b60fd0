/** `catchMessage`: waits for a message of a name that carries the key of this case. */
import type { z } from 'zod'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait, type Move } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Step } from '../flow/steps.ts'
import type { Ask, MaybePromise, Visit } from '../flow/visit.ts'
import { checkName } from './check-name.ts'

export interface CatchMessageKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Goes on when a message of that name and key comes, or has come and is still kept; `receive` takes what it brings. */
  catchMessage<P extends z.ZodType>(
    name: string,
    payload: P,
    how?: {
      /** The message has to carry this key; when left out, its name is enough. */
      readonly key?: string | Ask<Data, string, Item>
      readonly receive?: (visit: Visit<Data, Item>, payload: z.output<P>) => MaybePromise<void>
    },
  ): Step<Data, never, 'message', z.input<P>, Item>
}

interface CatchMessageOptions {
  readonly name: string
  readonly payload: z.ZodType
  readonly key?: string | Ask<any, string>
  readonly receive?: (visit: any, payload: any) => unknown
}

const kind: Kind<CatchMessageOptions> = {
  kind: 'catchMessage',
  role: 'message',
  shape: 'event',
  exits: 'one',
  form: (node) => ({ schema: node.options.payload }),
  enter: ({ options: { name, key = '' } }) => {
    const waiting = (answer: string): Move => wait({ message: { name, key: answer } })
    return typeof key === 'string' ? waiting(key) : ask({ about: 'rule', call: key, writes: false }, waiting)
  },
  receive: ({ options: { payload: schema, receive } }, value) =>
    ask({ about: 'message', input: { value, schema }, ...(receive && { call: receive }), writes: true }, () => go()),
  check: (node, flow) => checkName(node, flow, node.options.name),
}

export const catchMessage = (name: string, payload: z.ZodType, how: Partial<CatchMessageOptions> = {}) =>
  buildNode(kind, { ...how, name, payload })
