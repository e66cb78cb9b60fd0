/** The 43 control-flow patterns of the Workflow Patterns Initiative, in groups, each in a file of its own. */
import { basic } from './basic.ts'
import { branching } from './branching.ts'
import { cancellation } from './cancellation.ts'
import { discriminators } from './discriminators.ts'
import { iteration } from './iteration.ts'
import { merges } from './merges.ts'
import { multipleInstances } from './multiple-instances.ts'
import { partialInstances } from './partial-instances.ts'
import { partialJoins } from './partial-joins.ts'
import type { Pattern } from './pattern.ts'
import { stateBased } from './state-based.ts'
import { termination } from './termination.ts'
import { triggers } from './triggers.ts'

/** Patterns and the file beside this one where they stand. */
export interface PatternGroup {
  readonly file: string
  readonly patterns: readonly Pattern[]
}

const groups: readonly PatternGroup[] = [
  { file: 'basic.ts', patterns: basic },
  { file: 'branching.ts', patterns: branching },
  { file: 'discriminators.ts', patterns: discriminators },
  { file: 'partial-joins.ts', patterns: partialJoins },
  { file: 'merges.ts', patterns: merges },
  { file: 'multiple-instances.ts', patterns: multipleInstances },
  { file: 'partial-instances.ts', patterns: partialInstances },
  { file: 'state-based.ts', patterns: stateBased },
  { file: 'cancellation.ts', patterns: cancellation },
  { file: 'iteration.ts', patterns: iteration },
  { file: 'termination.ts', patterns: termination },
  { file: 'triggers.ts', patterns: triggers },
]

export interface PlacedPattern extends Pattern {
  readonly file: string
}

/** All of them in the order of their numbers. */
export const patterns: readonly PlacedPattern[] = groups
  .flatMap(({ file, patterns: some }) => some.map((pattern) => ({ ...pattern, file })))
  .toSorted((one, other) => one.number - other.number)
