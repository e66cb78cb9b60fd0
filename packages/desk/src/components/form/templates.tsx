import type {
  FieldTemplateProps,
  MultiSchemaFieldTemplateProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
  TemplatesType,
  UiSchema,
} from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { ArrayFields, ArrayItem } from './array-fields.tsx'
import { BaseInput } from './base-input.tsx'
import classes from './templates.module.css'

/** Around every field: label, hint and mistake belong to the widget itself. */
function Field({ children, hidden }: FieldTemplateProps): ReactNode {
  return <div className={hidden ? classes.hidden : undefined}>{children}</div>
}

/** The fields of one object, short ones side by side; within another object as a group with a heading. */
function ObjectFields({
  title,
  description,
  properties,
  fieldPathId,
  schema,
  uiSchema,
}: ObjectFieldTemplateProps): ReactNode {
  const fields = (
    <div className={classes.fields}>
      {properties.map(({ name, content, hidden }) => (
        <div key={name} {...(isShort(schema, name, uiSchema) && { 'data-half': true })} hidden={hidden}>
          {content}
        </div>
      ))}
    </div>
  )
  // Which of several ways it is was chosen just above.
  if (fieldPathId.path.length === 0 || schema['isWay'] === true) return fields
  const isItem = typeof fieldPathId.path.at(-1) === 'number'
  return (
    <div className={isItem ? undefined : classes.nested}>
      <fieldset id={fieldPathId.$id}>
        <legend className={isItem ? classes.itemLegend : classes.legend}>
          {isItem ? words.field.numbered(title.replace(/-\d+$/, ''), Number(fieldPathId.path.at(-1)) + 1) : title}
        </legend>
        {description && <p className={classes.hint}>{description}</p>}
        {fields}
      </fieldset>
    </div>
  )
}

/** One of several groups of fields: first which, then its fields. */
function Ways({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps): ReactNode {
  return (
    <div className={classes.ways}>
      {selector}
      {optionSchemaField}
    </div>
  )
}

function Unsupported(): ReactNode {
  return <p className={classes.hint}>{words.form.unsupported}</p>
}

/** A number or a date does not need the whole width; others say so themselves. */
function isShort(schema: RJSFSchema, name: string, uiSchema: UiSchema | undefined): boolean {
  const field = schema.properties?.[name]
  if (typeof field !== 'object') return false
  const { width } = field as { width?: string }
  if (width !== undefined) return width === 'half'
  if (field.type === 'number' || field.type === 'integer') return true
  const widget: unknown = (uiSchema?.[name] as UiSchema | undefined)?.['ui:widget']
  return 'currency' in field || widget === 'clock' || widget === 'select'
}

export const templates: Partial<TemplatesType> = {
  FieldTemplate: Field,
  ObjectFieldTemplate: ObjectFields,
  ArrayFieldTemplate: ArrayFields,
  ArrayFieldItemTemplate: ArrayItem,
  BaseInputTemplate: BaseInput,
  MultiSchemaFieldTemplate: Ways,
  UnsupportedFieldTemplate: Unsupported,
}
