import type { FrozenFlow } from '../flow/define-flow.ts'
import type { Task } from '../runtime/handover.ts'
import { propertyOf, labelled } from './form.ts'

/**
 * The keys of the data that hold a no which nobody has said. Data is whole from the first commit, so a yes or no that a
 * form asks for later is stored as no before (`z.boolean().default(false)`): until one of those forms was handed in it
 * is open. A yes was said by somebody or something, whoever is asked later.
 */
export function findUndecided(
  flow: FrozenFlow,
  data: Readonly<Record<string, unknown>>,
  tasks: readonly Pick<Task, 'node' | 'status'>[],
): ReadonlySet<string> {
  const asked = Object.values(flow.graph).flatMap((node) => {
    const form = node.kind.form?.(node)
    return form === undefined || !('fields' in form) || 'artifact' in form ? [] : [{ node: node.name, ...form }]
  })
  const done = new Set(tasks.flatMap(({ node, status }) => (status === 'done' ? [flow.moved[node] ?? node] : [])))
  const said = new Set(asked.flatMap(({ node, fields }) => (done.has(node) ? fields : [])))
  const open = new Set(asked.flatMap(({ fields }) => fields.filter((key) => !said.has(key) && data[key] === false)))
  if (open.size === 0) return open
  const schema = labelled(flow.schema)
  // What a form only shows, it does not ask.
  const isAsked = (key: string) =>
    propertyOf(schema, key).default === false && propertyOf(schema, key)['widget'] !== 'fact'
  return new Set([...open].filter(isAsked))
}
