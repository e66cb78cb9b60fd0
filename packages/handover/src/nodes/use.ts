/** `use`: a kind of node written outside the package, whose options know the data of the flow they are used in. */
import type { z } from 'zod'
import { error } from '../errors.ts'
import type { Role } from '../flow/flow-types.ts'
import type { Kind as Behaviour } from '../flow/kind.ts'
import type { FlowNode, Shape } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { CallStep, End, HumanStep, StartStep } from '../flow/steps.ts'

/** Extend it to say what the options are; `this['data']` is the data of the flow, `this['item']` the branch's item. */
export interface Options {
  readonly data: unknown
  readonly item: unknown
  readonly options: unknown
}

/** A kind of one's own, typed by its options, its role and what it takes. */
export interface Kind<O extends Options, R extends Role = 'auto', Input = void> {
  readonly kind: string
  readonly o?: O
  readonly r?: R
  readonly i?: Input
}

export interface UseKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  use<O extends Options, R extends Role, I>(
    kind: Kind<O, R, I>,
    options: (O & { data: Data; item: Item })['options'],
  ): [R] extends ['human']
    ? HumanStep<Data, never, R, I, Item>
    : [R] extends ['start']
      ? StartStep<Data, never, I>
      : [R] extends ['end']
        ? End<Data, Item>
        : CallStep<Data, never, R, I, Item>
}

/** What an author says about a kind; what is left out is as for a node with one way on that runs by itself. */
export type KindDefinition<O extends Options, R extends Role> = Partial<
  Omit<Behaviour<O['options']>, 'kind' | 'role'>
> &
  Pick<Behaviour<O['options']>, 'kind'> &
  ([R] extends ['auto'] ? { readonly role?: R } : { readonly role: R })

/**
 * Makes a kind of one's own from the same moves that the kinds in the box are made of.
 *
 * @example
 * interface Log<Data> { text: (visit: Visit<Data>) => string }
 * interface LogOptions extends Options { options: Log<this['data']> }
 * const log = kind<LogOptions>({
 *   kind: 'acme.log',
 *   enter: (node) => ask({ about: 'function', call: (visit) => console.log(node.options.text(visit)), writes: false }, () => go()),
 * })
 */
export function kind<O extends Options, R extends Role = 'auto', Input = void>(
  definition: KindDefinition<O, R>,
): Kind<O, R, Input> {
  if (!/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9.-]*$/.test(definition.kind)) {
    throw error('OPTION_INVALID', {
      option: 'kind',
      value: definition.kind,
      expected: "a name with a dot, such as 'acme.vote'",
    })
  }
  const role = definition.role ?? 'auto'
  for (const option of needed(role, definition.begins !== undefined))
    if (typeof (definition as Record<string, unknown>)[option] !== 'function') {
      throw error('OPTION_INVALID', {
        option,
        value: undefined,
        expected: `a function to '${definition.kind}': its role is '${role}'`,
      })
    }
  const shape = definition.begins === undefined ? (shapes[role] ?? 'auto') : 'start'
  return Object.freeze({ shape, exits: role === 'end' ? 'none' : 'one', ...definition, role }) as never
}

const shapes: Partial<Record<Role, Shape>> = { start: 'start', human: 'human', end: 'end' }

/** Without these nobody could start, enter or complete it. */
function needed(role: Role, begins: boolean): readonly string[] {
  if (role === 'start' || begins) return ['receive']
  return role === 'auto' || role === 'end' ? ['enter'] : ['enter', 'receive']
}

export const use = (behaviour: Kind<any, any, any>, options: unknown) =>
  buildNode(behaviour as unknown as Behaviour<FlowNode>, options as never)
