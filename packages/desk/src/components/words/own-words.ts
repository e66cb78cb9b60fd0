/** What stands where a component of the application should stand. */
export const ownWords = {
  unknown: (name: string) => `This step asks for the component “${name}”, which is not registered in this desk.`,
  registered: (known: readonly string[]) =>
    `${known.length === 0 ? 'None is registered.' : `Registered: ${known.join(', ')}.`} The plain form stands in for it.`,
  broken: (name: string) => `The component “${name}” failed.`,
  brokenText: (message: string) => `${message} The plain form stands in for it, with what was entered.`,
  emptyInbox: 'Nothing is waiting for you.',
  emptyQueue: 'The queue is empty.',
  emptyArchive: 'Nothing is here yet.',
  notMine: 'Take the task to fill in its form.',
  gone: 'This task is closed.',
}
