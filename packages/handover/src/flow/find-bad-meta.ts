import type { z } from 'zod'
import type { Problem } from '../errors.ts'
import { choicesIn, fieldKindOf, metaOf, widgets, type Widget } from './field-meta.ts'
import { innerSchemas } from './find-unstorable.ts'
import type { CheckedFlow } from './kind.ts'
import { nearest } from './nearest.ts'
import { problem } from './report.ts'

interface Bad {
  readonly path: string
  readonly problem: string
  readonly advice: string
}

/** Words in `.meta()` that no form of the desk understands: a widget that does not exist, a choice without a value. */
export function findBadMeta(flow: CheckedFlow): readonly Problem[] {
  const seen = new Set<unknown>()
  const ofData = badIn(flow.schema, '', seen).map((bad) => problem('FLOW_BAD_META', null, { flow: flow.name, ...bad }))
  const ofForms = Object.values(flow.nodes).flatMap((node) => {
    const form = formOf(node)
    const schema = form === undefined || !('schema' in form) ? undefined : form.schema
    if (schema?._zod === undefined) return []
    return badIn(schema, '', seen).map((bad) => problem('FLOW_BAD_META', node.name, { flow: flow.name, ...bad }))
  })
  return [...ofData, ...ofForms]
}

// A node with broken options has been told so already.
function formOf(node: CheckedFlow['nodes'][string]) {
  try {
    return node.kind.form?.(node)
  } catch {
    return undefined
  }
}

function badIn(schema: z.core.$ZodType, path: string, seen: Set<unknown>): readonly Bad[] {
  if (schema?._zod === undefined || seen.has(schema)) return []
  seen.add(schema)
  const own = path === '' ? [] : badAt(schema, path)
  // What wraps a field says the same of it: once is enough.
  const inner = (innerSchemas(schema._zod.def, path) ?? []).flatMap(([place, each]) =>
    badIn(each, place.replace(/^\./, ''), seen),
  )
  return [...own, ...inner.filter((bad) => !own.some((known) => known.path === bad.path))]
}

function badAt(schema: z.core.$ZodType, path: string): readonly Bad[] {
  const { widget, currency, rows, width, required, choices } = metaOf(schema)
  return [
    ...badWidget(schema, widget),
    ...(currency === undefined || isCurrency(currency)
      ? []
      : [said('currency', currency, "Write a code of three capitals, such as 'EUR'.")]),
    ...(rows === undefined || (Number.isInteger(rows) && Number(rows) > 0 && Number(rows) <= 50)
      ? []
      : [said('rows', rows, 'Write a whole number from 1 to 50.')]),
    ...(width === undefined || width === 'half' || width === 'full'
      ? []
      : [said('width', width, "Write 'half' or 'full'.")]),
    ...(required === undefined || typeof required === 'boolean'
      ? []
      : [said('required', required, 'Write true or false.')]),
    ...badChoices(schema, choices),
  ].map((bad) => ({ path, ...bad }))
}

type Said = Omit<Bad, 'path'>
const said = (key: string, value: unknown, advice: string): Said => ({
  problem: `says ${key}: ${JSON.stringify(value)?.replaceAll('"', "'")}`,
  advice,
})
const isCurrency = (value: unknown): boolean => typeof value === 'string' && /^[A-Z]{3}$/.test(value)

function badWidget(schema: z.core.$ZodType, widget: unknown): readonly Said[] {
  if (widget === undefined) return []
  const names = Object.keys(widgets)
  if (typeof widget !== 'string' || !names.includes(widget)) {
    const near = typeof widget === 'string' ? nearest(widget, names) : undefined
    const advice = near === undefined ? `Choose one of ${names.join(', ')}.` : `Did you mean '${near}'?`
    return [
      { ...said('widget', widget, advice), problem: `${said('widget', widget, '').problem}, which does not exist` },
    ]
  }
  const kind = fieldKindOf(schema)
  const fitting: readonly string[] = widgets[widget as Widget]
  if (kind === 'other' || fitting.includes(kind)) return []
  const usable = names.filter((name) => (widgets[name as Widget] as readonly string[]).includes(kind))
  const advice = `For a field that holds a ${kind}, choose one of ${usable.join(', ')}, or leave it out.`
  return [{ problem: `says widget: '${widget}', but holds a ${kind}`, advice }]
}

function badChoices(schema: z.core.$ZodType, choices: unknown): readonly Said[] {
  if (choices === undefined) return []
  if (typeof choices !== 'object' || choices === null) {
    return [said('choices', choices, "Write choices: { value: { title: '…', description: '…' } }.")]
  }
  const values = choicesIn(schema)
  const strange = Object.keys(choices).find((key) => values?.includes(key) !== true)
  if (strange === undefined) return []
  const near = nearest(strange, values ?? [])
  const advice = near ? `Did you mean '${near}'?` : `Its values are ${values?.join(', ') ?? 'not known here'}.`
  return [{ problem: `has a choice '${strange}', which is none of its values`, advice }]
}
