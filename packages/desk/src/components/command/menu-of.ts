import type { TaskCommand, TaskDetail } from 'handover/client'
import type { AskedCommand } from './asks.ts'

const order: readonly AskedCommand[] = [
  'assign',
  'reassign',
  'unassign',
  'sendBack',
  'run',
  'retry',
  'add',
  'finish',
  'reschedule',
  'skip',
  'undo',
  'revive',
  'move',
  'cancel',
]

/** The commands of a menu. Taking a task has a button of its own; assigning it to others is for who may. */
export function menuOf(may: readonly TaskCommand[], mayGive: boolean): readonly AskedCommand[] {
  return order.filter((command) => may.includes(command) && (command !== 'assign' || mayGive))
}

/** What the actor may do with the task now. */
export const allowedOf = ({ can }: Pick<TaskDetail, 'can'>): readonly TaskCommand[] =>
  (Object.keys(can) as TaskCommand[]).filter((command) => can[command].allowed)
