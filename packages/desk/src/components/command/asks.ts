import type { TaskCommand, TaskDetail } from 'handover/client'

/** What a dialog asks before the command is given. */
export interface Asks {
  readonly note: 'required' | 'optional'
  readonly to?: 'person' | keyof TaskDetail['targets']
  /** An item of JSON, or what a form asks for. */
  readonly item?: 'item' | 'input'
  /** A moment. */
  readonly at?: true
  /** Ends something for good. */
  readonly isStop?: boolean
}

/** The commands that have a dialog: all but completing a task, which has its page. */
export type AskedCommand = Exclude<TaskCommand, 'complete'>

export const asks: Readonly<Record<AskedCommand, Asks>> = {
  assign: { note: 'optional', to: 'person' },
  reassign: { note: 'optional', to: 'person' },
  unassign: { note: 'optional' },
  sendBack: { note: 'required', to: 'sendBack' },
  run: { note: 'optional', item: 'input' },
  retry: { note: 'optional' },
  add: { note: 'optional', to: 'add', item: 'item' },
  finish: { note: 'optional' },
  skip: { note: 'required', to: 'skip' },
  undo: { note: 'optional' },
  revive: { note: 'optional' },
  move: { note: 'optional', to: 'move' },
  reschedule: { note: 'optional', at: true },
  cancel: { note: 'optional', isStop: true },
}

/** What somebody has entered so far. */
export interface Entered {
  readonly note: string
  /** The id of a person, or the name of a node; '' for none. */
  readonly to: string
  readonly item: string
  /** An ISO time; '' until another than the present one was chosen. */
  readonly at: string
}
export const nothing: Entered = { note: '', to: '', item: '', at: '' }

export type Missing = ReadonlySet<keyof Entered>

/** Whether the first target is meant when none is chosen: where there is one, or the server has a default. */
export const hasDefault = (command: AskedCommand, targets: readonly unknown[]): boolean =>
  command === 'sendBack' ? targets.length > 0 : targets.length === 1

/** What still has to be entered. A form says itself what it misses. */
export function missingOf(command: AskedCommand, { note, to, item, at }: Entered, task: Missable): Missing {
  const { note: needsNote, to: needsTo, item: needsItem, at: needsAt } = asks[command]
  const missing = new Set<keyof Entered>()
  if (needsNote === 'required' && note.trim() === '') missing.add('note')
  const targets = needsTo === undefined || needsTo === 'person' ? [] : task.targets[needsTo]
  const isMeant = needsTo === 'person' ? false : targets.length === 0 || hasDefault(command, targets)
  if (needsTo !== undefined && to.trim() === '' && !isMeant) missing.add('to')
  if (needsItem === 'item' && item.trim() === '' && !task.hasForm) missing.add('item')
  if (needsAt === true && at === '') missing.add('at')
  return missing
}
interface Missable {
  readonly targets: TaskDetail['targets']
  readonly hasForm: boolean
}

/** What is sent. `values` are those of a form. */
export function bodyOf(command: AskedCommand, entered: Entered, values: unknown): Record<string, unknown> {
  const { to: needsTo, item: needsItem, at: needsAt } = asks[command]
  const [note, to] = [entered.note.trim(), entered.to.trim()]
  return {
    ...(note !== '' && { note }),
    ...(needsTo !== undefined && to !== '' && { to }),
    ...(needsAt === true && { at: entered.at }),
    ...(needsItem === 'input' && { input: values ?? {} }),
    ...(needsItem === 'item' && { item: values ?? readItem(entered.item) }),
  }
}

/** JSON where it is some; otherwise the text itself. */
function readItem(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text.trim()
  }
}
