/** `view`: a person takes the task and completes it by a form. */
import type { z } from 'zod'
import type { Key } from '../flow/flow-types.ts'
import { ask, go, type Kind } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { HumanStep } from '../flow/steps.ts'
import type { MaybePromise, Visit } from '../flow/visit.ts'
import { arrange, checkArrangement } from './arrange.ts'
import { checkFields } from './check-fields.ts'

export interface ViewKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** A form with an input of its own; `complete` decides what becomes of it. */
  view<I extends z.ZodObject>(form: {
    input: I
    complete: (visit: Visit<Data>, input: z.output<I>) => MaybePromise<void>
  }): HumanStep<Data, never, 'human', z.input<I>>
  /** A form with these fields of the data. */
  view<const F extends Key<S>>(form: { fields: readonly F[] }): HumanStep<Data, never, 'human', Pick<z.input<S>, F>>
}

type ViewOptions =
  | { readonly fields: readonly string[] }
  | { readonly input: z.ZodObject; readonly complete: (visit: Visit<any>, input: any) => unknown }

const kind: Kind<ViewOptions> = {
  kind: 'view',
  role: 'human',
  shape: 'human',
  exits: 'one',
  form: ({ options }) => ('fields' in options ? { fields: options.fields } : { schema: options.input }),
  enter: (node) => arrange(node),
  receive: ({ options }, value) =>
    'fields' in options
      ? ask({ about: 'input', input: { value, fields: options.fields }, writes: true }, () => go())
      : ask({ about: 'input', input: { value, schema: options.input }, call: options.complete, writes: true }, () =>
          go(),
        ),
  check: (node, flow) => [
    ...checkFields(node, flow, 'fields' in node.options ? node.options.fields : []),
    ...checkArrangement(node, flow),
  ],
}

export const view = (options: ViewOptions) => buildNode(kind, options)
