/** Whether it still holds the process: also what was undone and waits to be done again. */
export const isOpen = (task: { readonly finishedAt: string | null }): boolean => task.finishedAt === null

/** Whether nothing moves in it until somebody resumes it. */
export const isHeld = (process: { readonly status: string; readonly suspendedAt: string | null }): boolean =>
  process.status === 'running' && process.suspendedAt !== null

/** What stands on another's border only waits beside it: a timeout, a message that interrupts. */
export const isBeside = (task: { readonly host: string | null }): boolean => task.host !== null

/** Whether somebody or something has to do it: what is open, but neither stands on another's border nor gathers branches. */
export const isWork = (task: {
  readonly finishedAt: string | null
  readonly host: string | null
  readonly shape: string
}): boolean => isOpen(task) && !isBeside(task) && task.shape !== 'join'
