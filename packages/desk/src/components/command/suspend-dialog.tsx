import { useState, type ReactNode } from 'react'
import { useProcessCommand } from '../../api/commands.ts'
import { useSay } from '../message.tsx'
import { words } from '../words.ts'
import type { ProcessDialogProps } from './cancel-dialog.tsx'
import classes from './dialog.module.css'
import { Dialog } from './dialog.tsx'
import { NoteField } from './note-field.tsx'

const says = words.processCommand.suspend

/** Asks before a process is held still: what that means, and why. */
export function SuspendDialog({ process, isOpen, onClose, onClosed }: ProcessDialogProps): ReactNode {
  const [note, setNote] = useState('')
  const suspend = useProcessCommand()
  const say = useSay()
  const act = () => {
    if (suspend.isPending || suspend.isSuccess) return
    suspend.mutate(
      { id: process.id, command: 'suspend', note: note.trim() },
      {
        onSuccess: () => {
          say({ text: says.done(process.number) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={says.title(process.number)}
      isOpen={isOpen}
      onClose={onClose}
      onClosed={onClosed}
      error={suspend.error}
      keep={says.keep}
      act={says.act}
      isBusy={suspend.isPending}
      onAct={act}
    >
      <p className={classes.text}>{says.text}</p>
      <NoteField isRequired={false} value={note} isMissing={false} takesFocus onChange={setNote} />
    </Dialog>
  )
}
