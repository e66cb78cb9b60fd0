import { Button, Modal, Textarea } from '@mantine/core'
import type { ProcessDetail } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { useCancel } from '../../api/commands.ts'
import { useSay } from '../../components/message.tsx'
import { isOpen } from '../../components/picture/picture-state.ts'
import { Refusal } from '../../components/refusal.tsx'
import { words } from '../../components/words.ts'
import classes from './cancel-dialog.module.css'

interface CancelDialogProps {
  readonly process: ProcessDetail
  readonly isOpen: boolean
  readonly onClose: () => void
  /** When it is out of sight. */
  readonly onClosed: () => void
}

/** Asks before a process is canceled: what ends, what is canceled with it, what stays, and why. */
export function CancelDialog({ process, isOpen: isShown, onClose, onClosed }: CancelDialogProps): ReactNode {
  const [reason, setReason] = useState('')
  const cancel = useCancel()
  const say = useSay()
  const act = () => {
    // The dialog fades out: another click still meets the button.
    if (cancel.isPending || cancel.isSuccess) return
    cancel.mutate(
      { id: process.id, note: reason.trim() },
      {
        onSuccess: () => {
          say({ text: words.cancel.done(process.number) })
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened={isShown}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      title={words.cancel.title(process.number)}
    >
      <Consequences process={process} />
      {cancel.error && (
        <div className={classes.refusal}>
          <Refusal error={cancel.error} />
        </div>
      )}
      <Textarea
        label={words.cancel.reason}
        description={words.cancel.reasonHint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        rows={2}
        maxLength={2000}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {words.cancel.keep}
        </Button>
        <Button data-tone="stop" loading={cancel.isPending} onClick={(event) => event.detail < 2 && act()}>
          {words.cancel.act}
        </Button>
      </div>
    </Modal>
  )
}

function Consequences({ process }: { process: ProcessDetail }): ReactNode {
  const open = process.tasks.filter((task) => isOpen(task.status))
  const rows = [
    [words.cancel.ends, process.summary],
    [words.cancel.cancels, words.cancel.cancelsWhat(open.map((task) => task.title))],
    [words.cancel.keeps, words.cancel.keepsWhat(process.tasks.length - open.length)],
  ] as const
  return (
    <dl className={classes.choices}>
      {rows.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
