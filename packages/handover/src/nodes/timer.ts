/** `timer`: waits for a while, or for a moment. */
import type { z } from 'zod'
import { readDuration } from '../flow/duration.ts'
import type { Kind } from '../flow/kind.ts'
import { ask, go, wait, type Move } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { Step } from '../flow/steps.ts'
import type { Ask } from '../flow/visit.ts'

export interface TimerKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Goes on after a duration such as `3 days` or `P1M`, or at the moment that a rule answers with. */
  timer(after: string | Ask<Data, Date | string, Item>): Step<Data, never, 'auto', void, Item>
}

interface TimerOptions {
  readonly after: string | Ask<any, Date | string>
}

const kind: Kind<TimerOptions> = {
  kind: 'timer',
  role: 'auto',
  shape: 'event',
  exits: 'one',
  enter: ({ options: { after } }) =>
    typeof after === 'string' ? scheduled(after) : ask({ about: 'rule', call: after, writes: false }, scheduled),
  receive: () => go(),
  check: (node, flow) => {
    const { after } = node.options
    const isReadable = typeof after === 'function' || (typeof after === 'string' && readDuration(after) !== undefined)
    return isReadable ? [] : [problem('FLOW_BAD_DURATION', node.name, { flow: flow.name, value: after })]
  },
}

const scheduled = (wake: Date | string): Move => wait({ status: 'scheduled', wake })

export const timer = (after: TimerOptions['after']) => buildNode(kind, { after })
