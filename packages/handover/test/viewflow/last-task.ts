import type { Task } from 'handover'
import type { Driver, Named } from '../driver.ts'

/** The newest task of a node of a process; throws when there is none. */
export async function lastTask(driver: Driver, process: Named, node: string): Promise<Task> {
  const task = (await driver.tasks({ process, node })).at(-1)
  if (task === undefined) throw new Error(`The process never came to '${node}'.`)
  return task
}
