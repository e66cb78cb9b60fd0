/** What may stand on the border of a node: each becomes a node of its own with one edge, named after its host. */
import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import { readDuration } from './duration.ts'
import type { CheckedFlow, Kind } from './kind.ts'
import { ask, go, wait, type Move } from './move.ts'
import type { BoundaryDefinition, FlowNode } from './node.ts'
import { problem } from './report.ts'
import type { Ask } from './visit.ts'

interface TimeoutOptions {
  readonly after: string | Ask<any, Date | string>
}
const timeout: Kind<TimeoutOptions> = {
  kind: 'timeout',
  role: 'auto',
  shape: 'boundary',
  exits: 'one',
  enter: ({ options: { after } }) => {
    if (typeof after === 'string') return scheduled(after)
    return ask({ about: 'rule', call: after, writes: false }, scheduled)
  },
  receive: () => go(),
  check: (node, flow) => {
    const { after } = node.options
    if (typeof after === 'function' || (typeof after === 'string' && readDuration(after) !== undefined)) return []
    return [problem('FLOW_BAD_DURATION', hostOf(node), { flow: flow.name, value: after })]
  },
}
const scheduled = (wake: Date | string): Move => wait({ status: 'scheduled', wake })

interface MessageOptions {
  readonly name: string
  readonly key?: string | Ask<any, string>
  readonly payload?: z.ZodType
  readonly receive?: (visit: any, payload: any) => unknown
}
const message: Kind<MessageOptions> = {
  kind: 'message',
  role: 'auto',
  shape: 'boundary',
  exits: 'one',
  enter: ({ options: { name, key = '' } }) => {
    const waiting = (answer: string) => wait({ message: { name, key: answer } })
    return typeof key === 'string' ? waiting(key) : ask({ about: 'rule', call: key, writes: false }, waiting)
  },
  receive: ({ options: { payload: schema, receive } }, value) => {
    if (schema === undefined && receive === undefined) return go()
    const input = schema === undefined ? { value } : { value, schema }
    return ask({ about: 'message', input, ...(receive && { call: receive }), writes: true }, () => go())
  },
  check: (node, flow) => {
    const { name } = node.options
    return typeof name === 'string' && name !== '' ? [] : [nameless(node, flow, 'message')]
  },
}

/** Made by the engine when it happens; until then nothing waits. */
const caught = (what: 'error' | 'escalation'): Kind<{ readonly code?: string }> => ({
  kind: what,
  role: 'auto',
  shape: 'boundary',
  exits: 'one',
  enter: () => go(),
})
const error = caught('error')
const escalation = caught('escalation')

const hostOf = (node: FlowNode) => node.host ?? node.name
const nameless = (node: FlowNode, flow: CheckedFlow, what: string): Problem =>
  problem('FLOW_BAD_OPTION', hostOf(node), {
    flow: flow.name,
    problem: `it waits for a ${what} without a name.`,
    advice: `Name the ${what}, such as 'order-paid'.`,
  })

interface Said {
  readonly title?: string
  readonly interrupting?: boolean
}

export const timeoutBoundary = (after: TimeoutOptions['after'], to: string, said: Said): BoundaryDefinition => ({
  kind: timeout,
  options: { after },
  to,
  suffix: 'timeout',
  isInterrupting: said.interrupting ?? true,
  title: said.title ?? (typeof after === 'string' ? `After ${after}` : 'When time is up'),
})

export const errorBoundary = (to: string, said: Said & { readonly code?: string }): BoundaryDefinition => ({
  kind: error,
  options: {},
  to,
  suffix: 'error',
  isInterrupting: true,
  catches: catching('error', said.code),
  title: said.title ?? (said.code === undefined ? 'On error' : `On error ${said.code}`),
})

export const escalationBoundary = (to: string, said: Said & { readonly code?: string }): BoundaryDefinition => ({
  kind: escalation,
  options: {},
  to,
  suffix: 'escalation',
  isInterrupting: said.interrupting ?? false,
  catches: catching('escalation', said.code),
  title: said.title ?? (said.code === undefined ? 'On escalation' : `On escalation ${said.code}`),
})

export const messageBoundary = (
  name: string,
  to: string,
  { title, interrupting, ...options }: Said & Omit<MessageOptions, 'name'>,
): BoundaryDefinition => ({
  kind: message,
  options: { name, ...options },
  to,
  suffix: 'message',
  isInterrupting: interrupting ?? true,
  title: title ?? `On message ${name}`,
})

const catching = (what: 'error' | 'escalation', code: string | undefined) =>
  code === undefined ? { what } : { what, code }

/** The nodes that stand on the border of one, in the order as written. */
export function boundariesOf(host: string, definitions: readonly BoundaryDefinition[] = []): readonly FlowNode[] {
  const named = new Map<string, number>()
  return definitions.map(({ kind, options, to, suffix, isInterrupting, catches, title }) => {
    const times = (named.get(suffix) ?? 0) + 1
    named.set(suffix, times)
    return Object.freeze({
      kind,
      options,
      edges: [{ to }],
      name: `${host}__${suffix}${times === 1 ? '' : times}`,
      title: title ?? suffix,
      permission: null,
      boundaries: [],
      host,
      isInterrupting,
      ...(catches && { catches }),
    })
  })
}
