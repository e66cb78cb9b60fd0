import type { Command, CommandOption, Commands, Subject } from './command.ts'

const start = `Handover: work handed from person to person to machine, inside your own database.

Usage: handover <command> [options]
`

/** All commands, in one line each. */
export function help(commands: Commands): string {
  const others = [
    ['help [command]', 'says this, or more about one command'],
    ['--version', 'says which version this is'],
  ] as const
  const exits = 'Exit codes: 0 done, 1 refused or failed, 2 called wrongly.\n'
  return `${start}\n${table([...linesOf(commands), ...others])}\n${exits}`
}

/** One command, with its options and what it can do besides. */
export function helpOf(name: string, { about, subject, options, commands = {} }: Command): string {
  const rows = Object.entries(options).map(([option, each]) => [`--${option}${valueOf(each)}`, each.about] as const)
  const more = Object.keys(commands).length === 0 ? '' : `\n${table(linesOf(commands, `${name} `))}`
  return `handover ${called(name, subject)}: ${about}.\n\n${table(rows)}${more}`
}

const linesOf = (commands: Commands, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(commands).flatMap(([name, { about, subject, commands: more = {} }]) => [
    [called(`${prefix}${name}`, subject), about] as const,
    ...linesOf(more, `${prefix}${name} `),
  ])

function called(name: string, subject: Subject | undefined): string {
  if (subject === undefined) return name
  const many = subject.isMany ? ' ...' : ''
  return subject.isOptional ? `${name} [${subject.name}${many}]` : `${name} <${subject.name}${many}>`
}
const valueOf = ({ takes }: CommandOption) => (takes === undefined ? '' : ` <${takes.replace(/^an? /, '')}>`)

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join('')
}
