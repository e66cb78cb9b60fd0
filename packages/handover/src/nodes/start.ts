/** `start`: a person starts a process by filling in fields of its data, or of the record that it is about. */
import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import type { Filled, FormOf, Key } from '../flow/flow-types.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { CheckedFlow, Kind } from '../flow/kind.ts'
import { ask, go } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { StartStep } from '../flow/steps.ts'
import { checkArtifact } from './check-artifact.ts'
import { checkFields, emptyKeys } from './check-fields.ts'

export interface StartKinds<S extends z.ZodObject, Data = z.output<S>> {
  /**
   * Starts by a form with these fields of the data; they have to fill every key that the data needs. With `create` the
   * form makes a record of the application's own, which the process is about: all of its fields when none is named.
   */
  start<A extends AnyArtifact = never, const F extends Key<FormOf<A, S>> = Key<FormOf<A, S>>>(
    form: { create?: A; fields?: readonly F[]; component?: string } & StartForm<A, S, F>,
  ): StartStep<Data, never, Pick<z.input<FormOf<A, S>>, F>>
}

type StartForm<A extends AnyArtifact, S extends z.ZodObject, F extends string> = [A] extends [never]
  ? { fields: readonly F[] } & Filled<S, F>
  : Filled<A['schema'], F> & Filled<S, never>

type StartOptions =
  | { readonly create: AnyArtifact; readonly fields?: readonly string[]; readonly component?: string }
  | { readonly create?: never; readonly fields: readonly string[]; readonly component?: string }

const kind: Kind<StartOptions> = {
  kind: 'start',
  role: 'start',
  shape: 'start',
  exits: 'one',
  form: ({ options: { create, ...form } }) =>
    create === undefined ? (form as { fields: readonly string[] }) : { artifact: create, ...form },
  receive: ({ options: { create, fields } }, value) => {
    const input = { value, ...(fields && { fields }), ...(create && { artifact: create }) }
    return ask({ about: 'input', input, begins: true, writes: true }, () => go())
  },
  check,
}

function check(node: FlowNode<StartOptions>, flow: CheckedFlow): readonly Problem[] {
  const { create, fields } = node.options
  const empty = (schema: z.ZodObject, filled: readonly string[]) =>
    emptyKeys(schema, filled).map((field) => problem('FLOW_START_INCOMPLETE', node.name, { flow: flow.name, field }))
  if (create === undefined) return [...checkFields(node, flow, { fields }), ...empty(flow.schema, fields)]
  const strange = checkArtifact(node, flow, { artifact: create, does: 'create' })
  if (strange.length > 0) return strange
  return [
    ...checkFields(node, flow, { artifact: create, ...(fields && { fields }) }),
    ...empty(flow.schema, []),
    ...(fields === undefined ? [] : empty(create.schema, fields)),
  ]
}

export const start = (options: StartOptions) => buildNode(kind, options)
