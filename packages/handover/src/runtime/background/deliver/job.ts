import type { JobQueue } from '../../../jobs/job-queue.ts'
import type { Delivery } from '../../../storage/store.ts'
import type { Deliver } from '../delivery.ts'
import type { JobRuns } from '../job-runs.ts'

/**
 * Hands a job to a worker. Its row stays until the result is applied, so it is handed again after a crash. What a body
 * has answered already, and could not be applied then, is applied instead.
 */
export const job =
  (queue: JobQueue, runs: JobRuns, keepAhead: (row: Delivery) => Promise<void>): Deliver<'job'> =>
  async (row, { task, trace }) => {
    const { id, tenant, process } = row
    if (runs.hasReport(id)) await runs.report(id)
    else if (queue.room > 0) await queue.hand({ id, tenant, process: process!, task, ...(trace && { trace }) })
    else await keepAhead(row)
    return 'taken'
  }
