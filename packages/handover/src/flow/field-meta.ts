/** What `.meta()` of a field may say to the forms of the desk: one vocabulary, read from zod's own registry. */
import { z } from 'zod'

/** What one choice of a field is called, and what it brings about. */
export interface ChoiceMeta {
  readonly title?: string
  /** What follows from it, in a sentence: it stands beside the choice, and under "Where this stands". */
  readonly description?: string
}

/**
 * Steers how a field is drawn; every key may be left out. `title` and `description` are zod's own.
 *
 * @example
 * amount: z.number().min(0).meta({ title: 'Value of the goods', currency: 'EUR', width: 'half' })
 */
export interface FieldMeta {
  /** Shown in the empty field; an example, not an instruction. */
  readonly placeholder?: string
  /** How it is drawn, where its type does not already say it. */
  readonly widget?: Widget
  /** What a number counts: 'kg', 'days'. */
  readonly unit?: string
  /** An amount of money: an ISO 4217 code, such as 'EUR'. */
  readonly currency?: string
  /** The lines of a long text. */
  readonly rows?: number
  /**
   * The forms of the flow that name this field want it filled in, although the data may be without it until then: a
   * decision, a date that only a later step knows.
   */
  readonly required?: boolean
  /** Half stands side by side with its neighbour where there is room. */
  readonly width?: 'half' | 'full'
  /** By value; a boolean has `yes` and `no`. */
  readonly choices?: Readonly<Record<string, ChoiceMeta>>
}

declare module 'zod' {
  // What is written in .meta() is checked by the compiler; the flow is checked again when it is defined.
  // oxlint-disable-next-line typescript/no-empty-object-type -- only what it extends is meant
  interface GlobalMeta extends FieldMeta {}
}

/** What a field holds, as far as a form minds. */
export type FieldKind = 'text' | 'number' | 'yes/no' | 'choice' | 'list' | 'group' | 'other'

/** Every widget, with what it can draw. */
export const widgets = {
  text: ['text', 'number'],
  textarea: ['text'],
  decision: ['yes/no', 'choice'],
  radio: ['yes/no', 'choice'],
  select: ['yes/no', 'choice'],
  checkboxes: ['list'],
  file: ['text'],
  fact: ['text', 'number', 'yes/no', 'choice', 'list', 'other'],
} as const satisfies Record<string, readonly FieldKind[]>
export type Widget = keyof typeof widgets

/** What was said of a schema, or of what it wraps; the outermost word counts. */
export function metaOf(schema: z.core.$ZodType): Readonly<Record<string, unknown>> {
  const own = z.globalRegistry.get(schema as z.ZodType) as Record<string, unknown> | undefined
  const inner = wrapped(schema)
  return inner === undefined ? { ...own } : { ...metaOf(inner), ...own }
}

/** What a form would draw for a schema. */
export function fieldKindOf(schema: z.core.$ZodType): FieldKind {
  const inner = wrapped(schema)
  if (inner !== undefined) return fieldKindOf(inner)
  const { type } = definitionOf(schema)
  if (choicesIn(schema) !== undefined && type !== 'boolean') return 'choice'
  return kinds[type] ?? 'other'
}

/** The values that a field offers, as the keys of `choices` name them; undefined where it offers none. */
export function choicesIn(schema: z.core.$ZodType): readonly string[] | undefined {
  const inner = wrapped(schema)
  if (inner !== undefined) return choicesIn(inner)
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'boolean':
      return ['yes', 'no']
    case 'enum':
      return Object.values(definition['entries'] as Record<string, unknown>).map(String)
    case 'literal':
      return (definition['values'] as unknown[]).map(String)
    case 'array':
      return choicesIn(definition['element'])
    case 'union': {
      const options = (definition['options'] as z.core.$ZodType[]).filter((each) => definitionOf(each).type !== 'null')
      const values = options.map((each) => (definitionOf(each).type === 'literal' ? choicesIn(each) : undefined))
      return values.some((each) => each === undefined) ? undefined : values.flatMap((each) => each!)
    }
    default:
      return undefined
  }
}

const kinds: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  template_literal: 'text',
  number: 'number',
  boolean: 'yes/no',
  array: 'list',
  object: 'group',
}

type Definition = { readonly type: string } & Record<string, any>
const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as Definition

const wrappers = ['optional', 'nullable', 'default', 'prefault', 'nonoptional', 'readonly']
function wrapped(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const definition = definitionOf(schema)
  if (wrappers.includes(definition.type)) return definition['innerType']
  return definition.type === 'pipe' ? definition['in'] : undefined
}
