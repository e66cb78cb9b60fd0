/**
 * The protocol between a kind of node and the engine. A kind answers with a *move*; the engine carries it out and
 * never asks which kind it was. The kinds in the box and a user's own kind stand on the same few moves.
 */
import type { z } from 'zod'
import type { AnyArtifact } from './artifact.ts'
import type { Audience } from './actor.ts'
import type { Visit } from './visit.ts'

export interface QuestionInput {
  readonly value: unknown
  /** Laid over the data; only these keys may be sent. */
  readonly fields?: readonly string[]
  /** Laid over the data, whichever keys it has: what a job answered. */
  readonly isPatch?: boolean
  /** Parsed and handed to `call`. */
  readonly schema?: z.ZodType
  /** Written to the artifact of the process, or the record that becomes it, in the same transaction. */
  readonly artifact?: AnyArtifact
}

/** What the engine asks of the application; the runtime calls it and hands the answer back. */
export interface Question {
  /** In words, for messages and history: `condition`, `rule`, `function`, `input`. */
  readonly about: string
  /** What came from outside: laid over the data by `fields`, or parsed with `schema` and handed to `call`. */
  readonly input?: QuestionInput
  /** The user's function. What it returns is the answer. */
  readonly call?: (visit: Visit<any>, input: any) => unknown
  /** Whether changes to `visit.process.data` are kept. */
  readonly writes: boolean
  /** At a start there is no data yet: the input's fields, or what `call` returns, become the first data. */
  readonly begins?: boolean
}

/** What a kind may set on the task that it waits with. */
export interface TaskMarks {
  readonly status?: 'new' | 'scheduled' | 'started'
  readonly audience?: Audience | null
  readonly owner?: string | null
  /** A moment, an ISO time, or a duration from now. */
  readonly due?: Date | string | null
  /** The kind's own memory, stored with the task: any JSON. */
  readonly state?: unknown
  /** When to be woken, whoever else comes first: a moment, an ISO time, or a duration from now; null for never more. */
  readonly wake?: Date | string | null
  /** Waits for a message of this name that carries this key; '' when the name is enough. */
  readonly message?: { readonly name: string; readonly key: string }
  /** Waits for a signal of this name. */
  readonly signal?: string
  /** Is entered again whenever the data of the process changed. */
  readonly watches?: 'data'
  /** Is to be run outside the transaction, by a worker; what comes of it is received. */
  readonly job?: JobMark
}

export interface JobMark {
  /** How often it may fail before it needs attention. */
  readonly retries: number
  /** A duration; a body that takes longer has failed. */
  readonly timeout: string
  /** How long it rests after a failure. */
  readonly backoff?: Backoff
  /** The codes of errors after which it is not tried again. */
  readonly noRetry?: readonly string[]
}

/**
 * How long something rests before it is tried again: `first` after the first failure, after each further one `factor`
 * times as long, at most `most`. By chance it is up to `jitter` of that shorter, so that what failed together does not
 * come back together.
 */
export interface Backoff {
  /** A duration; a second by default. */
  readonly first?: string
  /** From 1 on; 2 by default. */
  readonly factor?: number
  /** A duration; an hour by default. */
  readonly most?: string
  /** From 0 to 1; 0.2 by default. */
  readonly jitter?: number
}

/** A branch that a split starts: over which of its node's edges, and with which item. */
export interface Branch {
  readonly edge: number
  readonly item?: unknown
}

/** What leaves the process: delivered after the commit, by this server or after a crash by any other. */
export type Sending =
  | {
      readonly type: 'message'
      readonly name: string
      readonly key: string
      readonly payload: unknown
      /** A duration for which it is kept when nobody waits for it yet. */
      readonly ttl: string
    }
  | { readonly type: 'signal'; readonly name: string; readonly payload: unknown }
  /** To the process that called this one. */
  | { readonly type: 'escalation'; readonly code: string }
  | { readonly type: 'cancelProcess'; readonly process: string }

/** A process to be started on behalf of a task that then waits for it. */
export interface Call {
  /** A flow of the same Handover; `self` is the flow of the task itself. */
  readonly flow: { readonly name: string } | 'self'
  readonly start: string
  readonly input: (visit: Visit<any>) => unknown
  readonly item: unknown
}

/** A called process as its caller sees it. */
export interface Child {
  readonly id: string
  readonly number: number
  readonly status: 'running' | 'done' | 'canceled' | 'failed'
  readonly outcome: string | null
  /** The code of the error end, when it failed. */
  readonly code: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly item: unknown
}

/** Why a task cannot go on; shown to operators, so never with values of local variables. */
export interface TaskError {
  readonly code: string
  readonly message: string
  readonly stack?: string
}

export type Move =
  /** Ask the application, then go on with what `next` makes of the answer. */
  | ({ readonly do: 'ask'; readonly question: Question; readonly next: (answer: any) => Move } & Remembering)
  /** Stay open until a command comes. */
  | { readonly do: 'wait'; readonly marks: TaskMarks; readonly sends?: readonly Sending[] }
  /**
   * Done; on over one edge. `told` goes into the history, `withdraws` names nodes whose open tasks are withdrawn first.
   */
  | {
      readonly do: 'go'
      readonly edge: number
      readonly told?: unknown
      readonly sends?: readonly Sending[]
      readonly withdraws?: readonly string[]
    }
  /** Done; open a scope with a token for each branch. */
  | { readonly do: 'fork'; readonly branches: readonly Branch[]; readonly told?: unknown }
  /**
   * Done; the token ends here, and the process with it when it was the last. With `all` every other token ends too, and
   * with `code` the process has failed.
   */
  | { readonly do: 'finish'; readonly all?: boolean; readonly code?: string }
  /** Start processes in the same action, then go on with what `next` makes of them. */
  | ({
      readonly do: 'call'
      readonly calls: readonly Call[]
      readonly next: (children: readonly Child[]) => Move
    } & Remembering)
  /** Compensate what was done so far, newest first, then go on over the edge. */
  | { readonly do: 'compensate'; readonly edge: number }
  /** Cannot go on: caught by a boundary, or left for an operator. */
  | ({ readonly do: 'err'; readonly error: TaskError } & Remembering)

/** The kind's own memory from now on: kept even if what is asked or called fails and the task goes into error. */
interface Remembering {
  readonly state?: unknown
}

export const ask = (question: Question, next: (answer: any) => Move, more: Remembering = {}): Move => ({
  do: 'ask',
  question,
  next,
  ...more,
})

export const wait = (marks: TaskMarks = {}, more: Omit<MoveTo<'wait'>, 'do' | 'marks'> = {}): Move => ({
  do: 'wait',
  marks,
  ...more,
})

export const go = (edge = 0, told?: unknown, more: Omit<MoveTo<'go'>, 'do' | 'edge' | 'told'> = {}): Move => ({
  do: 'go',
  edge,
  ...(told === undefined ? {} : { told }),
  ...more,
})

export const fork = (branches: readonly Branch[], told?: unknown): Move => ({
  do: 'fork',
  branches,
  ...(told === undefined ? {} : { told }),
})

export const finish = (how: Omit<MoveTo<'finish'>, 'do'> = {}): Move => ({ do: 'finish', ...how })

export const call = (
  calls: readonly Call[],
  next: (children: readonly Child[]) => Move,
  more: Remembering = {},
): Move => ({ do: 'call', calls, next, ...more })

export const err = (error: TaskError, more: Remembering = {}): Move => ({ do: 'err', error, ...more })

type MoveTo<D extends Move['do']> = Move & { readonly do: D }
