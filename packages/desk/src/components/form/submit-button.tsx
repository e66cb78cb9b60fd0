import { Button, Tooltip, type ButtonProps } from '@mantine/core'
import { useId, type MouseEvent, type ReactNode } from 'react'
import { Hidden } from '../hidden.tsx'
import { words } from '../words.ts'
import { useStateOfForm } from './form-states.ts'

interface SubmitButtonProps extends ButtonProps {
  /** Of the form, which stands elsewhere on the page. */
  readonly form: string
  readonly value?: 'next'
  readonly onClick?: (event: MouseEvent) => void
  readonly children: ReactNode
}

/**
 * Sends a form. Until its fields are on the page it is off, and says so: nobody sends what they have not seen. It can be
 * reached all the same, so that a focus on it is not lost.
 */
export function SubmitButton({ form, onClick, children, ...rest }: SubmitButtonProps): ReactNode {
  const state = useStateOfForm(form)
  const isShown = state === 'shown'
  const why = state === 'missing' ? words.later.form : words.form.coming
  const reason = useId()
  const click = (event: MouseEvent) => {
    if (isShown) onClick?.(event)
    else event.preventDefault()
  }
  return (
    <>
      <Tooltip label={why} disabled={isShown}>
        <Button
          type="submit"
          form={form}
          {...rest}
          onClick={click}
          {...(!isShown && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': reason })}
        >
          {children}
        </Button>
      </Tooltip>
      {!isShown && (
        <Hidden>
          <span id={reason}>{why}</span>
        </Hidden>
      )}
    </>
  )
}
