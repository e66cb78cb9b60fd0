import type { Bulk, ListedTask } from 'handover/client'
import { useState, type ReactNode } from 'react'
import { useBulk } from '../../api/commands.ts'
import { Dialog } from '../../components/command/dialog.tsx'
import classes from '../../components/command/dialog.module.css'
import { NoteField } from '../../components/command/note-field.tsx'
import { PersonField } from '../../components/command/person-field.tsx'
import { useSay } from '../../components/message.tsx'
import { Notice } from '../../components/refusal.tsx'
import { toldOf } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { summaryOf } from './summary-of.ts'

export interface BulkAssignProps {
  readonly list: 'inbox' | 'queue'
  /** Those that the actor may give to somebody else. */
  readonly tasks: readonly ListedTask[]
  /** Those that were selected as well, and stay where they are. */
  readonly kept: readonly ListedTask[]
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onClosed: () => void
  /** Hears of those that went to somebody, and how many did not. */
  readonly onDone: (ids: readonly string[], refused: number) => void
}

const says = words.bulkAssign
// What somebody has already is given on; what is free is given away.
const commands = { inbox: 'reassign', queue: 'assign' } as const

/** Asks to whom several tasks go, and says what that brings about. Those that were refused stay, each with its reason. */
export function BulkAssign({ list, tasks, kept, isOpen, onClose, onClosed, onDone }: BulkAssignProps): ReactNode {
  const [left, setLeft] = useState(tasks)
  const [refused, setRefused] = useState<Bulk['refused']>([])
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const bulk = useBulk()
  const say = useSay()
  const tell = (answer: Bulk) => {
    const name = answer.done[0]?.owner?.name
    if (name !== undefined) say({ text: says.done(answer.done.length, name) })
    onDone(
      answer.done.map(({ id }) => id),
      answer.refused.length,
    )
    setRefused(answer.refused)
    if (answer.refused.length === 0) onClose()
    else setLeft(left.filter(({ id }) => answer.refused.some(({ task }) => task === id)))
  }
  const act = () => {
    const isOver = bulk.isSuccess && refused.length === 0
    if (bulk.isPending || isOver) return
    setMissing(to === '')
    if (to === '') return
    const asked = { command: commands[list], tasks: left.map(({ id }) => id), to }
    bulk.mutate({ ...asked, ...(note.trim() !== '' && { note: note.trim() }) }, { onSuccess: tell })
  }
  return (
    <Dialog
      title={says.title(left.length)}
      isOpen={isOpen}
      onClose={onClose}
      onClosed={onClosed}
      error={bulk.error}
      keep={words.command.keep}
      act={words.command.assign.act}
      isBusy={bulk.isPending}
      onAct={act}
    >
      {refused.length > 0 && (
        <div className={classes.refusal}>
          <Refused tasks={left} refused={refused} />
        </div>
      )}
      <p className={classes.text}>{says.text[list]}</p>
      <dl className={classes.rows}>
        <Those label={says.assigns} of={left} />
        {kept.length > 0 && <Those label={says.keeps} of={kept} />}
      </dl>
      <div className={classes.fields}>
        <PersonField value={to} without={undefined} isMissing={isMissing} onChange={setTo} />
        <NoteField isRequired={false} value={note} isMissing={false} takesFocus={false} onChange={setNote} />
      </div>
    </Dialog>
  )
}

const most = 5

function Those({ label, of: tasks }: { label: string; of: readonly ListedTask[] }): ReactNode {
  const names = tasks.slice(0, most).map((task) => words.list.named(task.title, summaryOf(task)))
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <ul>
          {names.map((name, i) => (
            <li key={tasks[i]!.id}>{name}</li>
          ))}
          {tasks.length > most && <li>{says.more(tasks.length - most)}</li>}
        </ul>
      </dd>
    </div>
  )
}

/** Which stay where they were, each with its own reason; the focus goes there. */
function Refused({ tasks, refused }: { tasks: readonly ListedTask[]; refused: Bulk['refused'] }): ReactNode {
  return (
    <Notice key={refused.map(({ task }) => task).join()} title={says.refused(refused.length)} takesFocus>
      <ul>
        {refused.map(({ task: id, problem }) => {
          const task = tasks.find((each) => each.id === id)
          const why = toldOf(problem).title
          return <li key={id}>{task === undefined ? why : words.list.because(summaryOf(task), why)}</li>
        })}
      </ul>
    </Notice>
  )
}
