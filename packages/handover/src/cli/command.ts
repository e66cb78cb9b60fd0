import type { ParseArgsOptionsConfig } from 'node:util'

/** What a command was called with, checked. */
export interface Arguments {
  /** What follows the command without a `--`, such as the flow to draw. */
  readonly subjects: readonly string[]
  readonly options: Readonly<Record<string, string | true | undefined>>
}

/** One command of `handover`, or one of another command's. */
export interface Command {
  /** One line for `handover help`. */
  readonly about: string
  /** What may follow the command. */
  readonly subject?: Subject
  readonly options: Readonly<Record<string, CommandOption>>
  /** What may be done besides: `handover incidents retry`. */
  readonly commands?: Commands
  run(given: Arguments): Promise<void>
}
export type Commands = Readonly<Record<string, Command>>

export interface Subject {
  readonly name: string
  /** What has to be given; it may be left out where nothing is said, or the command says it better. */
  readonly takes?: string
  readonly isOptional?: true
  readonly isMany?: true
}

export interface CommandOption extends Pick<ParseArgsOptionsConfig[string], 'type'> {
  /** What the option takes, such as `a file`; for options of type `string`. */
  readonly takes?: string
  readonly about: string
}

export const configOption: CommandOption = {
  type: 'string',
  takes: 'a file',
  about: 'the configuration; handover.config.ts (.mts, .js, .mjs) by default',
}

/** Of a command that answers with one document. */
export const jsonOption: CommandOption = { type: 'boolean', about: 'answers with JSON' }
/** Of a command that answers with a list, or tells what happens. */
export const jsonLinesOption: CommandOption = { type: 'boolean', about: 'answers with JSON, one line for each' }

export const flowOption: CommandOption = { type: 'string', takes: 'a name', about: 'only of this flow' }
