import { Button, Modal } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { SubmitButton } from '../form/submit-button.tsx'
import { Refusal } from '../refusal.tsx'
import classes from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** When it is out of sight. */
  readonly onClosed?: (() => void) | undefined
  /** Why the last try was refused. */
  readonly error?: unknown
  /** What leaves everything as it is, and what does it. */
  readonly keep: string
  readonly act: string
  readonly isStop?: boolean
  readonly isBusy: boolean
  readonly onAct: () => void
  /** Of a form inside, that the button submits. */
  readonly form?: string | undefined
  readonly children: ReactNode
}

/** Asks before something is done: what it brings about, what it needs, and two ways out. */
export function Dialog(props: DialogProps): ReactNode {
  const { title, isOpen, onClose, onClosed, error = null, keep, act, isStop = false, isBusy, form, children } = props
  const button = { loading: isBusy, children: act, ...(isStop && { 'data-tone': 'stop' }) }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      {...(onClosed && { onExitTransitionEnd: onClosed })}
      returnFocus={false}
      title={title}
    >
      {error !== null && (
        <div className={classes.refusal}>
          <Refusal error={error} />
        </div>
      )}
      {children}
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {keep}
        </Button>
        {form === undefined ? (
          <Button {...button} onClick={(event) => once(event, props.onAct)} />
        ) : (
          <SubmitButton {...button} form={form} onClick={(event) => once(event)} />
        )}
      </div>
    </Modal>
  )
}

/** Without the second half of a double click on what opened the dialog. */
function once(event: MouseEvent, act?: () => void): void {
  if (event.detail > 1) event.preventDefault()
  else act?.()
}
