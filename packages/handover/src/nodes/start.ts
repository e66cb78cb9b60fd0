/** `start`: a person starts a process by filling in fields of its data. */
import type { z } from 'zod'
import type { Filled, Key } from '../flow/flow-types.ts'
import { ask, go, type Kind } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { StartStep } from '../flow/steps.ts'
import { problem } from '../flow/report.ts'
import { checkFields } from './check-fields.ts'

export interface StartKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Starts by a form with these fields of the data; they have to fill every key that the data needs. */
  start<const F extends Key<S>>(
    form: { fields: readonly F[] } & Filled<S, F>,
  ): StartStep<Data, never, Pick<z.input<S>, F>>
}

interface StartOptions {
  readonly fields: readonly string[]
}

const kind: Kind<StartOptions> = {
  kind: 'start',
  role: 'start',
  shape: 'start',
  exits: 'one',
  form: (node) => ({ fields: node.options.fields }),
  receive: (node, value) =>
    ask({ about: 'input', input: { value, fields: node.options.fields }, begins: true, writes: true }, () => go()),
  check: (node, flow) => {
    const fields = node.options.fields
    const needed = Object.entries(flow.schema.shape).filter(([, schema]) => schema._zod.optin === undefined)
    const empty = needed.map(([key]) => key).filter((key) => !fields.includes(key))
    return [
      ...checkFields(node, flow, fields),
      ...empty.map((field) => problem('FLOW_START_INCOMPLETE', node.name, { flow: flow.name, field })),
    ]
  },
}

export const start = (options: StartOptions) => buildNode(kind, options)
