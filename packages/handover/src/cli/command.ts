import type { ParseArgsOptionsConfig } from 'node:util'

/** What a command was called with, checked. */
export interface Arguments {
  /** What follows the command without a `--`, such as the flow to draw. */
  readonly subject: string | undefined
  readonly options: Readonly<Record<string, string | true | undefined>>
}

/** One command of `handover`. */
export interface Command {
  /** One line for `handover help`. */
  readonly about: string
  /** What may follow the command. */
  readonly subject?: string
  readonly options: Readonly<Record<string, CommandOption>>
  run(given: Arguments): Promise<void>
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
