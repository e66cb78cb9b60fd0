import { lazy, Suspense, type ComponentProps, type ReactNode } from 'react'
import { LoadingRows } from '../more.tsx'

const FormFields = lazy(() => import('./form-fields.tsx').then((module) => ({ default: module.FormFields })))

/** The form, whose code comes when the first form is opened: lists and pictures do not wait for it. */
export function FormFieldsLater(props: ComponentProps<typeof FormFields>): ReactNode {
  return (
    <Suspense fallback={<LoadingRows count={2} />}>
      <FormFields {...props} />
    </Suspense>
  )
}
