import { error } from '../../errors.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { WriteOptions } from '../../storage/store.ts'
import { perform } from '../perform.ts'
import type { Services } from '../services.ts'
import type { Trigger } from './delivery.ts'

/** Gives a task what it waits for, and takes with it what brought that. Throws `TRIGGER_STALE` when it does not wait. */
export async function give(services: Services, trigger: Trigger, takes: WriteOptions['takes'] & {}): Promise<void> {
  const { task, cause, input } = trigger
  const command = { type: 'trigger', task, cause, input, by: null, note: null } as const
  await perform(services, { task }, command, {
    takes,
    isBackground: true,
    expects: (loaded) => checkWaits(loaded, trigger, takes.timer),
  })
}

type Fired = (WriteOptions['takes'] & {})['timer']

/** It may wait again by now, but for another. */
function checkWaits({ tasks }: Snapshot, { task, cause, name, key }: Trigger, timer?: Fired): void {
  const stands = tasks.find(({ id }) => id === task)
  // Somebody has moved the timer since this server saw it: the row is another one now.
  const wake = stands?.waits?.wake
  const isMoved = timer !== undefined && wake !== undefined && Date.parse(wake) !== Date.parse(timer.dueAt)
  if (isMoved) throw error('ALREADY_TAKEN')
  const { message, signal } = stands?.waits ?? {}
  const isOther =
    (cause === 'message' && (message?.name !== name || message?.key !== key)) || (cause === 'signal' && signal !== name)
  if (isOther) throw error('TRIGGER_STALE', { title: stands?.title ?? task, what: cause })
}
