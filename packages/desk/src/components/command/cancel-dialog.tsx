import { Textarea } from '@mantine/core'
import type { ProcessDetail } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { useProcessCommand } from '../../api/commands.ts'
import { isBeside, isOpen } from '../is-open.ts'
import { useSay } from '../message.tsx'
import { nameOf } from '../name-of.ts'
import { words } from '../words.ts'
import classes from './dialog.module.css'
import { Dialog } from './dialog.tsx'

export interface ProcessDialogProps {
  readonly process: ProcessDetail
  readonly isOpen: boolean
  readonly onClose: () => void
  /** When it is out of sight. */
  readonly onClosed: () => void
}

/** Asks before a process is canceled: what ends, what is canceled with it, what stays, and why. */
export function CancelDialog({ process, isOpen: isShown, onClose, onClosed }: ProcessDialogProps): ReactNode {
  const [reason, setReason] = useState('')
  const cancel = useProcessCommand()
  const say = useSay()
  const act = () => {
    // The dialog fades out: another click still meets the button.
    if (cancel.isPending || cancel.isSuccess) return
    cancel.mutate(
      { id: process.id, command: 'cancel', note: reason.trim() },
      {
        onSuccess: () => {
          say({ text: words.cancel.done(process.number) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={words.cancel.title(process.number)}
      isOpen={isShown}
      onClose={onClose}
      onClosed={onClosed}
      error={cancel.error}
      keep={words.cancel.keep}
      act={words.cancel.act}
      isStop
      isBusy={cancel.isPending}
      onAct={act}
    >
      <Consequences process={process} />
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
    </Dialog>
  )
}

function Consequences({ process }: { process: ProcessDetail }): ReactNode {
  const tasks = process.tasks.filter((task) => !isBeside(task))
  const open = tasks.filter(isOpen)
  const called = process.children.filter(({ status }) => status === 'running').length
  const rows = [
    [words.cancel.ends, nameOf(process)],
    [
      words.cancel.cancels,
      words.cancel.cancelsWhat(
        open.map((task) => task.title),
        called,
      ),
    ],
    [words.cancel.keeps, words.cancel.keepsWhat(tasks.length - open.length)],
  ] as const
  return (
    <dl className={classes.rows}>
      {rows.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
