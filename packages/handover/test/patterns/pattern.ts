/** What a row of the table looks like, and the commands that its script is made of. */
import type { AnyFlow, ErrorCode, TaskCommandName } from 'handover'

/** A published control-flow pattern, how it is said here, and what has to happen. */
export interface Pattern {
  readonly number: number
  readonly name: string
  /** In our words, in one sentence. */
  readonly meaning: string
  /** What says it here, and what to look at in the trace. */
  readonly here: string
  readonly flow: AnyFlow
  /** Flows that it calls. */
  readonly calls?: readonly AnyFlow[]
  readonly steps: readonly Step[]
}

/** A command, and all that it brings about: what is left out must not happen. */
export type Step = readonly [Given, Seen]

/**
 * Nodes in order, separated by spaces: `pack(2)` is the node in the branch of item 2, and `2:pack` stands in the second
 * process that came into being.
 */
export interface Seen {
  /** Done by this command, in this order. */
  readonly done?: string
  /** Canceled by this command. */
  readonly canceled?: string
  /** Done, but their tokens came to a join that had gone on without them. */
  readonly absorbed?: string
  /** What is open afterwards, in order of creation; a join is open while it waits for more. */
  readonly open?: string
  /** How processes ended by this command: `done at sent`, `2:canceled`. */
  readonly ended?: string
  /** The command is refused with this code. */
  readonly refused?: ErrorCode
}

export type Given =
  | { readonly give: 'start'; readonly node: string; readonly input: object }
  | ({ readonly give: TaskCommandName; readonly task: string } & TaskOptions)
  | { readonly give: 'cancelProcess' }
  | { readonly give: 'message'; readonly name: string; readonly key?: string; readonly ttl?: string }
  | { readonly give: 'signal'; readonly name: string }
  | { readonly give: 'wait'; readonly duration: string }
export interface TaskOptions {
  readonly input?: object
  readonly by?: string
  readonly to?: string
  readonly item?: unknown
}

/** Somebody starts a process. */
export const start = (input: object = {}, node = 'start'): Given => ({ give: 'start', node, input })
/** The oldest open task of that name is done. */
export const complete = (task: string, input: object = {}): Given => ({ give: 'complete', task, input })
/** Somebody begins to work on it. */
export const take = (task: string, by: string): Given => ({ give: 'assign', task, by })
/** A further branch of the split. */
export const add = (task: string, item: unknown): Given => ({ give: 'add', task, item })
/** It is enough: what is still open of the split or the call is given up, and it goes on. */
export const finish = (task: string): Given => ({ give: 'finish', task })
export const cancel = (task: string): Given => ({ give: 'cancel', task })
/** Of the first process. */
export const cancelProcess = (): Given => ({ give: 'cancelProcess' })
export const message = (name: string, options: { readonly key?: string; readonly ttl?: string } = {}): Given => ({
  give: 'message',
  name,
  ...options,
})
export const signal = (name: string): Given => ({ give: 'signal', name })
/** Time passes. */
export const wait = (duration: string): Given => ({ give: 'wait', duration })

/** As people read it: `complete pack(2)`. */
export function inWords(given: Given): string {
  switch (given.give) {
    case 'start':
      return ['start', given.node === 'start' ? '' : given.node, shown(given.input)].filter(Boolean).join(' ')
    case 'assign':
      return `${given.by} takes ${given.task}`
    case 'cancelProcess':
      return 'cancel the process'
    case 'message':
      return [`message '${given.name}'`, given.key && `for '${given.key}'`, given.ttl && `kept ${given.ttl}`]
        .filter(Boolean)
        .join(' ')
    case 'signal':
      return `signal '${given.name}'`
    case 'wait':
      return `${given.duration} pass`
    case 'add':
      return `add ${JSON.stringify(given.item)} to ${given.task}`
    default:
      return [given.give, given.task, shown(given.input ?? {})].filter(Boolean).join(' ')
  }
}

function shown(input: object): string {
  const values = Object.entries(input).map(([key, value]) => `${key}: ${JSON.stringify(value).replaceAll('"', "'")}`)
  return values.length === 0 ? '' : `{ ${values.join(', ')} }`
}
