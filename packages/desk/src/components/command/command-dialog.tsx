import { useQuery } from '@tanstack/react-query'
import { Textarea } from '@mantine/core'
import type { Form, TaskDetail } from 'handover/client'
import { useId, useState, type ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { problemOf } from '../../api/problem.ts'
import { taskQuery } from '../../api/queries.ts'
import { useSay } from '../message.tsx'
import { LoadingRows } from '../more.tsx'
import { words } from '../words.ts'
import { asks, bodyOf, hasDefault, missingOf, nothing, type AskedCommand, type Entered, type Missing } from './asks.ts'
import { Dialog } from './dialog.tsx'
import classes from './dialog.module.css'
import { isForPeople } from '../is-for-people.ts'
import { ItemForm } from './item-form.tsx'
import { MomentField } from './moment-field.tsx'
import { NoteField } from './note-field.tsx'
import { PersonField } from './person-field.tsx'
import { TargetField } from './target-field.tsx'

export interface CommandDialogProps {
  readonly task: { readonly id: string; readonly title: string; readonly shape?: string }
  readonly command: AskedCommand
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onClosed: () => void
}

/** Asks for what a command needs: a reason, a person, a step, an item; and says what it brings about. */
export function CommandDialog({ task, command, isOpen, onClose, onClosed }: CommandDialogProps): ReactNode {
  const detail = useQuery(taskQuery(task.id))
  const [entered, setEntered] = useState<Entered>(nothing)
  const [missing, setMissing] = useState<Missing>(new Set())
  const [isOfFields, setOfFields] = useState(false)
  const give = useTaskCommand()
  const say = useSay()
  const formId = useId()
  const form = detail.data === undefined ? null : formFor(command, detail.data, entered.to)
  const says = words.command[command]

  const act = (values?: unknown, refuse?: (problem: ReturnType<typeof problemOf>) => boolean) => {
    if (detail.data === undefined || give.isPending || give.isSuccess) return
    const lacks = missingOf(command, entered, { targets: detail.data.targets, hasForm: form !== null })
    setMissing(lacks)
    if (lacks.size > 0) return
    const body = bodyOf(command, withDefault(command, entered, detail.data), values)
    give.mutate(
      { id: task.id, command, body },
      {
        onSuccess: () => {
          say({ text: says.done(task.title) })
          onClose()
        },
        onError: (error) => setOfFields(refuse?.(problemOf(error)) === true),
      },
    )
  }
  return (
    <Dialog
      title={says.title(task.title)}
      isOpen={isOpen}
      onClose={onClose}
      onClosed={onClosed}
      error={isOfFields ? null : (give.error ?? detail.error)}
      keep={words.command.keep}
      act={says.act}
      isStop={asks[command].isStop === true || isStartUndone(command, task)}
      isBusy={give.isPending}
      form={form === null ? undefined : formId}
      onAct={() => act()}
    >
      <p className={classes.text}>{textOf(command, task, detail.data)}</p>
      {detail.data === undefined ? (
        <LoadingRows count={1} />
      ) : (
        <div className={classes.fields} ref={focusFirst}>
          <Fields command={command} task={detail.data} entered={entered} missing={missing} onChange={setEntered}>
            {form !== null && <ItemForm key={entered.to} id={formId} form={form} onSubmit={act} />}
          </Fields>
        </div>
      )}
    </Dialog>
  )
}

/** The dialog took the focus itself while its fields were on their way. */
function focusFirst(fields: HTMLElement | null): void {
  fields?.querySelector<HTMLElement>('[data-autofocus], select')?.focus()
}

interface FieldsProps {
  readonly command: AskedCommand
  readonly task: TaskDetail
  readonly entered: Entered
  readonly missing: Missing
  readonly onChange: (entered: Entered) => void
  /** The form of an item, where it is known. */
  readonly children: ReactNode
}

function Fields({ command, task, entered, missing, onChange, children }: FieldsProps): ReactNode {
  const { note, to, item, at } = asks[command]
  const targets = to === undefined || to === 'person' ? [] : task.targets[to]
  const set = (key: keyof Entered) => (value: string) => onChange({ ...entered, [key]: value })
  return (
    <>
      {to === 'person' && (
        <PersonField value={entered.to} without={task.owner?.id} isMissing={missing.has('to')} onChange={set('to')} />
      )}
      {(targets.length > 1 || command === 'sendBack') && targets.length > 0 && (
        <TargetField
          targets={targets}
          value={entered.to}
          isMissing={missing.has('to')}
          hasDefault={hasDefault(command, targets)}
          onChange={set('to')}
        />
      )}
      {item === 'item' && formFor(command, task, entered.to) === null && (
        <Textarea
          label={words.command.item}
          description={words.command.itemHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={missing.has('item') ? words.form.fillIn : undefined}
          rows={2}
          value={entered.item}
          data-autofocus
          onChange={(event) => set('item')(event.target.value)}
        />
      )}
      {at === true && <MomentField present={presentOf(task)} isMissing={missing.has('at')} onChange={set('at')} />}
      {children}
      <NoteField
        isRequired={note === 'required'}
        value={entered.note}
        isMissing={missing.has('note')}
        takesFocus={item === undefined && at === undefined && to !== 'person'}
        onChange={set('note')}
      />
    </>
  )
}

/** Which ends the process. */
const isStartUndone = (command: AskedCommand, { shape }: CommandDialogProps['task']): boolean =>
  command === 'undo' && shape === 'start'

/** The fields of a program's answer, or of a further item, where it is known which it has. */
function formFor(command: AskedCommand, task: TaskDetail, to: string): Form | null {
  if (command === 'run') return task.form
  if (command !== 'add') return null
  const schema = task.itemSchemas[to === '' ? (task.targets.add[0]?.node ?? '') : to]
  if (schema?.['type'] !== 'object') return null
  return { schema, fields: Object.keys(schema['properties'] ?? {}), values: {}, component: null }
}

/** The step that is meant where none was chosen. */
function withDefault(command: AskedCommand, entered: Entered, { targets }: TaskDetail): Entered {
  const { to } = asks[command]
  if (to === undefined || to === 'person' || entered.to !== '') return entered
  return hasDefault(command, targets[to]) ? { ...entered, to: targets[to][0]?.node ?? '' } : entered
}

function textOf(command: AskedCommand, task: CommandDialogProps['task'], detail: TaskDetail | undefined): string {
  const target = detail?.targets.skip.length === 1 ? detail.targets.skip[0] : undefined
  if (command === 'skip' && target !== undefined) return words.command.skip.textTo(target.title)
  if (isStartUndone(command, task)) return words.command.undo.startText
  if (command === 'reschedule' && detail !== undefined) return consequenceOf(detail)
  return words.command[command].text
}

/** The moment that a change of the time is about. */
const presentOf = (task: TaskDetail): string | null => (isForPeople(task) ? task.dueAt : task.wakeAt)

function consequenceOf(task: TaskDetail): string {
  const { text, wakeText, borderText } = words.command.reschedule
  if (task.host !== null) return borderText
  return isForPeople(task) ? text : wakeText
}
