import type { TaskDetail } from 'handover/client'
import type { ComponentProps, ReactNode } from 'react'
import { FormFieldsLater } from '../form/form-fields-later.tsx'
import { Notice } from '../refusal.tsx'
import { words } from '../words.ts'
import { OwnBoundary } from './own-boundary.tsx'
import { useOwnComponents } from './own-components.ts'
import { OwnForm } from './own-form.tsx'

interface EntryFormProps extends ComponentProps<typeof FormFieldsLater> {
  /** The name that the node gives; null for plain fields. */
  readonly component: string | null
  readonly task?: TaskDetail
  readonly isBusy: boolean
}

/** The form of a node: the application's own component where it names one, plain fields everywhere else. */
export function EntryForm({ component, task, isBusy, ...plain }: EntryFormProps): ReactNode {
  const known = useOwnComponents()
  if (component === null) return <FormFieldsLater {...plain} />
  const own = Object.hasOwn(known, component) ? known[component] : undefined
  if (own === undefined) {
    return (
      <Instead title={words.own.unknown(component)} text={words.own.registered(Object.keys(known))}>
        <FormFieldsLater {...plain} />
      </Instead>
    )
  }
  const { id, entry, nothingYet, takesFocus, onSubmit } = plain
  return (
    <OwnBoundary
      instead={({ message }) => (
        <Instead title={words.own.broken(component)} text={words.own.brokenText(message)}>
          <FormFieldsLater {...plain} />
        </Instead>
      )}
    >
      <OwnForm of={own} task={task ?? null} {...{ id, entry, nothingYet, isBusy, takesFocus, onSubmit }} />
    </OwnBoundary>
  )
}

function Instead({ title, text, children }: { title: string; text: string; children: ReactNode }): ReactNode {
  return (
    <>
      <Notice title={title} tone="held">
        {text}
      </Notice>
      {children}
    </>
  )
}
