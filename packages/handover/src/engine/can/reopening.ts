/** Whether a process that has ended may go on: it does when what was done in it is undone, or revived. */
import { allowed, refusal, type Permit } from '../../access/permit.ts'
import type { TaskCommandName } from '../command.ts'
import type { Facts } from './facts.ts'

/** The commands that open a process again. */
export const reopening: readonly TaskCommandName[] = ['undo', 'revive']

/** A process that ended by itself may; one that somebody canceled, or whose caller was told, does not. */
export function mayReopen({ process, task }: Pick<Facts, 'process' | 'task'>): Permit {
  const { flow, number, status, finishedAt, reason, parentTask } = process
  if (status === 'running') return allowed
  if (status === 'canceled' && (reason === 'canceled' || reason === 'undone'))
    return refusal('PROCESS_ENDED', { flow, number, status, at: finishedAt })
  return parentTask === null ? allowed : refusal('CALLER_WAS_TOLD', { title: task.title, number })
}
