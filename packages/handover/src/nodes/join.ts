/** `join`: waits for every branch that was really started and can still come, then goes on once. */
import type { z } from 'zod'
import { go, type Kind } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import type { Step } from '../flow/steps.ts'

export interface JoinKinds<S extends z.ZodObject, Data = z.output<S>> {
  /** Closes the split that its paths have in common; `of` says which when there are two readings. */
  join(options?: { of?: string | readonly string[] }): Step<Data, never, 'auto', void>
}

interface JoinOptions {
  readonly of?: string | readonly string[]
}

const kind: Kind<JoinOptions> = {
  kind: 'join',
  role: 'auto',
  shape: 'join',
  exits: 'one',
  scope: 'closes',
  closes: ({ options: { of } }) => (typeof of === 'string' ? [of] : of),
  enter: () => go(),
}

export const join = (options: JoinOptions = {}) => buildNode(kind, options)
