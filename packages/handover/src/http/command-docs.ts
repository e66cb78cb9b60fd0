import type { ProcessCommand, TaskCommand } from './wire.ts'

interface CommandDoc {
  readonly summary: string
  /** Who may, and what it needs. */
  readonly description: string
}

const offered = 'For those to whom the task is offered, and those with the right `<flow>.manage`.'
const own = 'For who did it, and those with the right `<flow>.manage`.'
const managed = 'Needs the right `<flow>.manage`.'

/** What each command to a task does, for the OpenAPI document. */
export const taskCommands: Readonly<Record<TaskCommand, CommandDoc>> = {
  assign: {
    summary: 'Takes the task, or gives it to somebody',
    description: `${offered} Only the latter may name somebody else in \`to\`.`,
  },
  unassign: { summary: 'Gives the task back to the queue', description: 'For its owner and for managers.' },
  reassign: {
    summary: 'Gives a task that somebody has to somebody else',
    description: 'For its owner and for managers. `to` is required: the id of a user.',
  },
  complete: {
    summary: 'Completes the task and advances its process',
    description: 'For its owner. `input` is what the form asks for; its schema stands under the name `<flow>.<node>`.',
  },
  run: {
    summary: 'Runs a handle: answers a task that waits for a program',
    description: 'For those with the permission of the node, and for managers. `input` is what the handle takes.',
  },
  sendBack: {
    summary: 'Sends the work back to an earlier step, to who did that',
    description: 'For its owner and for managers. `note` is required; `to` is the last human step by default.',
  },
  cancel: { summary: 'Cancels one task; joins no longer wait for it', description: managed },
  undo: {
    summary: 'Takes a completed task back, with what followed by itself',
    description: `${own} What other people did after it has to be undone first.`,
  },
  revive: { summary: 'Opens a canceled or undone task anew', description: own },
  retry: { summary: 'Tries a task in error again', description: managed },
  skip: {
    summary: 'Goes on as if the task had been done',
    description: `${managed} \`note\` is required; so is \`to\` where several ways lead on.`,
  },
  move: {
    summary: 'Takes the task away and lets the process go on at another step',
    description: `${managed} \`to\` is required. It is the way out for steps that are not part of the flow any more.`,
  },
  reschedule: {
    summary: 'Changes when a task goes on by itself, or when it is due',
    description: `${managed} At a timer or a deadline it is the moment at which that fires, at people's work the due time. \`at\` is required.`,
  },
  add: {
    summary: 'Adds a branch to a split with `each`, or a process to a subprocess, while it is under way',
    description: `${managed} \`item\` is what it works on; \`to\` is required where a split has several such branches.`,
  },
  finish: {
    summary: 'Ends a task that waits for several before all have come',
    description: `${managed} What is still open is given up, what came so far counts.`,
  },
}

/** What each command to a process does. */
export const processCommands: Readonly<Record<ProcessCommand, CommandDoc>> = {
  cancel: { summary: 'Cancels a process with all its open tasks and the processes it called', description: managed },
  suspend: {
    summary: 'Holds a process still: nothing moves in it until it is resumed',
    description: `${managed} Timers, messages and results of jobs that come meanwhile are kept.`,
  },
  resume: { summary: 'Lets a suspended process go on', description: managed },
}
