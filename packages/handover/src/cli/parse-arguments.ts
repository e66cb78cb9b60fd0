import { parseArgs } from 'node:util'
import { error } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { Arguments, Command } from './command.ts'

/** Checks what was written after a command's name; throws `ARGUMENT_INVALID` or `OPTION_INVALID`. */
export function parseArguments(name: string, command: Command, written: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...written],
    options: Object.fromEntries(Object.entries(command.options).map(([option, { type }]) => [option, { type }])),
    strict: false,
    tokens: true,
  })
  const refuse = (argument: string, near?: string): never => {
    throw error('ARGUMENT_INVALID', { argument, place: `handover ${name}`, near })
  }
  const { subject } = command
  const subjects: string[] = []
  const options: Record<string, string | true> = {}
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      const isTooMany = subject === undefined || (subjects.length > 0 && !subject.isMany)
      if (isTooMany) refuse(token.value, nearest(token.value, Object.keys(command.commands ?? {})))
      subjects.push(token.value)
      continue
    }
    const known = command.options[token.name]
    if (known === undefined) {
      const near = nearest(token.name, Object.keys(command.options))
      refuse(token.rawName, near && `--${near}`)
    } else if (known.type === 'boolean') {
      if (token.value !== undefined) refuse(`${token.rawName}=${token.value}`, token.rawName)
      options[token.name] = true
    } else {
      options[token.name] = valueOf(token, known.takes)
    }
  }
  if (subjects.length === 0 && subject?.takes !== undefined && !subject.isOptional)
    throw error('OPTION_INVALID', { option: `<${subject.name}>`, value: undefined, expected: subject.takes })
  return { subjects, options }
}

// `--out --config x` is an option without a value, not a file called `--config`.
function valueOf(
  token: { rawName: string; value: string | undefined; inlineValue: boolean | undefined },
  takes?: string,
) {
  const { rawName, value, inlineValue } = token
  const isMissing = value === undefined || value === '' || (!inlineValue && value.startsWith('--'))
  if (isMissing) throw error('OPTION_INVALID', { option: rawName, value: undefined, expected: takes })
  return value
}
