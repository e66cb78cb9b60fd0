import type { TaskRow } from '../storage/store.ts'
import type { Progress, Task } from './handover.ts'
import type { Services } from './services.ts'
import { rowToTask } from './task.ts'

/** Tasks with how far their jobs are, wherever those run: of one that runs here its body is asked, of others the store. */
export async function tasksWithProgress(services: Services, rows: readonly TaskRow[]): Promise<readonly Task[]> {
  const elsewhere = rows.filter((row) => isRunning(row) && services.progressOf(row.id) === null)
  const told = await services.store.outbox.progress(elsewhere.map((row) => deliveryOf(row)!))
  return rows.map((row) => {
    const task = rowToTask(services, row)
    const progress = told.get(deliveryOf(row) ?? '')
    return progress === undefined ? task : { ...task, progress: progress as unknown as Progress }
  })
}

const isRunning = (row: TaskRow) => row.status === 'started' && deliveryOf(row) !== undefined
const deliveryOf = ({ waits }: TaskRow) => waits?.job?.delivery
