import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
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
        <Button
          {...(isStop && { 'data-tone': 'stop' })}
          {...(form !== undefined && { type: 'submit', form })}
          loading={isBusy}
          // The second half of a double click on what opened the dialog.
          onClick={(event) => {
            if (event.detail > 1) event.preventDefault()
            else if (form === undefined) props.onAct()
          }}
        >
          {act}
        </Button>
      </div>
    </Modal>
  )
}
