import { Suspense, type ComponentProps, type ReactNode } from 'react'
import { later } from '../later/later.tsx'
import { Missing } from '../later/not-loaded.tsx'
import { LoadingRows } from '../more.tsx'
import { words } from '../words.ts'
import type { FormFields } from './form-fields.tsx'
import { useFormState } from './form-states.ts'

type FormFieldsProps = ComponentProps<typeof FormFields>

const Fields = later(
  () => import('./form-fields.tsx'),
  'FormFields',
  function FormNotLoaded({ id }) {
    useFormState(id, 'missing')
    return <Missing title={words.later.form} />
  },
)

/** The form, whose code comes when the first form is opened: lists and pictures do not wait for it. */
export function FormFieldsLater(props: FormFieldsProps): ReactNode {
  return (
    <Suspense fallback={<LoadingRows count={2} />}>
      <Fields {...props} />
    </Suspense>
  )
}
