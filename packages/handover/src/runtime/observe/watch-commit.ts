import type { Committed, Services } from '../services.ts'

/** Says which tasks have failed in what was committed: nobody waits for them, until an operator looks. */
export function watchCommit({ log }: Services, { moved }: Committed): void {
  for (const { after, events } of moved) {
    for (const { type, task: id, node } of events) {
      if (type !== 'task.failed') continue
      const { id: process, number, flow } = after.process
      const code = after.tasks.find((task) => task.id === id)?.error?.code
      // A job that is tried again has failed, and its task goes on.
      if (code === undefined) continue
      const fields = { flow, node, process, number, task: id, code }
      log.warn(fields, `A task has failed: '${node}' of ${flow} #${number} (${code}).`)
    }
  }
}
