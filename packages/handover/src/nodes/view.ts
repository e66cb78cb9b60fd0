/** `view`: a person takes the task and completes it by a form. */
import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import type { FormOf, Key } from '../flow/flow-types.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { CheckedFlow, Form, Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { HumanStep } from '../flow/steps.ts'
import type { MaybePromise, Visit } from '../flow/visit.ts'
import { arrange, checkArrangement } from './arrange.ts'
import { checkArtifact } from './check-artifact.ts'
import { checkCall } from './check-call.ts'
import { checkFields } from './check-fields.ts'

export interface ViewKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** A form with an input of its own; `complete` decides what becomes of it. */
  view<I extends z.ZodObject>(form: {
    input: I
    complete: (visit: Visit<Data, Item>, input: z.output<I>) => MaybePromise<void>
    component?: string
  }): HumanStep<Data, never, 'human', z.input<I>, Item>
  /**
   * A form with these fields of the data; `component` names a form of the desk's own that shows them. With `update` they
   * are those of the record that the process is about: all of them when none is named.
   */
  view<A extends AnyArtifact = never, const F extends Key<FormOf<A, S>> = Key<FormOf<A, S>>>(
    form: { update?: A; fields?: readonly F[]; component?: string } & ViewForm<A, F>,
  ): HumanStep<Data, never, 'human', ViewInput<A, S, F>, Item>
}

type ViewForm<A extends AnyArtifact, F extends string> = [A] extends [never] ? { fields: readonly F[] } : unknown
type ViewInput<A extends AnyArtifact, S extends z.ZodObject, F extends string> = [A] extends [never]
  ? Pick<z.input<S>, F & keyof z.input<S>>
  : Partial<Pick<z.input<A['schema']>, F & keyof z.input<A['schema']>>>

interface ViewOptions {
  readonly update?: AnyArtifact
  readonly input?: z.ZodObject
  readonly complete?: (visit: Visit<any>, input: any) => unknown
  readonly fields?: readonly string[]
  readonly component?: string
}

const kind: Kind<ViewOptions> = {
  kind: 'view',
  role: 'human',
  shape: 'human',
  exits: 'one',
  form,
  enter: (node) => arrange(node),
  receive: ({ options: { update, input: schema, complete, fields } }, value) => {
    const input = { value, ...(schema && { schema }), ...(fields && { fields }), ...(update && { artifact: update }) }
    return ask({ about: 'input', input, ...(complete && { call: complete }), writes: true }, () => go())
  },
  check: (node, flow) => [...checkForm(node, flow), ...checkArrangement(node, flow)],
}

function form({ options }: FlowNode<ViewOptions>): Form {
  const { update, input, fields, component } = options
  const shown = component === undefined ? {} : { component }
  if (update !== undefined) return { artifact: update, ...(fields && { fields }), ...shown }
  return input === undefined ? { fields: fields!, ...shown } : { schema: input, ...shown }
}

function checkForm(node: FlowNode<ViewOptions>, flow: CheckedFlow): readonly Problem[] {
  const { update, input, complete, fields } = node.options
  if (update === undefined)
    return input === undefined ? checkFields(node, flow, { fields: fields! }) : checkCall(node, flow, complete)
  const strange = checkArtifact(node, flow, { artifact: update, does: 'update' })
  return strange.length > 0 ? strange : checkFields(node, flow, { artifact: update, ...(fields && { fields }) })
}

export const view = (options: ViewOptions) => buildNode(kind, options)
