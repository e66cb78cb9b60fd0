import { Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
  TemplatesType,
} from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { BaseInput } from './base-input.tsx'
import classes from './templates.module.css'

/** Around every field: label, hint and mistake belong to the widget itself. */
function Field({ children, hidden }: FieldTemplateProps): ReactNode {
  return <div className={hidden ? classes.hidden : undefined}>{children}</div>
}

/** The fields of one object, short ones side by side; within another object as a group with a heading. */
function ObjectFields({ title, description, properties, fieldPathId, schema }: ObjectFieldTemplateProps): ReactNode {
  const fields = (
    <div className={classes.fields}>
      {properties.map(({ name, content, hidden }) => (
        <div key={name} {...(isShort(schema, name) && { 'data-half': true })} hidden={hidden}>
          {content}
        </div>
      ))}
    </div>
  )
  if (fieldPathId.path.length === 0) return fields
  const isItem = typeof fieldPathId.path.at(-1) === 'number'
  return (
    <fieldset className={isItem ? undefined : classes.nested} id={fieldPathId.$id}>
      <legend className={isItem ? classes.itemLegend : classes.legend}>{title}</legend>
      {description && <p className={classes.hint}>{description}</p>}
      {fields}
    </fieldset>
  )
}

function ArrayFields(props: ArrayFieldTemplateProps): ReactNode {
  const { title, schema, items, canAdd, onAddClick, rawErrors, fieldPathId, disabled, readonly } = props
  return (
    <fieldset id={fieldPathId.$id}>
      <legend className={classes.legend}>{title}</legend>
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
      <div className={classes.items}>{items}</div>
      {rawErrors?.map((message) => (
        <p className={classes.error} key={message}>
          {message}
        </p>
      ))}
      {canAdd && !disabled && !readonly && (
        <Button
          className={classes.add ?? ''}
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={onAddClick}
        >
          {words.form.add(title)}
        </Button>
      )}
    </fieldset>
  )
}

function ArrayItem({ children, buttonsProps, index, disabled, readonly }: ArrayFieldItemTemplateProps): ReactNode {
  const label = words.form.remove(buttonsProps.schema.title ?? '', index + 1)
  return (
    <div className={classes.item}>
      <div>{children}</div>
      {buttonsProps.hasRemove && !disabled && !readonly && (
        <Button variant="subtle" aria-label={label} onClick={buttonsProps.onRemoveItem}>
          <IconX size={15} aria-hidden />
        </Button>
      )}
    </div>
  )
}

function Unsupported(): ReactNode {
  return <p className={classes.hint}>{words.form.unsupported}</p>
}

/** A number or a date does not need the whole width. */
function isShort(schema: RJSFSchema, name: string): boolean {
  const field = schema.properties?.[name]
  if (typeof field !== 'object') return false
  if (field.type === 'number' || field.type === 'integer') return true
  return field.type === 'string' && (field.format?.startsWith('date') === true || (field.enum?.length ?? 0) > 3)
}

export const templates: Partial<TemplatesType> = {
  FieldTemplate: Field,
  ObjectFieldTemplate: ObjectFields,
  ArrayFieldTemplate: ArrayFields,
  ArrayFieldItemTemplate: ArrayItem,
  BaseInputTemplate: BaseInput,
  UnsupportedFieldTemplate: Unsupported,
}
