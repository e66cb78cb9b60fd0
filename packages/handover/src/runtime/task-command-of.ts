/** What a caller asked of a task, as the engine takes it. */
import { error } from '../errors.ts'
import { taskCommandNames, type Assignee, type TaskCommand, type TaskCommandName } from '../engine/command.ts'
import { momentInWords } from '../engine/commands/reschedule.ts'
import { readMoment } from '../flow/duration.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import { nearest } from '../flow/nearest.ts'
import { actorOf } from './actor-of.ts'
import type { CommandOptions } from './handover.ts'

export function taskCommandOf(type: TaskCommandName, task: string, options: CommandOptions): TaskCommand {
  checkCommand(type)
  const { note = null, input, item = null } = options
  const asked = { task, by: actorOf(options), note }
  switch (type) {
    case 'assign':
    case 'reassign':
      return { type, ...asked, to: assigneeOf(options) }
    case 'complete':
    case 'run':
      return { type, ...asked, input }
    case 'sendBack':
    case 'skip':
      return { type, ...asked, to: nodeOf(options) }
    case 'move':
      return { type, ...asked, to: nodeOf(options) ?? refuse('to', undefined, 'the node at which it goes on') }
    case 'reschedule':
      return { type, ...asked, at: momentOf(options) }
    case 'add':
      return { type, ...asked, item, to: nodeOf(options) }
    default:
      return { type, ...asked }
  }
}

export function checkCommand(command: TaskCommandName): void {
  if (taskCommandNames.includes(command)) return
  const near = nearest(String(command), taskCommandNames)
  throw error('COMMAND_UNKNOWN', { command, known: taskCommandNames.join(', '), near })
}

function assigneeOf({ to, by }: CommandOptions): Assignee | null {
  if (to === undefined) return null
  if (!isText(to)) return refuse('to', to, 'the id of the user who gets the task')
  return { id: to, name: to === by?.id ? by.name : null }
}

function nodeOf({ to }: CommandOptions): string | null {
  if (to === undefined) return null
  return isText(to) ? to : refuse('to', to, 'the name of a node')
}

/** As it was said: a duration counts from when the command is carried out, and a repeat is known by the same words. */
function momentOf({ at }: CommandOptions): string {
  if (typeof at === 'string' && readMoment(at, epoch) !== undefined) return at
  return (at instanceof Date ? readMoment(at, epoch) : undefined) ?? refuse('at', at, momentInWords)
}
const epoch = new Date(0).toISOString()

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && !isBroken(value)

function refuse(option: string, value: unknown, expected: string): never {
  throw error('OPTION_INVALID', { option, value, expected })
}
